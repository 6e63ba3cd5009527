// A browser's session: both tokens in cookies that no script can read, one pair per market and app.
import { foreignOrigin } from '@provender/platform/http-errors'
import type { ResponseControl } from '@provender/platform/http'
import { appOf, sessionCookie } from '@provender/platform/http-callers'
import { accessSeconds, idleSeconds } from './session.ts'
import type { Tokens } from './start-session.ts'

/** What of a request says where a browser keeps its session. */
export interface Asked {
  readonly ctx: { readonly market: { readonly id: string } }
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly response: ResponseControl
}

/** The app that names itself by X-App wants cookies; without it, whoever asks keeps the tokens itself. */
export function namedApp({ headers }: Pick<Asked, 'headers'>): string | undefined {
  return headers['x-app'] === undefined ? undefined : appOf(headers, 'public')
}

export function keepInCookies(asked: Asked, { accessToken, refreshToken }: Tokens): void {
  const { access, refresh } = cookieNames(asked)
  asked.response.cookie(access, accessToken, { maxAgeSeconds: accessSeconds })
  asked.response.cookie(refresh, refreshToken, { maxAgeSeconds: idleSeconds })
}

export function dropCookies(asked: Asked): void {
  const { access, refresh } = cookieNames(asked)
  for (const name of [access, refresh]) {
    if (asked.cookies[name] !== undefined) asked.response.cookie(name, '', { maxAgeSeconds: 0 })
  }
}

/** The tokens a browser sent along. Other sites can make a browser send them too, so their requests are refused. */
export function tokensInCookies(asked: Asked): { accessToken?: string | undefined; refreshToken?: string | undefined } {
  const { access, refresh } = cookieNames(asked)
  const found = { accessToken: asked.cookies[access], refreshToken: asked.cookies[refresh] }
  const site = asked.headers['sec-fetch-site']
  const foreign = site === 'cross-site' || site === 'same-site'
  if (foreign && (found.accessToken !== undefined || found.refreshToken !== undefined)) throw foreignOrigin()

  return found
}

function cookieNames({ ctx, headers }: Asked): { access: string; refresh: string } {
  const app = appOf(headers, 'public')

  return { access: sessionCookie(ctx.market.id, app, 'access'), refresh: sessionCookie(ctx.market.id, app, 'refresh') }
}
