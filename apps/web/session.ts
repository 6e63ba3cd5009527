// Keeps visitors signed in: a page that is asked for after the access token has run out gets a fresh one first.
import type { IncomingMessage, ServerResponse } from 'node:http'

const areas = new Set(['vendor', 'rider', 'admin'])

/**
 * When the session's access cookie is gone or run out and its refresh cookie is there, renews the session and lets this
 * very request and the browser go on with the new cookies. A renewal that fails leaves the visitor signed out.
 */
export async function renewSession(req: IncomingMessage, res: ServerResponse, apiOrigin: string): Promise<void> {
  const session = sessionOf(req.url ?? '/')
  if (!session) return
  const jar = cookiesIn(req.headers.cookie)
  const name = `pv_${session.market}_${session.app}`
  if (!jar.has(`${name}_refresh`) || isFresh(jar.get(name))) return

  const fresh = await askForCookies(req, session, apiOrigin)
  for (const line of fresh) {
    res.appendHeader('set-cookie', line)
    const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    jar.set(key, value)
  }
  req.headers.cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
}

interface Session {
  market: string
  app: string
}

/** `/m/reeyo/vendor/orders` is read in the vendor's session, `/m/reeyo/orders` in the customer's. */
function sessionOf(url: string): Session | undefined {
  const [, market, area = ''] = /^\/m\/([a-z0-9-]+)(?:\/([a-z0-9-]*))?(?:[/?#]|$)/.exec(url) ?? []
  return market ? { market, app: areas.has(area) ? area : 'customer' } : undefined
}

/** Answers the `Set-Cookie` lines of a renewed session; none when it could not be renewed. */
async function askForCookies(req: IncomingMessage, { market, app }: Session, apiOrigin: string): Promise<string[]> {
  const forwarded = req.headers['x-forwarded-for']
  const address = typeof forwarded === 'string' ? forwarded : req.socket.remoteAddress
  const url = new URL(`/m/${market}/api/v1/auth/refresh`, apiOrigin)
  const headers = { 'x-app': app, cookie: req.headers.cookie ?? '', ...(address && { 'x-forwarded-for': address }) }
  const response = await fetch(url, { method: 'POST', headers }).catch(() => undefined)
  await response?.body?.cancel()
  return response?.ok ? response.headers.getSetCookie() : []
}

function cookiesIn(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split('; ').map((pair) => pair.split(/=(.*)/s, 2) as [string, string?])
  return new Map(pairs.filter(([key]) => key).map(([key, value = '']) => [key, value]))
}

/** Reads the end of a token without trusting it: the API will check, we only decide whether to ask for a new one. */
function isFresh(token: string | undefined): boolean {
  const claims = token?.split('.')[1]
  if (!claims) return false
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp?: unknown }
    return typeof exp === 'number' && exp * 1000 > Date.now() + 10_000
  } catch {
    return false
  }
}
