// A process's authority to issue tokens and to believe them: its keys, and the operators' door, opened once at the start.
import { type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { DatabasePool, MarketDatabase } from '@provender/platform/db'
import type { PublicJwk, SigningKey } from './access-token.ts'
import { insertKey, lockKeys, selectKeys } from './key-store.ts'
import { nobodysHash } from './password.ts'

export interface Authority {
  /** Signs. */
  readonly key: SigningKey
  /** Verify; older keys stay until no token of theirs is left. */
  readonly keys: ReadonlyMap<string, SigningKey>
  /** To the accounts of operators, which the application's own role cannot see. */
  readonly operators: MarketDatabase
}

const algorithm = 'RS256'

/** Routes are plain values made before any database is open, so what they sign with is found here. */
let opened: Authority | undefined

/** Reads the keys; makes the first one when there is none. */
export async function openAuthority(operatorPool: DatabasePool): Promise<Authority> {
  const operators = operatorPool.across
  const present = await selectKeys(operators.db)
  const records = present.length > 0 ? present : await makeFirstKey(operators)
  const keys = await Promise.all(records.map(({ kid, privateJwk }) => readKey(kid, privateJwk)))
  const [key] = keys
  if (!key) throw new Error('there is no key to sign tokens with')
  await nobodysHash()
  opened = { key, keys: new Map(keys.map((each) => [each.kid, each])), operators }

  return opened
}

export function authority(): Authority {
  if (!opened) throw new Error('tokens cannot be signed before createAuthenticator() or openAuthority() was called')

  return opened
}

/** The public halves, for those who want to verify our tokens themselves. */
export function publicKeys(): PublicJwk[] {
  return [...authority().keys.values()].map((each) => each.publicJwk)
}

async function makeFirstKey(operators: MarketDatabase) {
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true })
  const privateJwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(privateJwk)

  return operators.open(async (tx) => {
    await lockKeys(tx)
    const present = await selectKeys(tx)
    if (present.length > 0) return present
    await insertKey(tx, { kid, privateJwk })

    return [{ kid, privateJwk }]
  })
}

async function readKey(kid: string, privateJwk: JWK): Promise<SigningKey> {
  const { kty, n, e } = privateJwk
  if (!kty || !n || !e) throw new Error(`the signing key ${kid} is not an RSA key`)

  const publicJwk = { kty, n, e, kid, alg: algorithm, use: 'sig' }
  const [privateKey, publicKey] = await Promise.all([
    importJWK(privateJwk, algorithm) as Promise<SigningKey['privateKey']>,
    importJWK(publicJwk, algorithm) as Promise<SigningKey['publicKey']>,
  ])

  return { kid, privateKey, publicKey, publicJwk }
}
