// Access tokens: what they say, how they are signed, and the one way in which they are believed.
import { type CryptoKey, SignJWT, errors, jwtVerify } from 'jose'
import type { AccountRecord, AccountRole } from './account.ts'
import { type SessionId, accessSeconds, secondsAfter } from './session.ts'

const algorithm = 'RS256'
const issuer = 'provender'
const tokenType = 'at+jwt'

/** The public half of a key, as the world may know it (RFC 7517). */
export interface PublicJwk {
  readonly kty: string
  readonly n: string
  readonly e: string
  readonly kid: string
  readonly alg: string
  readonly use: string
}

/** One key pair. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicJwk: PublicJwk
}

/** What a token proves once it is believed. Rights are read from the database, not from here. */
export interface Claims {
  readonly accountId: string
  readonly sessionId: string
  readonly forOperators: boolean
  readonly expiresAtMs: number
}

export interface TokenSubject {
  readonly account: AccountRecord
  readonly sessionId: SessionId
  /** Empty for operators, who look after all markets. */
  readonly marketId: string
}

export async function signAccessToken(
  key: SigningKey,
  { account, sessionId, marketId }: TokenSubject,
  at: Date,
): Promise<string> {
  const rights = {
    ...(marketId !== '' && { market: marketId }),
    roles: account.roles satisfies readonly AccountRole[],
    vendors: account.vendorIds,
    rider: account.riderId,
    sid: sessionId,
  }

  return new SignJWT(rights)
    .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: tokenType })
    .setIssuer(issuer)
    .setAudience(audienceOf(marketId))
    .setSubject(account.id)
    .setIssuedAt(at)
    .setExpirationTime(secondsAfter(at, accessSeconds))
    .sign(key.privateKey)
}

/**
 * Believes a token of this market, or of an operator, made by one of our keys with our algorithm; answers nothing
 * otherwise. The key is chosen by its id among our own: a header that brings or names another one chooses nothing.
 */
export async function verifyAccessToken(
  keys: ReadonlyMap<string, SigningKey>,
  token: string,
  { marketId, at }: { marketId: string; at: Date },
): Promise<Claims | undefined> {
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid, jwk, jku, x5u, x5c }) => {
        const key = kid === undefined || jwk || jku || x5u || x5c ? undefined : keys.get(kid)
        if (!key) throw new errors.JWKSNoMatchingKey()

        return key.publicKey
      },
      {
        algorithms: [algorithm],
        issuer,
        audience: [audienceOf(marketId), audienceOf('')],
        typ: tokenType,
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        currentDate: at,
      },
    )
    const { sub, sid, exp, aud, market } = payload
    const forOperators = aud === audienceOf('')
    if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined || typeof aud !== 'string')
      return undefined
    if (market !== (forOperators ? undefined : marketId)) return undefined

    return { accountId: sub, sessionId: sid, forOperators, expiresAtMs: exp * 1000 }
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** A token opens one market, or the operators' doors. */
function audienceOf(marketId: string): string {
  return marketId === '' ? 'operators' : `market:${marketId}`
}
