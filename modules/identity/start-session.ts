// Starting a session: a device is let in and gets its two tokens.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { signAccessToken } from './access-token.ts'
import { Account, type AccountRecord, accountReply } from './account.ts'
import { authority } from './authority.ts'
import { signedIn } from './events.ts'
import { type SessionId, accessSeconds, expiryOf, hashOf, newRefreshToken } from './session.ts'
import { insertSession } from './session-store.ts'

/** Where somebody signs in from. */
export interface Device {
  /** The web app that asked; null for everybody who keeps the tokens themselves. */
  readonly app: string | null
  readonly ip: string
  readonly userAgent: string | null
}

/** The tokens of a session, and whose it is. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly account: AccountRecord
}

/** What signing in answers. In a browser the tokens are in cookies, out of reach of scripts, and not in here. */
export const SignedIn = Type.Object(
  {
    accessToken: Type.Optional(
      Type.String({ description: 'For `Authorization: Bearer …`. Left out for web apps (X-App).' }),
    ),
    refreshToken: Type.Optional(
      Type.String({ description: 'For /auth/refresh, once. Left out for web apps (X-App).' }),
    ),
    expiresInSeconds: Type.Integer({ description: 'How long the access token is good.' }),
    account: Account,
  },
  { title: 'SignedIn' },
)
export type SignedIn = Static<typeof SignedIn>

/** The caller has made sure who it is. */
export async function startSession(tx: Tx, ctx: Context, account: AccountRecord, device: Device): Promise<Tokens> {
  const sessionId = newId<SessionId>()
  const refreshToken = newRefreshToken()
  const accessToken = await issueAccessToken(ctx, account, sessionId)
  await insertSession(tx, {
    id: sessionId,
    accountId: account.id,
    ...device,
    createdAt: ctx.at,
    expiresAt: expiryOf({ createdAt: ctx.at }, ctx.at),
    tokenHash: hashOf(refreshToken),
  })
  await publish(tx, signedIn, { accountId: account.id, sessionId, app: device.app })

  return { accessToken, refreshToken, account }
}

/** Operators' tokens name no market, whatever market they look at. */
export function issueAccessToken(ctx: Context, account: AccountRecord, sessionId: SessionId): Promise<string> {
  const marketId = account.roles.includes('operator') ? '' : ctx.market.id

  return signAccessToken(authority().key, { account, sessionId, marketId }, ctx.at)
}

/** `keptInCookies`: the browser has them already. */
export function signedInReply({ accessToken, refreshToken, account }: Tokens, keptInCookies: boolean): SignedIn {
  return {
    ...(!keptInCookies && { accessToken, refreshToken }),
    expiresInSeconds: accessSeconds,
    account: accountReply(account),
  }
}
