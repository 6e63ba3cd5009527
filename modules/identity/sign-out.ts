// Signing out: this session, or all of them; their tokens open nothing from the next request on.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { verifyAccessToken } from './access-token.ts'
import type { AccountId } from './account.ts'
import { authority } from './authority.ts'
import { sessionEnded } from './events.ts'
import { type SessionEnd, type SessionId, hashOf } from './session.ts'
import { endSession, endSessionsOf, lockSessionOfToken } from './session-store.ts'
import { unsettle } from './unsettled.ts'

/** What shows which session is meant; any of it will do. */
export interface SignOut {
  readonly refreshToken?: string | undefined
  readonly accessToken?: string | undefined
  readonly everywhere: boolean
}

/** Calm about sessions that are over already: whoever wants to be out is out. */
export async function signOut(tx: Tx, ctx: Context, { refreshToken, accessToken, everywhere }: SignOut): Promise<void> {
  const session = await sessionMeant(tx, ctx, { refreshToken, accessToken })
  if (!session) return

  if (everywhere) await endAllSessions(tx, ctx, { accountId: session.accountId, because: 'signed_out_everywhere' })
  else await endOneSession(tx, ctx, session)
}

/** Ends every session of an account, but perhaps the one that asks for it. */
export async function endAllSessions(
  tx: Tx,
  ctx: Context,
  { accountId, because, except }: { accountId: AccountId; because: SessionEnd; except?: string | undefined },
): Promise<void> {
  unsettle(accountId)
  const ended = await endSessionsOf(tx, accountId, { because, at: ctx.at, except })
  if (ended > 0) await publish(tx, sessionEnded, { accountId, sessionId: null, because })
}

interface Meant {
  readonly id: SessionId
  readonly accountId: AccountId
}

async function sessionMeant(
  tx: Tx,
  ctx: Context,
  { refreshToken, accessToken }: Omit<SignOut, 'everywhere'>,
): Promise<Meant | undefined> {
  const known = refreshToken === undefined ? undefined : await lockSessionOfToken(tx, hashOf(refreshToken))
  if (known || accessToken === undefined) return known

  const claims = await verifyAccessToken(authority().keys, accessToken, { marketId: ctx.market.id, at: ctx.at })

  return claims && { id: claims.sessionId, accountId: claims.accountId }
}

async function endOneSession(tx: Tx, ctx: Context, { id, accountId }: Meant): Promise<void> {
  unsettle(accountId)
  const ended = await endSession(tx, id, { because: 'signed_out', at: ctx.at })
  if (ended) await publish(tx, sessionEnded, { accountId, sessionId: id, because: 'signed_out' })
}
