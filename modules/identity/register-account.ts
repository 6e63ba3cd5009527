// Registering: a person becomes an account with its first roles.
import { type Context, type Language, type Role, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { type FieldProblem, invalidRequest } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import {
  type AccountId,
  type AccountRecord,
  type AccountRole,
  emailProblems,
  nameProblems,
  normalEmail,
  normalName,
  normalPhone,
  phoneProblems,
} from './account.ts'
import { insertAccount, insertMembership } from './account-store.ts'
import { accountRegistered } from './events.ts'
import { type PasswordHash, passwordProblems } from './password.ts'

/** What somebody types. Form is judged by `registrationProblems`, which can say what is wrong in plain words. */
export const Registration = Type.Object({
  name: Type.String({ maxLength: 400 }),
  email: Type.String({ maxLength: 400 }),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  password: Type.String({
    maxLength: 400,
    description: 'At least 8 characters with a capital, a small letter and a digit.',
  }),
  role: Type.Optional(
    Type.Enum(['customer', 'vendor', 'rider'], {
      description:
        'customer if left out. Vendors and riders apply afterwards, for what they want to sell or ride with.',
    }),
  ),
})
export type Registration = Static<typeof Registration>

/** Everything that is wrong with it, field by field. */
export function registrationProblems({ name, email, phone, password }: Registration, country: string): FieldProblem[] {
  return [
    ...nameProblems(name),
    ...emailProblems(email),
    ...(phone === undefined ? [] : phoneProblems(phone, country)),
    ...passwordProblems(password),
  ]
}

export interface RegisterAccount {
  readonly name: string
  readonly email: string
  readonly phone?: string
  /** Hashed outside of the transaction, because hashing is slow: `await hashPassword(password)`. */
  readonly passwordHash: PasswordHash
  /** `['customer']` if left out. */
  readonly roles?: readonly Role[]
  /** The one of the request if left out. */
  readonly language?: Language
}

/** The account with its roles; vendors and riders still lack what they sell or ride for. */
export async function registerAccount(tx: Tx, ctx: Context, input: RegisterAccount): Promise<AccountRecord> {
  const { roles = ['customer'], phone } = input
  const normal = phone === undefined ? null : normalPhone(phone, ctx.market.settings.country)
  if (normal === undefined) throw invalidRequest({ errors: phoneProblems(phone ?? '', ctx.market.settings.country) })

  return insertWithRoles(tx, ctx, { ...input, phone: normal, roles })
}

/** Somebody who looks after all markets. Needs a transaction through the operators' door: `operatorPool.across.open(…)`. */
export async function registerOperator(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'at' | 'language'>,
  input: Pick<RegisterAccount, 'name' | 'email' | 'passwordHash'>,
): Promise<AccountRecord> {
  return insertWithRoles(tx, ctx, { ...input, phone: null, roles: ['operator'] })
}

interface Person extends Pick<RegisterAccount, 'name' | 'email' | 'passwordHash' | 'language'> {
  readonly phone: string | null
  readonly roles: readonly AccountRole[]
}

async function insertWithRoles(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'at' | 'language'>,
  { name, email, phone, passwordHash, roles, language = ctx.language }: Person,
): Promise<AccountRecord> {
  const problems = [...nameProblems(name), ...emailProblems(email)]
  if (problems.length > 0) throw invalidRequest({ errors: problems })

  const id = newId<AccountId>()
  const person = { id, name: normalName(name), email: normalEmail(email) ?? email, phone, language }
  await insertAccount(tx, { ...person, passwordHash, at: ctx.at })
  const by = ctx.actor.kind === 'anonymous' ? `account:${id}` : actorName(ctx.actor)
  for (const role of roles) await insertMembership(tx, { accountId: id, role, subjectId: null, by, at: ctx.at })
  await publish(tx, accountRegistered, { accountId: id, roles: [...roles], language })

  return {
    ...person,
    picture: null,
    state: 'active',
    createdAt: ctx.at,
    roles: [...roles].sort(),
    vendorIds: [],
    riderId: null,
  }
}
