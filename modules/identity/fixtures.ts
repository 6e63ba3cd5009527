// People for tests: an account in the database and the actor it is.
import type { Actor, Market, Role } from '@provender/platform/context'
import { systemContext } from '@provender/platform/context'
import type { DatabasePool } from '@provender/platform/db'
import { grantRole } from './grant-role.ts'
import { type PasswordHash, hashPassword } from './password.ts'
import { registerAccount } from './register-account.ts'

/** Everybody's in tests. */
export const testPassword = 'Provender1!'

let hashed: Promise<PasswordHash> | undefined
let people = 0

export interface Person {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly roles?: readonly Role[]
  /** Vendors it works for. */
  readonly vendorIds?: readonly string[]
  readonly riderId?: string
}

export interface RegisteredPerson {
  readonly accountId: string
  readonly email: string
  readonly actor: Extract<Actor, { kind: 'account' }>
}

/** Registers somebody; a customer unless told otherwise. */
export async function aPerson(
  { pool }: { readonly pool: DatabasePool },
  market: Market,
  person: Person = {},
): Promise<RegisteredPerson> {
  hashed ??= hashPassword(testPassword)
  const passwordHash = await hashed
  people += 1
  const {
    name = `Person ${people}`,
    email = `person-${people}@${market.id}.test`,
    phone,
    vendorIds = [],
    riderId,
  } = person
  const roles = new Set<Role>(person.roles ?? ['customer'])
  if (vendorIds.length > 0) roles.add('vendor')
  if (riderId !== undefined) roles.add('rider')
  const ctx = systemContext(market, 'fixtures')

  const accountId = await pool.market(market.id).open(async (tx) => {
    const account = await registerAccount(tx, ctx, {
      name,
      email,
      ...(phone !== undefined && { phone }),
      passwordHash,
      roles: [...roles],
    })
    for (const subjectId of vendorIds) await grantRole(tx, ctx, { accountId: account.id, role: 'vendor', subjectId })
    if (riderId !== undefined) await grantRole(tx, ctx, { accountId: account.id, role: 'rider', subjectId: riderId })

    return account.id
  })

  return {
    accountId,
    email,
    actor: { kind: 'account', accountId, roles: [...roles], vendorIds, ...(riderId !== undefined && { riderId }) },
  }
}
