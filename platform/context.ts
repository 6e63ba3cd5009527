// Who asks, in which market, when, and under which idempotency key: the second argument of every verb.

export type Role = 'customer' | 'vendor' | 'rider' | 'admin'
export const roles = ['customer', 'vendor', 'rider', 'admin'] as const satisfies readonly Role[]

export type Language = 'en' | 'fr'

/** A tenant. The markets module adds its typed `settings` to this interface. */
export interface Market {
  readonly id: string
}

export type Actor =
  | { readonly kind: 'anonymous'; readonly guestToken?: string }
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly roles: readonly Role[]
      /** Vendors this account works for. */
      readonly vendorIds: readonly string[]
      readonly riderId?: string
      readonly guestToken?: string
    }
  | { readonly kind: 'operator'; readonly accountId: string }
  | { readonly kind: 'system'; readonly name: string }

export interface Context {
  readonly market: Market
  readonly actor: Actor
  /** The only clock inside verbs. */
  readonly at: Date
  readonly language: Language
  readonly requestId: string
  readonly idempotencyKey?: string
}

/** The context of work that nobody asked for over HTTP: a subscriber, a job, a sweep. */
export function systemContext(market: Market, name: string, at = new Date(), language: Language = 'en'): Context {
  return { market, actor: { kind: 'system', name }, at, language, requestId: name }
}

/** Who is written into histories and ledgers: `customer:018f…`, `system:ordering.expire`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'anonymous') return 'anonymous'
  if (actor.kind === 'system') return `system:${actor.name}`
  if (actor.kind === 'operator') return `operator:${actor.accountId}`

  return `account:${actor.accountId}`
}
