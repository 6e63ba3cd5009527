// An account: one person in one market, what names it, and what may be written into it.
import type { Language, Role } from '@provender/platform/context'
import type { FieldProblem } from '@provender/platform/http-errors'
import { type Id, IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

export type AccountId = Id<'account'>
export const AccountId = IdOf<'account'>('Account')

/** A market's roles, and the one of those who look after all markets. */
export type AccountRole = Role | 'operator'

export interface AccountRecord {
  readonly id: AccountId
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly language: Language
  readonly picture: string | null
  readonly state: 'active' | 'suspended'
  readonly createdAt: Date
  readonly roles: readonly AccountRole[]
  readonly vendorIds: readonly string[]
  readonly riderId: string | null
}

const nullable = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()])

const shown = {
  id: AccountId,
  name: Type.String(),
  email: Type.String(),
  roles: Type.Array(Type.Enum(['customer', 'vendor', 'rider', 'admin', 'operator'])),
  vendorIds: Type.Array(Type.String({ format: 'uuid' }), { description: 'The vendors this account works for.' }),
  riderId: nullable(
    Type.String({ format: 'uuid', description: 'The rider this account is; null before the application.' }),
  ),
}

/** Who somebody is, as told with a fresh session. */
export const Account = Type.Object(shown, { title: 'Account' })
export type Account = Static<typeof Account>

export const Profile = Type.Object(
  {
    ...shown,
    phone: nullable(Type.String({ description: 'International form: +237677123456.' })),
    language: Type.Enum(['en', 'fr']),
    picture: nullable(Type.String({ description: 'An uploaded photo, `photo:{id}`.' })),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { title: 'Profile' },
)
export type Profile = Static<typeof Profile>

export function accountReply({ id, name, email, roles, vendorIds, riderId }: AccountRecord): Account {
  return { id, name, email, roles: [...roles], vendorIds: [...vendorIds], riderId }
}

export function profileReply(account: AccountRecord): Profile {
  const { phone, language, picture, createdAt } = account
  return { ...accountReply(account), phone, language, picture, createdAt: createdAt.toISOString() }
}

/** Every spelling of an address that reaches the same person, as one; undefined when it is no address. */
export function normalEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase()

  return email.length <= 254 && emailForm.test(email) ? email : undefined
}

/** What mail servers in use accept: no quotes, no comments, a domain with a dot. */
const emailForm =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/** Calling codes of the countries whose people may leave theirs out. */
const callingCodes: Readonly<Record<string, string>> = {
  CM: '237',
  FR: '33',
  GB: '44',
  IE: '353',
  IN: '91',
  NG: '234',
  US: '1',
}

/**
 * `677 12 34 56`, `00237 677-12-34-56` and `+237677123456` are one number, the last one; undefined when it is none.
 * Without a prefix it is a number of the market's country.
 */
export function normalPhone(text: string, country: string): string | undefined {
  const dialled = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  const callingCode = callingCodes[country]
  const national = callingCode === undefined ? dialled : `+${callingCode}${dialled.replace(/^0/, '')}`
  const phone = dialled.startsWith('+') ? dialled : national

  return /^\+[1-9][0-9]{6,14}$/.test(phone) ? phone : undefined
}

/** A name as it is kept: one space between words, nothing invisible. */
export function normalName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Why nobody is called this. */
export function nameProblems(name: string): FieldProblem[] {
  if (normalName(name).length < 1) return [{ field: 'name', problem: 'Please tell us your name.' }]
  if (normalName(name).length > 100) return [{ field: 'name', problem: 'A name has at most 100 characters here.' }]

  return []
}

/** Why this is not an address to write to. */
export function emailProblems(email: string): FieldProblem[] {
  if (normalEmail(email) !== undefined) return []

  return [{ field: 'email', problem: 'This is not an e-mail address. It looks like ada@example.com.' }]
}

/** Why this is not a number to call. */
export function phoneProblems(phone: string, country: string): FieldProblem[] {
  if (normalPhone(phone, country) !== undefined) return []

  return [{ field: 'phone', problem: 'This is not a phone number. Write it with its country: +237 677 12 34 56.' }]
}
