// Who opens a socket: a token in the handshake, or the session cookie of the app that opens it.
import type { MarketDirectory } from '@provender/platform/addresses'
import type { Actor, Market } from '@provender/platform/context'
import { type Authenticate, sessionCookie } from '@provender/platform/http-server'
import type { Socket } from 'socket.io'

/** The handshake says `{ market, app?, token? }`; what it does not prove opens nothing. */
export function socketIdentity(directory: MarketDirectory, authenticate: Authenticate) {
  return async (socket: Socket): Promise<{ market: Market; actor: Actor } | undefined> => {
    const { auth, headers, query } = socket.handshake
    const asked = { ...query, ...auth } as Record<string, unknown>
    const entry = typeof asked.market === 'string' ? directory.byId(asked.market) : undefined
    if (!entry) return undefined

    const app = typeof asked.app === 'string' ? asked.app : 'customer'
    const fromCookie = sameSite(headers) ? cookieIn(headers.cookie, sessionCookie(entry.market.id, app, 'access')) : undefined
    const token = typeof asked.token === 'string' ? asked.token : fromCookie
    if (token === undefined) return undefined

    const actor = await authenticate(token, entry.market.id)
    return actor && { market: entry.market, actor }
  }
}

/** A cookie opens a socket only for pages of our own. */
function sameSite(headers: Record<string, unknown>): boolean {
  const { origin, host } = headers
  return typeof origin !== 'string' || URL.parse(origin)?.host === host
}

function cookieIn(header: string | undefined, name: string): string | undefined {
  const pair = header?.split('; ').find((each) => each.startsWith(`${name}=`))
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1))
}
