// Who is asking, and may they: session by token or cookie, role by the policy table, origin, language.
import { LRUCache } from 'lru-cache'
import type { FastifyRequest } from 'fastify'
import type { Actor, Language } from './context.ts'
import {
  forbidden,
  foreignOrigin,
  marketDisagrees,
  marketUnnamed,
  unauthenticated,
  unknownMarket,
} from './http-errors.ts'
import type { AnyRoute, PolicyRule } from './http.ts'

/** Finds out who a token belongs to; undefined when it is not (or no longer) good in this market. */
export type Authenticate = (token: string, marketId: string) => Promise<Actor | undefined>

/** Lets the caller in, or says why not: market, session, role, origin, in this order. */
export async function admit(
  request: FastifyRequest,
  route: AnyRoute,
  rule: PolicyRule,
  options: { readonly authenticate: Authenticate },
): Promise<void> {
  const { marketId, entry, disagrees } = request.arrival
  if (disagrees) throw marketDisagrees()
  if (marketId !== undefined && !entry) throw unknownMarket({ market: marketId })
  if (!entry && !route.anyMarket && route.audience !== 'operator') throw marketUnnamed()

  request.actor = await identify(request, route, options)
  if (rule.may !== 'anyone') {
    if (request.actor.kind === 'anonymous') throw unauthenticated()
    if (!holds(request.actor, rule.may)) throw forbidden()
  }
  if (request.byCookie && request.method !== 'GET' && !sameOrigin(request)) throw foreignOrigin()
}

async function identify(
  request: FastifyRequest,
  route: AnyRoute,
  options: { readonly authenticate: Authenticate },
): Promise<Actor> {
  const guestToken = guestTokenOf(request)
  const guest: Actor = { kind: 'anonymous', ...(guestToken !== undefined && { guestToken }) }
  const token = bearerOf(request) ?? sessionCookieOf(request, route)
  if (token === undefined) return guest

  const marketId = request.arrival.entry?.market.id ?? ''
  const actor = await options.authenticate(token, marketId)
  if (actor) return actor.kind === 'account' && guestToken !== undefined ? { ...actor, guestToken } : actor
  // A stale cookie must not shut a visitor out of public pages; a stale bearer token is always told.
  if (request.byCookie && route.audience === 'public') return guest

  throw unauthenticated()
}

function holds(actor: Actor, may: readonly string[]): boolean {
  if (actor.kind === 'operator') return may.includes('operator')
  if (actor.kind !== 'account') return false

  return actor.roles.some((role) => may.includes(role))
}

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7) : undefined
}

/** The web's four apps keep their sessions apart: `pv_reeyo_customer`, `pv_reeyo_vendor`, … */
export function sessionCookie(marketId: string, app: string, kind: 'access' | 'refresh'): string {
  return `pv_${marketId}_${app}${kind === 'refresh' ? '_refresh' : ''}`
}

/** The app a browser speaks from: named by the X-App header, else told by the address. */
export function appOf(headers: FastifyRequest['headers'], audience: string): string {
  const named = headers['x-app']
  if (named === 'customer' || named === 'vendor' || named === 'rider' || named === 'admin') return named

  return audience === 'public' ? 'customer' : audience
}

function sessionCookieOf(request: FastifyRequest, route: AnyRoute): string | undefined {
  const marketId = request.arrival.entry?.market.id ?? ''
  const token = request.cookies[sessionCookie(marketId, appOf(request.headers, route.audience), 'access')]
  request.byCookie = token !== undefined

  return token
}

function guestTokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-guest']
  const token = typeof header === 'string' ? header : request.cookies.pv_guest

  return token !== undefined && /^[\w-]{16,64}$/.test(token) ? token : undefined
}

function sameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin === undefined) return true

  return URL.parse(origin)?.host === request.host
}

export function languageOf(request: FastifyRequest): Language {
  const offered: readonly Language[] = request.arrival.entry?.languages ?? ['en']
  const wished = `${request.cookies?.pv_lang ?? ''},${request.headers['accept-language'] ?? ''}`
  const known = spoken.get(offered)?.get(wished)
  if (known) return known

  const wanted = wished.split(/[,;]\s*/).map((each) => each.slice(0, 2).toLowerCase())
  const first = wanted.find((each) => offered.includes(each as Language)) as Language | undefined
  const language = first ?? offered[0] ?? 'en'
  const answers = spoken.get(offered) ?? new LRUCache<string, Language>({ max: 500 })
  answers.set(wished, language)
  spoken.set(offered, answers)
  return language
}

/** Browsers wish in a few hundred ways; each is read once for each set of languages. */
const spoken = new WeakMap<readonly Language[], LRUCache<string, Language>>()
