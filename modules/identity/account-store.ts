// Every SQL statement about accounts and what they may do. Each names the market, because operators' doors show all.
import type { Language } from '@provender/platform/context'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import type { AccountId, AccountRecord, AccountRole } from './account.ts'
import { alreadyBound, emailTaken, phoneTaken } from './errors.ts'
import type { PasswordHash } from './password.ts'

/** An account `a` with its rights, as an `AccountRecord`. */
export const accountColumns = sql.raw(`
  a.id, a.name, a.email, a.phone, a.language, a.picture, a.state::text AS state, a.created_at AS "createdAt",
  ARRAY(SELECT DISTINCT m.role::text FROM identity.memberships m WHERE m.account_id = a.id ORDER BY 1) AS roles,
  ARRAY(SELECT m.subject_id FROM identity.memberships m
         WHERE m.account_id = a.id AND m.role = 'vendor' AND m.subject_id IS NOT NULL ORDER BY 1) AS "vendorIds",
  (SELECT m.subject_id FROM identity.memberships m
    WHERE m.account_id = a.id AND m.role = 'rider' AND m.subject_id IS NOT NULL) AS "riderId"
`)

const here = sql.raw(`a.market_id = current_setting('app.market')`)

export async function selectAccount(db: Db, id: AccountId): Promise<AccountRecord | undefined> {
  const { rows } = await sql<AccountRecord>`
    SELECT ${accountColumns} FROM identity.accounts a WHERE a.id = ${id} AND ${here}
  `.execute(db)

  return rows[0]
}

export type Credentials = AccountRecord & { readonly passwordHash: string }

/** By e-mail address or phone number, both in their normal form. */
export async function selectCredentials(
  db: Db,
  by: { readonly email: string } | { readonly phone: string } | { readonly id: AccountId },
): Promise<Credentials | undefined> {
  const named =
    'email' in by ? sql`a.email = ${by.email}` : 'phone' in by ? sql`a.phone = ${by.phone}` : sql`a.id = ${by.id}`
  const { rows } = await sql<Credentials>`
    SELECT ${accountColumns}, a.password_hash AS "passwordHash" FROM identity.accounts a WHERE ${named} AND ${here}
  `.execute(db)

  return rows[0]
}

export interface Contact {
  readonly accountId: AccountId
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly language: Language
}

export async function selectContact(db: Db, id: AccountId): Promise<Contact | undefined> {
  const { rows } = await sql<Contact>`
    SELECT a.id AS "accountId", a.name, a.email, a.phone, a.language FROM identity.accounts a WHERE a.id = ${id} AND ${here}
  `.execute(db)

  return rows[0]
}

export interface AccountFilter {
  readonly role?: AccountRole
  readonly state?: 'active' | 'suspended'
  /** Part of a name, an address or a number. */
  readonly search?: string
  /** Only accounts older than this one; ids are in the order of time. */
  readonly before?: string
  readonly limit: number
}

/** The newest first. */
export async function selectAccounts(db: Db, filter: AccountFilter): Promise<AccountRecord[]> {
  const { role = null, state = null, search, before = null, limit } = filter
  const part = search === undefined ? null : `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<AccountRecord>`
    SELECT ${accountColumns} FROM identity.accounts a
    WHERE ${here}
      AND (${before}::uuid IS NULL OR a.id < ${before}::uuid)
      AND (${state}::text IS NULL OR a.state::text = ${state})
      AND (${part}::text IS NULL OR lower(a.name) LIKE ${part} OR a.email LIKE ${part} OR a.phone LIKE ${part})
      AND (${role}::text IS NULL OR EXISTS (
        SELECT FROM identity.memberships m WHERE m.account_id = a.id AND m.role::text = ${role}))
    ORDER BY a.id DESC LIMIT ${limit}
  `.execute(db)

  return rows
}

export interface NewAccount {
  readonly id: AccountId
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly passwordHash: PasswordHash
  readonly language: Language
  readonly at: Date
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  const { id, name, email, phone, passwordHash, language, at } = account
  await onConstraint(
    sql`
      INSERT INTO identity.accounts (id, name, email, phone, password_hash, language, created_at)
      VALUES (${id}, ${name}, ${email}, ${phone}, ${passwordHash}, ${language}, ${at})
    `.execute(tx),
    { accounts__email: emailTaken, accounts__phone: phoneTaken },
  )
}

export interface Grant {
  readonly accountId: AccountId
  readonly role: AccountRole
  readonly subjectId: string | null
  readonly by: string
  readonly at: Date
}

/** Answers whether that is news. */
export async function insertMembership(tx: Tx, { accountId, role, subjectId, by, at }: Grant): Promise<boolean> {
  const { numAffectedRows } = await onConstraint(
    sql`
      INSERT INTO identity.memberships (account_id, role, subject_id, granted_by, granted_at)
      VALUES (${accountId}, ${role}::identity.role, ${subjectId}, ${by}, ${at})
      ON CONFLICT ON CONSTRAINT memberships__once DO NOTHING
    `.execute(tx),
    { memberships__one_rider: alreadyBound, memberships__one_person: alreadyBound },
  )

  return numAffectedRows === 1n
}

/** The role that waited for its subject has found it. */
export async function deleteWaitingMembership(tx: Tx, accountId: AccountId, role: AccountRole): Promise<void> {
  await sql`
    DELETE FROM identity.memberships WHERE account_id = ${accountId} AND role = ${role}::identity.role AND subject_id IS NULL
  `.execute(tx)
}

export async function lockAccount(tx: Tx, id: AccountId): Promise<boolean> {
  const { rows } = await sql`SELECT a.id FROM identity.accounts a WHERE a.id = ${id} AND ${here} FOR UPDATE`.execute(tx)

  return rows.length === 1
}

/** A reason suspends, none restores; answers whether that changed anything. */
export async function updateAccountState(tx: Tx, id: AccountId, reason: string | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE identity.accounts AS a
    SET suspended_reason = ${reason},
        state = CASE WHEN ${reason}::text IS NULL THEN 'active' ELSE 'suspended' END::identity.account_state
    WHERE a.id = ${id} AND ${here} AND (a.state = 'suspended') <> (${reason}::text IS NOT NULL)
  `.execute(tx)

  return numAffectedRows === 1n
}

export interface ProfileChange {
  readonly name?: string | undefined
  /** Null takes it away. */
  readonly phone?: string | null | undefined
  readonly language?: Language | undefined
  /** Null takes it away. */
  readonly picture?: string | null | undefined
}

export async function updateProfile(
  tx: Tx,
  id: AccountId,
  { name, phone, language, picture }: ProfileChange,
): Promise<void> {
  await onConstraint(
    sql`
      UPDATE identity.accounts AS a
      SET name = coalesce(${name ?? null}, name),
          phone = CASE WHEN ${phone !== undefined} THEN ${phone ?? null} ELSE phone END,
          language = coalesce(${language ?? null}, language),
          picture = CASE WHEN ${picture !== undefined} THEN ${picture ?? null} ELSE picture END
      WHERE a.id = ${id} AND ${here}
    `.execute(tx),
    { accounts__phone: phoneTaken },
  )
}

export async function updatePassword(tx: Tx, id: AccountId, passwordHash: PasswordHash): Promise<void> {
  await sql`
    UPDATE identity.accounts AS a SET password_hash = ${passwordHash} WHERE a.id = ${id} AND ${here}
  `.execute(tx)
}
