// Remembers a visitor's language and colours, and sends them back to where they were.
import { NextResponse, type NextRequest } from 'next/server'
import { languageCookie, languages } from '../../i18n/languages.ts'
import { schemeCookie, schemes } from '../../ui/scheme.ts'

const year = 365 * 24 * 60 * 60

/** A GET, since what it changes is only how this browser is shown things; pages of others cannot make use of it. */
export function GET(request: NextRequest): NextResponse {
  const asked = request.nextUrl.searchParams
  const language = languages.find((known) => known === asked.get('language'))
  const scheme = schemes.find((known) => known === asked.get('scheme'))

  const headers = { location: comingFrom(request), 'cache-control': 'no-store' }
  const response = new NextResponse(null, { status: 303, headers })
  const kept = { path: '/', maxAge: year, sameSite: 'lax' as const }
  if (language) response.cookies.set(languageCookie, language, kept)
  if (scheme) response.cookies.set(schemeCookie, scheme, kept)
  return response
}

/** Only the path of a page of ours: where a form was sent from must not send anyone elsewhere. */
function comingFrom(request: NextRequest): string {
  const referrer = request.headers.get('referer')
  if (!referrer || !URL.canParse(referrer)) return '/'
  const { host, pathname, search } = new URL(referrer)
  return host === request.headers.get('host') ? `/${pathname.replace(/^\/+/, '')}${search}` : '/'
}
