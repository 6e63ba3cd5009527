// Brings a database to the state this code expects: roles, owner, every SQL file once and unchanged, the job queue.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger as WorkerLogger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { appRole, jobsRole, operatorRole, ownerRole } from './database-roles.ts'
import { isDatabaseError } from './errors.ts'
import { queueGrants } from './jobs.ts'

export { appRole, jobsRole, operatorRole, ownerRole }

/** Where graphile-worker keeps its jobs. */
export const jobSchema = 'graphile_worker'

const oldestServer = 16
const lockTimeout = '10s'
/** Two processes that migrate one database take turns. Any constant does, as long as nobody else uses it. */
const migrationLock = [20_260_101, 1]

/** A "no" that a person who starts the server can act on, in one sentence. */
export class MigrationProblem extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'MigrationProblem'
  }
}

export interface MigrateOptions {
  /** A user that may create roles, connected directly and not through a pooler. */
  adminUrl: string
  /** The folder of `0001-….sql`, `0002-….sql`. */
  directory: string
  appPassword: string
  operatorPassword: string
  jobsPassword: string
  /** Told what is being done: the name of each file, or that it waits. */
  onStep?: (sentence: string) => void
}

/** Answers the names of the files that it applied; none when the database was up to date. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const files = await readMigrations(options.directory)

  return withClient(options.adminUrl, async (client) => {
    await client.query(`SET statement_timeout = 0; SET lock_timeout = '${lockTimeout}'`)
    await refuseOldServer(client)
    await takeTurn(client, options.onStep)
    await createRoles(client, options)
    await becomeOwner(client)
    const applied = await applyFiles(client, files, options.onStep)
    await installJobs(client, options.adminUrl)

    return applied
  })
}

/** Makes the database when it is missing. `adminUrl` may point to any database of the server, also to the missing one. */
export async function prepareDatabase(options: {
  adminUrl: string
  name: string
}): Promise<{ url: string; created: boolean }> {
  const url = withDatabase(options.adminUrl, options.name)
  if (await databaseExists(url)) return { url, created: false }

  await withClient(withDatabase(options.adminUrl, 'postgres'), async (client) => {
    try {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(options.name)} ENCODING 'UTF8' TEMPLATE template0`)
    } catch (error) {
      if (!hasCode(error, '42P04', '23505')) throw problemFrom(error, `create the database "${options.name}"`)
    }
  })
  return { url, created: true }
}

/** Drops what `migrate` made in this database, and nothing else; roles stay. Refuses while a server is connected. */
export async function dropSchemas(options: { adminUrl: string }): Promise<string[]> {
  return withClient(options.adminUrl, async (client) => {
    const busy = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND usename = ANY($1)',
      [[appRole, operatorRole, jobsRole]],
    )
    if ((busy.rows[0]?.count ?? 0) > 0) {
      throw new MigrationProblem('A running server is connected to this database; stop it before emptying it.')
    }

    const schemas = await client.query<{ name: string }>(
      'SELECT nspname AS name FROM pg_namespace WHERE pg_get_userbyid(nspowner) = $1 ORDER BY nspname',
      [ownerRole],
    )
    const names = schemas.rows.map(({ name }) => name)
    if (names.length > 0) await client.query(`DROP SCHEMA ${names.map(pg.escapeIdentifier).join(', ')} CASCADE`)

    return names
  })
}

/** The same database under another sign-in. */
export function urlAs(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = encodeURIComponent(user)
  changed.password = encodeURIComponent(password)
  for (const name of ['user', 'password']) changed.searchParams.delete(name)
  return changed.href
}

/**
 * The password of one of our roles, made from the administrator's, so that every machine that knows the same
 * DATABASE_URL comes to the same one. `otherwise` is the key when that URL has no password (a trusted connection).
 */
export function rolePassword(options: { adminUrl: string; otherwise: string; role: string }): string {
  const url = new URL(options.adminUrl)
  const key = url.password || url.searchParams.get('password') || options.otherwise
  return createHmac('sha256', key).update(`provender:${options.role}`).digest('base64url')
}

interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = new Map<string, string>()
  for (const name of names) {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
    if (!number) throw new MigrationProblem(`The migration ${name} must be named like 0001-module-what.sql.`)
    const other = numbers.get(number)
    if (other) throw new MigrationProblem(`The migrations ${other} and ${name} have the same number: renumber one.`)
    numbers.set(number, name)
  }

  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(directory, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const found = await client.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  )
  const { number = 0, version = 'unknown' } = found.rows[0] ?? {}
  if (number >= oldestServer * 10_000) return

  throw new MigrationProblem(`PostgreSQL ${oldestServer} or newer is needed; this server is ${version}.`)
}

async function takeTurn(client: pg.Client, onStep?: (sentence: string) => void): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const lock = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', migrationLock)
    if (lock.rows[0]?.mine) return
    if (attempt === 0) onStep?.('Waiting for another process that migrates this database')
    await sleep(500)
  }
  throw new MigrationProblem('Another process has been migrating this database for five minutes; stop it or wait.')
}

async function createRoles(client: pg.Client, options: MigrateOptions): Promise<void> {
  const found = await client.query<{ name: string; strong: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolbypassrls AS strong FROM pg_roles WHERE rolname = ANY($1)',
    [[ownerRole, appRole, operatorRole, jobsRole]],
  )
  const strong = found.rows.find((role) => role.strong)
  if (strong) throw new MigrationProblem(`The role ${strong.name} may bypass row-level security; take that right away.`)

  const known = new Set(found.rows.map(({ name }) => name))
  const missing = (role: string) => !known.has(role)
  if (missing(ownerRole)) await changeRole(client, `CREATE ROLE ${ownerRole} NOLOGIN`)
  const passwords = [
    [appRole, options.appPassword],
    [operatorRole, options.operatorPassword],
    [jobsRole, options.jobsPassword],
  ] as const
  for (const [role, password] of passwords) {
    if (missing(role)) await changeRole(client, `CREATE ROLE ${role} LOGIN PASSWORD '${scramOf(password)}'`)
    await allowConnecting(client, role)
    if (await isRefused(urlAs(options.adminUrl, role, password))) {
      await changeRole(client, `ALTER ROLE ${role} LOGIN PASSWORD '${scramOf(password)}'`)
    }
  }
}

/** Roles belong to the whole server, where migrations of its other databases may be changing them at this moment. */
async function changeRole(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement)
      return
    } catch (error) {
      if (hasCode(error, '42710', '23505') && statement.startsWith('CREATE')) return
      if (!hasCode(error, 'XX000') || attempt === 10) throw problemFrom(error, 'create the roles that Provender uses')
      await sleep(20 * attempt)
    }
  }
}

async function allowConnecting(client: pg.Client, role: string): Promise<void> {
  const may = await client.query<{ may: boolean }>(
    "SELECT has_database_privilege($1, current_database(), 'CONNECT') AS may",
    [role],
  )
  if (may.rows[0]?.may) return

  await grantOnDatabase(client, 'CONNECT', role)
}

/** From here on the session acts as the owner. A superuser makes it own the database; others let it create in it. */
async function becomeOwner(client: pg.Client): Promise<void> {
  const found = await client.query<{ superuser: boolean; owns: boolean; member: boolean; creates: boolean }>(
    `SELECT r.rolsuper AS superuser, pg_get_userbyid(d.datdba) = $1 AS owns,
            pg_has_role(current_user, $1, 'SET') AS member, has_database_privilege($1, d.oid, 'CREATE') AS creates
       FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()`,
    [ownerRole],
  )
  const { superuser = false, owns = false, member = false, creates = false } = found.rows[0] ?? {}
  try {
    if (!member) await client.query(`GRANT ${ownerRole} TO CURRENT_USER WITH SET TRUE, INHERIT TRUE`)
  } catch (error) {
    throw problemFrom(error, `act as ${ownerRole}`)
  }
  if (superuser && !owns) await client.query(`ALTER DATABASE ${await databaseName(client)} OWNER TO ${ownerRole}`)
  else if (!creates) await grantOnDatabase(client, 'CREATE', ownerRole)

  await client.query(`SET ROLE ${ownerRole}`)
}

async function grantOnDatabase(client: pg.Client, right: string, role: string): Promise<void> {
  try {
    await client.query(`GRANT ${right} ON DATABASE ${await databaseName(client)} TO ${role}`)
  } catch (error) {
    throw problemFrom(error, `grant ${right} on the database to ${role}`)
  }
}

async function databaseName(client: pg.Client): Promise<string> {
  const found = await client.query<{ name: string }>('SELECT current_database() AS name')
  return pg.escapeIdentifier(found.rows[0]?.name ?? '')
}

async function applyFiles(
  client: pg.Client,
  files: readonly Migration[],
  onStep?: (sentence: string) => void,
): Promise<string[]> {
  const recorded = await readRecorded(client)
  refuseWhatDiffers(files, recorded)

  const pending = files.filter(({ name }) => !recorded.has(name))
  for (const file of pending) {
    onStep?.(file.name)
    await applyFile(client, file)
  }
  return pending.map(({ name }) => name)
}

async function readRecorded(client: pg.Client): Promise<Map<string, string>> {
  const table = await client.query<{ there: boolean }>("SELECT to_regclass('platform.migrations') IS NOT NULL AS there")
  if (!table.rows[0]?.there) return new Map()

  const found = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM platform.migrations')
  return new Map(found.rows.map(({ name, sha256 }) => [name, sha256]))
}

function refuseWhatDiffers(files: readonly Migration[], recorded: ReadonlyMap<string, string>): void {
  const here = new Map(files.map((file) => [file.name, file.sha256]))
  const newest = [...recorded.keys()].sort().at(-1)
  for (const [name, sha256] of recorded) {
    const mine = here.get(name)
    if (mine === undefined) {
      throw new MigrationProblem(`The database is newer than this code: it has ${name}. Update the code.`)
    }
    if (mine !== sha256) {
      throw new MigrationProblem(
        `The migration ${name} was changed after it had been applied. Undo that and write a new one.`,
      )
    }
  }
  const late = files.find(({ name }) => newest !== undefined && name < newest && !recorded.has(name))
  if (late) {
    throw new MigrationProblem(`The migration ${late.name} is new, but ${newest} was already applied: renumber it.`)
  }
}

async function applyFile(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  const startedAt = performance.now()
  await client.query('BEGIN')
  try {
    const before = await transactionId(client)
    await client.query(sql)
    if ((await transactionId(client)) !== before) throw new MigrationProblem(`${name} ends its own transaction.`)
    await createRecord(client)
    await client.query('INSERT INTO platform.migrations (name, sha256, took_ms) VALUES ($1, $2, $3)', [
      name,
      sha256,
      Math.round(performance.now() - startedAt),
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    if (hasCode(error, '55P03')) {
      throw new MigrationProblem(`${name} waited ${lockTimeout} for a table in use; start again in a quieter moment.`, {
        cause: error,
      })
    }
    throw isDatabaseError(error) ? new Error(`${name}: ${error.message}`, { cause: error }) : error
  }
}

async function transactionId(client: pg.Client): Promise<string | undefined> {
  const found = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
  return found.rows[0]?.id
}

async function createRecord(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS platform;
    CREATE TABLE IF NOT EXISTS platform.migrations (
      name       text        PRIMARY KEY,
      sha256     text        NOT NULL,
      took_ms    integer     NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
    GRANT USAGE ON SCHEMA platform TO ${appRole}, ${operatorRole};
    GRANT SELECT ON platform.migrations TO ${appRole}, ${operatorRole};
  `)
}

/** The queue's tables come with row-level security and no policy, for their owner alone; `queueGrants` opens them. */
async function installJobs(client: pg.Client, adminUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 })
  // A connection lost while idle: the next statement says so.
  pool.on('error', () => {})
  pool.on('connect', (connection) => void connection.query(`SET ROLE ${ownerRole}`).catch(() => connection.end()))
  try {
    await runMigrations({ pgPool: pool, schema: jobSchema, logger: silentLogger })
  } finally {
    await pool.end()
  }

  await client.query(queueGrants)
}

const silentLogger = new WorkerLogger(() => () => {})

async function databaseExists(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => {})
    return true
  } catch (error) {
    if (hasCode(error, '3D000')) return false
    throw error
  }
}

async function isRefused(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => {})
    return false
  } catch (error) {
    if (hasCode(error, '28P01')) return true
    throw problemFrom(error, `sign in as ${new URL(url).username}`)
  }
}

/** The same server's database of another name. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'provender-migrate',
    connectionTimeoutMillis: 10_000,
  })
  // A connection lost between two queries makes the next one fail; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What the server would store: so the password itself never travels in a statement, where a log might keep it. */
function scramOf(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')

  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return isDatabaseError(error) && codes.includes(error.code)
}

function problemFrom(error: unknown, what: string): unknown {
  if (!hasCode(error, '42501', '28000', '28P01', '53300')) return error

  return new MigrationProblem(`The database does not let us ${what}: ${(error as Error).message}.`, { cause: error })
}
