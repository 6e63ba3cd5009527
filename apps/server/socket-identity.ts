// Who opens a socket: a token in the handshake, or the session cookie of the app that opens it.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type MarketDirectory, arrivalOf, arrive } from '@provender/platform/addresses'
import type { Actor, Market } from '@provender/platform/context'
import { type Authenticate, sessionCookie } from '@provender/platform/http-callers'
import type { Socket } from 'socket.io'

export interface Opener {
  readonly market: Market
  readonly actor: Actor
}

interface Handshake {
  readonly marketId: unknown
  readonly app: unknown
  readonly token: unknown
  readonly headers: IncomingHttpHeaders
}

/** Both kinds of socket are opened by the same proof; what is not proven opens nothing. */
export function socketIdentity(directory: MarketDirectory, authenticate: Authenticate) {
  const openerOf = async ({ marketId, app, token, headers }: Handshake): Promise<Opener | undefined> => {
    const entry = typeof marketId === 'string' ? directory.byId(marketId) : undefined
    if (!entry) return undefined

    const cookie = sessionCookie(entry.market.id, typeof app === 'string' ? app : 'customer', 'access')
    const proof = typeof token === 'string' ? token : sameSite(headers) ? cookieIn(headers.cookie, cookie) : undefined
    const actor = proof === undefined ? undefined : await authenticate(proof, entry.market.id)

    return actor && { market: entry.market, actor }
  }

  return {
    /** The handshake says `{ market, app?, token? }`. */
    ofSocket({ handshake: { auth, headers, query } }: Socket): Promise<Opener | undefined> {
      const { market, app, token } = { ...query, ...auth } as Record<string, unknown>
      return openerOf({ marketId: market, app, token, headers })
    },
    /** The market is named as for any request; the token comes as `?token=` or in the Authorization header. */
    ofRequest(request: IncomingMessage): Promise<Opener | undefined> {
      const { searchParams } = new URL(request.url ?? '/', 'http://socket')
      const bearer = request.headers.authorization?.replace(/^Bearer /, '')
      return openerOf({
        marketId: arrivalOf(request).marketId ?? searchParams.get('market'),
        app: searchParams.get('app'),
        token: bearer ?? searchParams.get('token') ?? undefined,
        headers: request.headers,
      })
    },
    /** Names the market of an upgrade on the way. */
    isTracking(request: IncomingMessage): boolean {
      return arrive(request, directory).split('?')[0] === '/api/v1/tracking/ws'
    },
  }
}

/** A cookie opens a socket only for pages of our own. */
function sameSite({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || URL.parse(origin)?.host === host
}

function cookieIn(header: string | undefined, name: string): string | undefined {
  const pair = header?.split('; ').find((each) => each.startsWith(`${name}=`))
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1))
}
