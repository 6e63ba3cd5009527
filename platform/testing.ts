// Tests run on a real PostgreSQL: a fresh database per test file, cloned from the migrated template.
import { createHash, randomBytes } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Actor, type Context, type Market, systemContext } from './context.ts'
import { type DatabasePool, type MarketDatabase, openPool } from './db.ts'
import { appRole, jobsRole, migrate, operatorRole, prepareDatabase, urlAs } from './migrations.ts'

const migrationsDirectory = fileURLToPath(new URL('../db/migrations', import.meta.url))
const password = 'test'

export interface TestDatabase {
  readonly adminUrl: string
  readonly appUrl: string
  readonly operatorUrl: string
  readonly jobsUrl: string
  /** As the application's role: bound to a market. */
  readonly pool: DatabasePool
  /** As the operator's role: sees every market. */
  readonly operatorPool: DatabasePool
  market(marketId: string): MarketDatabase
  /** Also called when the test file ends. */
  close(): Promise<void>
}

/**
 * A fresh database with every migration applied, dropped when the test file ends.
 * @param closeAfter off for tests whose server must let go of it first; they call close() themselves.
 * @throws when TEST_DATABASE_URL is not set: `npm test` starts a throw-away PostgreSQL and sets it; for a single file
 *   run `node tools/run-tests.ts FILE`.
 */
export async function openTestDatabase({ closeAfter = true } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run tests through `node tools/run-tests.ts [FILE …]`.')

  const template = await ensureTemplate(server)
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  const adminUrl = withName(server, name)
  const appUrl = urlAs(adminUrl, appRole, password)
  const operatorUrl = urlAs(adminUrl, operatorRole, password)
  const pool = openPool({ url: appUrl, size: 20 })
  const operatorPool = openPool({ url: operatorUrl, size: 5 })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await pool.close()
    await operatorPool.close()
    await asAdmin(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  }
  if (closeAfter) after(close)

  return {
    adminUrl,
    appUrl,
    operatorUrl,
    jobsUrl: urlAs(adminUrl, jobsRole, password),
    pool,
    operatorPool,
    market: (marketId) => pool.market(marketId),
    close,
  }
}

/** A context as the front door would make it; noon, in English, unless told otherwise. */
export function testContext(market: Market, actor: Actor, overrides: Partial<Context> = {}): Context {
  return { ...systemContext(market, 'test', new Date('2026-06-15T12:00:00Z')), actor, ...overrides }
}

/** The template is named after the migrations it holds, so a changed file makes a new one. */
async function ensureTemplate(server: string): Promise<string> {
  const name = `template_${await migrationsHash()}`
  await asAdmin(server, async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext('provender test template'))`)
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return

    const making = `${name}_${randomBytes(3).toString('hex')}`
    const { url } = await prepareDatabase({ adminUrl: server, name: making })
    await migrate({
      adminUrl: url,
      directory: migrationsDirectory,
      appPassword: password,
      operatorPassword: password,
      jobsPassword: password,
    })
    await client.query(`ALTER DATABASE ${making} RENAME TO ${name}`)
  })

  return name
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await readdir(migrationsDirectory)).sort()) {
    hash.update(file).update(await readFile(`${migrationsDirectory}/${file}`))
  }

  return hash.digest('hex').slice(0, 16)
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withName(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
