// How an endpoint reads: one value is its path, audience, permission, validation, documentation and handler.
import { type Static, type TSchema, Type } from 'typebox'
import type { MarketDirectory } from './addresses.ts'
import type { Context, Role } from './context.ts'
import type { Db, Open, Tx } from './db.ts'
import type { ErrorDefinition } from './errors.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who an endpoint is for. `public` and `customer` live at /api/v1, the others at /api/v1/<audience>. */
export type Audience = 'public' | 'customer' | 'vendor' | 'rider' | 'admin' | 'operator'

/** Who may use a permission, and whose things they reach with it. One table of these is the whole policy. */
export interface PolicyRule {
  readonly may: readonly (Role | 'operator')[] | 'anyone'
  /** In words: "their own orders", "the orders of vendors they work for". */
  readonly whose: string
}
export type Policy = Readonly<Record<string, PolicyRule>>

export interface CookieOptions {
  readonly maxAgeSeconds?: number
  readonly path?: string
}

/** What a handler may say besides its body. */
export interface ResponseControl {
  status(code: number): void
  header(name: string, value: string): void
  /** A kept reply becomes untrue by the clock at this moment; the soonest one counts. */
  freshUntil(moment: Date | string | null): void
  /** Sets a cookie: HttpOnly, SameSite=Lax, Secure behind https. An empty value removes it. */
  cookie(name: string, value: string, options?: CookieOptions): void
}

interface Asked<P, Q, B> {
  readonly ctx: Context
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The bytes as they came: signatures are over these. */
  readonly rawBody: Buffer
  /** Every market this process serves. */
  readonly directory: MarketDirectory
  /** The caller's address, after trusted proxies. */
  readonly ip: string
  readonly response: ResponseControl
}

type Handle<M extends Method, T extends 'own' | 'one'> = M extends 'GET'
  ? { readonly db: Db }
  : T extends 'own'
    ? { readonly db: Db; readonly open: Open }
    : { readonly tx: Tx }

type StaticOr<S, Otherwise> = S extends TSchema ? Static<S> : Otherwise

export interface RouteDefinition<
  M extends Method = Method,
  T extends 'own' | 'one' = 'own' | 'one',
  P extends TSchema | undefined = TSchema | undefined,
  Q extends TSchema | undefined = TSchema | undefined,
  B extends TSchema | undefined = TSchema | undefined,
  R extends TSchema = TSchema,
> {
  readonly method: M
  /** Without the audience's prefix: `/orders/:orderId`. */
  readonly path: string
  readonly audience: Audience
  /** A key of the policy table. */
  readonly permission: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  readonly status?: number
  /** Every "no" it may answer; another one is a bug. */
  readonly errors: readonly ErrorDefinition[]
  /** The write must carry an Idempotency-Key and is done once under it. 'accepted': the key may be left out. */
  readonly idempotent?: true | 'accepted'
  /** 'one': the handler runs inside one transaction. 'own': it opens short ones itself, around calls to the outside. */
  readonly transaction?: T
  /** Kept in memory and by browsers; dropped when an event whose name starts with one of `until` is announced. */
  readonly cache?: { readonly seconds: number; readonly until: readonly string[] }
  /** At most so many calls from one address or account. */
  readonly limit?: { readonly most: number; readonly perSeconds: number; readonly by: 'ip' | 'account' }
  /** The reply is a file of this type to keep, made as a Buffer; `nameFile` says how it is called. */
  readonly file?: 'text/csv' | 'application/pdf'
  /** Takes a file instead of JSON: its bytes are `rawBody`, of one of these media types. */
  readonly upload?: { readonly types: readonly string[]; readonly mostBytes: number }
  /** Needs no market: the list of markets, the keys that sign tokens. */
  readonly anyMarket?: true
  readonly handle: (
    asked: Asked<StaticOr<P, Record<string, never>>, StaticOr<Q, Record<string, never>>, StaticOr<B, undefined>> &
      Handle<M, T>,
  ) => Promise<Static<R>> | Static<R>
}

/** What is done before a route's transaction begins: asking outside for what the transaction will need. */
export type Preparation = (errand: {
  readonly db: Db
  readonly open: Open
  readonly ctx: Context
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}) => Promise<void>

/** A route with its types forgotten, for lists. */
// oxlint-disable-next-line typescript/no-explicit-any -- the handler's own types were checked by route().
export type AnyRoute = Omit<RouteDefinition, 'handle'> & { readonly handle: (asked: any) => unknown }

/** Declares an endpoint. */
export function route<
  M extends Method,
  R extends TSchema,
  T extends 'own' | 'one' = 'one',
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(definition: RouteDefinition<M, T, P, Q, B, R>): AnyRoute {
  return definition
}

/** Where the route answers: `/api/v1/vendor/orders/:orderId`. */
export function addressOf(route: Pick<AnyRoute, 'audience' | 'path'>): string {
  const prefix = route.audience === 'public' || route.audience === 'customer' ? '' : `/${route.audience}`
  return `/api/v1${prefix}${route.path}`
}

/** What a route with `file` replies. */
export const FileReply = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Says under which name the browser keeps a file; anything unusual in it becomes a dash. */
export function nameFile(response: ResponseControl, name: string): void {
  response.header('content-disposition', `attachment; filename="${name.replace(/[^A-Za-z0-9._-]+/g, '-')}"`)
}
