// Going on with a session: the refresh token is exchanged for the next one, and a stolen one ends the session.
import type { Context } from '@provender/platform/context'
import type { Open, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { randomBytes } from 'node:crypto'
import { selectAccount } from './account-store.ts'
import { sessionOver } from './errors.ts'
import { sessionEnded } from './events.ts'
import { type TokenRecord, expiryOf, hashOf, judge, successorOf } from './session.ts'
import { type SessionRecord, endSession, lockSessionOfToken, rotateToken, selectToken } from './session-store.ts'
import { type Tokens, issueAccessToken } from './start-session.ts'
import { unsettle } from './unsettled.ts'

/** Opens its own transaction, because ending the session of a stolen token must outlast the refusal. */
export async function refreshSession(open: Open, ctx: Context, refreshToken: string): Promise<Tokens> {
  const tokens = await open((tx) => exchange(tx, ctx, refreshToken))
  if (!tokens) throw sessionOver()

  return tokens
}

async function exchange(tx: Tx, ctx: Context, presented: string): Promise<Tokens | undefined> {
  const session = await lockSessionOfToken(tx, hashOf(presented))
  if (!session || session.endedAt !== null || session.expiresAt <= ctx.at) return undefined
  const account = await selectAccount(tx, session.accountId)
  if (account?.state !== 'active') return undefined

  const refreshToken = await nextToken(tx, ctx, session, presented)
  if (refreshToken === undefined) return undefined
  const accessToken = await issueAccessToken(ctx, account, session.id)

  return { accessToken, refreshToken, account }
}

/** A token repeated within the grace leads to the end of the chain it began, where all its holders meet. */
async function nextToken(tx: Tx, ctx: Context, session: SessionRecord, presented: string): Promise<string | undefined> {
  let token = presented
  for (;;) {
    const record = await selectToken(tx, hashOf(token))
    const verdict = record && judge(record, ctx.at)
    if (verdict === 'fresh') return token === presented ? rotate(tx, ctx, session, token) : token
    if (verdict !== 'repeated') return endStolen(tx, ctx, session)

    token = successorOf(token, saltOf(record))
  }
}

async function rotate(tx: Tx, ctx: Context, session: SessionRecord, token: string): Promise<string> {
  const salt = randomBytes(32)
  const next = successorOf(token, salt)
  await rotateToken(tx, {
    session,
    usedHash: hashOf(token),
    salt,
    nextHash: hashOf(next),
    expiresAt: expiryOf(session, ctx.at),
    at: ctx.at,
  })

  return next
}

async function endStolen(tx: Tx, ctx: Context, session: SessionRecord): Promise<undefined> {
  unsettle(session.accountId)
  await endSession(tx, session.id, { because: 'token_reused', at: ctx.at })
  await publish(tx, sessionEnded, { accountId: session.accountId, sessionId: session.id, because: 'token_reused' })
}

function saltOf(record: TokenRecord | undefined): Buffer {
  if (!record?.successorSalt) throw new TypeError('a used refresh token has no salt')

  return record.successorSalt
}
