// Who a token belongs to, asked with every request: verified once, then remembered for a moment.
import { hash } from 'node:crypto'
import type { Actor, Role } from '@provender/platform/context'
import type { DatabasePool } from '@provender/platform/db'
import type { Authenticate } from '@provender/platform/http-callers'
import { type Claims, verifyAccessToken } from './access-token.ts'
import type { AccountRecord } from './account.ts'
import { openAuthority } from './authority.ts'
import { accountRestored, accountSuspended, roleGranted, sessionEnded } from './events.ts'
import { selectLiveAccount } from './session-store.ts'
import { isTrusted, rememberedMs, unsettle } from './unsettled.ts'

export interface Authenticator {
  readonly authenticate: Authenticate
  /** To be told every event: what other processes decided about sessions and roles bites here as well. */
  onEvent(event: { readonly name: string; readonly payload: unknown }): void
}

export interface AuthenticatorOptions {
  readonly pool: DatabasePool
  readonly operatorPool: DatabasePool
  /** The clock that tokens run out by; tests have their own. */
  readonly now?: () => Date
  /** How long a session is taken for alive without looking, when no event says otherwise; 30 seconds at most. */
  readonly rememberForMs?: number
}

interface Remembered {
  readonly claims: Claims
  readonly actor: Actor
  /** When its session was last looked up, by `performance.now()`. */
  readonly readAt: number
}

const mostRemembered = 20_000
const changesOfRights = new Set(
  [sessionEnded, accountSuspended, accountRestored, roleGranted].map((event) => event.name),
)

/** Also opens this process's authority to issue tokens. */
export async function createAuthenticator(options: AuthenticatorOptions): Promise<Authenticator> {
  const { pool, operatorPool, now = () => new Date() } = options
  const rememberForMs = Math.min(options.rememberForMs ?? rememberedMs, rememberedMs)
  const { keys } = await openAuthority(operatorPool)
  const remembered = new Map<string, Remembered>()

  async function authenticate(token: string, marketId: string): Promise<Actor | undefined> {
    const key = `${marketId} ${hash('sha256', token, 'base64')}`
    const known = remembered.get(key)
    const at = now()
    if (known && isFresh(known, at, rememberForMs)) return known.actor

    remembered.delete(key)
    const claims = isGood(known, at) ? known.claims : await verifyAccessToken(keys, token, { marketId, at })
    if (!claims) return undefined
    const readAt = performance.now()
    const door = claims.forOperators ? operatorPool.across : pool.market(marketId)
    const account = await selectLiveAccount(door.db, { ...claims, at })
    if (!account) return undefined

    const actor = actorOf(account)
    remember(key, { claims, actor, readAt })
    return actor
  }

  /** The first in was remembered longest ago; whatever is still in use comes back by itself. */
  function remember(key: string, entry: Remembered): void {
    const oldest = remembered.keys().next().value
    if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest)
    remembered.set(key, entry)
  }

  return {
    authenticate,
    onEvent({ name, payload }) {
      const accountId = (payload as { accountId?: unknown } | null)?.accountId
      if (changesOfRights.has(name) && typeof accountId === 'string') unsettle(accountId)
    },
  }
}

function isGood(entry: Remembered | undefined, at: Date): entry is Remembered {
  return entry !== undefined && at.getTime() < entry.claims.expiresAtMs
}

function isFresh(entry: Remembered, at: Date, forMs: number): boolean {
  const { claims, readAt } = entry
  if (!isGood(entry, at) || performance.now() - readAt > forMs) return false

  return isTrusted(claims.accountId, readAt)
}

function actorOf({ id, roles, vendorIds, riderId }: AccountRecord): Actor {
  if (roles.includes('operator')) return { kind: 'operator', accountId: id }

  return {
    kind: 'account',
    accountId: id,
    roles: roles.filter((role): role is Role => role !== 'operator'),
    vendorIds,
    ...(riderId !== null && { riderId }),
  }
}
