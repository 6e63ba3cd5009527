// Migrations on a real PostgreSQL: once each, in order, by several at a time, and refusing what does not fit.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import {
  appRole,
  dropSchemas,
  migrate,
  MigrationProblem,
  prepareDatabase,
  rolePassword,
  urlAs,
  withDatabase,
} from './migrations.ts'

const server = process.env.TEST_DATABASE_URL ?? assert.fail('run tests through `node tools/run-tests.ts [FILE …]`')
const passwords = { appPassword: 'test', operatorPassword: 'test', jobsPassword: 'test' }
const cleaning: (() => Promise<unknown>)[] = []
after(async () => {
  for (const clean of cleaning.reverse()) await clean()
})

const first = 'CREATE SCHEMA food; CREATE TABLE food.dishes (name text); GRANT USAGE ON SCHEMA food TO provender_app;'
const second = "INSERT INTO food.dishes VALUES ('ndolé'); GRANT SELECT ON food.dishes TO provender_app;"

async function emptyDatabase(): Promise<string> {
  const name = `migrations_${randomBytes(6).toString('hex')}`
  const { url, created } = await prepareDatabase({ adminUrl: server, name })
  assert.equal(created, true)
  cleaning.push(() => query(server, `DROP DATABASE ${name} WITH (FORCE)`))
  return url
}

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'provender-migrations-'))
  cleaning.push(() => rm(folder, { recursive: true }))
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql)
  return folder
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const refused = (work: Promise<unknown>, sentence: RegExp) =>
  assert.rejects(work, (error) => error instanceof MigrationProblem && sentence.test(error.message))

test('each file runs once, in order, as the owner, and the app may use what it was granted', async () => {
  const adminUrl = await emptyDatabase()
  const directory = await folderOf({ '0001-food-dishes.sql': first, '0002-food-ndole.sql': second, 'README.md': 'no' })
  const steps: string[] = []

  const applied = await migrate({ adminUrl, directory, ...passwords, onStep: (step) => steps.push(step) })
  const again = await migrate({ adminUrl, directory, ...passwords })

  assert.deepEqual(applied, ['0001-food-dishes.sql', '0002-food-ndole.sql'])
  assert.deepEqual(steps, applied)
  assert.deepEqual(again, [])
  const appUrl = urlAs(adminUrl, appRole, 'test')
  assert.deepEqual(await query(appUrl, 'SELECT name FROM food.dishes'), [{ name: 'ndolé' }])
  assert.deepEqual(
    await query(appUrl, 'SELECT name FROM platform.migrations ORDER BY 1'),
    applied.map((name) => ({ name })),
  )
  const owners = await query(
    adminUrl,
    "SELECT tableowner FROM pg_tables WHERE schemaname IN ('food', 'platform', 'graphile_worker')",
  )
  assert.deepEqual([...new Set(owners.map(({ tableowner }) => tableowner))], ['provender_owner'])
})

test('several processes at once apply each file once', async () => {
  const adminUrl = await emptyDatabase()
  const directory = await folderOf({ '0001-food-dishes.sql': first, '0002-food-ndole.sql': second })

  const all = await Promise.all([1, 2, 3].map(() => migrate({ adminUrl, directory, ...passwords })))

  assert.equal(all.flat().length, 2)
  assert.deepEqual(await query(adminUrl, 'SELECT count(*)::int AS dishes FROM food.dishes'), [{ dishes: 1 }])
})

test('a file that fails leaves nothing of itself, and those before it stay', async () => {
  const adminUrl = await emptyDatabase()
  const directory = await folderOf({
    '0001-food-dishes.sql': first,
    '0002-food-bad.sql': 'CREATE TABLE food.half (); SELECT 1/0;',
  })

  await assert.rejects(migrate({ adminUrl, directory, ...passwords }), /0002-food-bad\.sql: division by zero/)

  assert.deepEqual(
    await query(adminUrl, "SELECT to_regclass('food.half') AS half, to_regclass('food.dishes')::text AS dishes"),
    [{ half: null, dishes: 'food.dishes' }],
  )
})

test('what does not fit is refused in one sentence', async () => {
  const adminUrl = await emptyDatabase()
  const both = { '0001-food-dishes.sql': first, '0003-food-ndole.sql': second }
  await migrate({ adminUrl, directory: await folderOf(both), ...passwords })
  const attempt = async (files: Record<string, string>) =>
    migrate({ adminUrl, directory: await folderOf(files), ...passwords })

  await refused(attempt({ ...both, '0003-food-ndole.sql': `${second} ` }), /0003-food-ndole\.sql was changed after/)
  await refused(
    attempt({ '0001-food-dishes.sql': first }),
    /database is newer than this code: it has 0003-food-ndole\.sql/,
  )
  await refused(attempt({ ...both, '0002-food-late.sql': 'SELECT 1' }), /0002-food-late\.sql is new, but 0003/)
  await refused(attempt({ ...both, '0003-food-twin.sql': 'SELECT 1' }), /have the same number/)
  await refused(attempt({ ...both, 'new.sql': 'SELECT 1' }), /must be named like/)
  await refused(
    attempt({ ...both, '0004-food-torn.sql': 'COMMIT; BEGIN' }),
    /0004-food-torn\.sql ends its own transaction/,
  )
})

test('an administrator who may not create roles is told so', async () => {
  const adminUrl = await emptyDatabase()
  const name = `clerk_${randomBytes(4).toString('hex')}`
  await query(server, `CREATE ROLE ${name} LOGIN PASSWORD 'clerk'`)
  cleaning.unshift(() => query(server, `DROP ROLE ${name}`))

  const clerk = migrate({ adminUrl: urlAs(adminUrl, name, 'clerk'), directory: await folderOf({}), ...passwords })

  await refused(clerk, /does not let us (act as provender_owner|create the roles)/)
})

test('dropping takes what was migrated and nothing else', async () => {
  const adminUrl = await emptyDatabase()
  await migrate({ adminUrl, directory: await folderOf({ '0001-food-dishes.sql': first }), ...passwords })
  await query(adminUrl, 'CREATE SCHEMA mine')

  const dropped = await dropSchemas({ adminUrl })

  assert.deepEqual(dropped, ['food', 'graphile_worker', 'jobs', 'platform'])
  assert.equal((await query(adminUrl, "SELECT FROM pg_namespace WHERE nspname = 'mine'")).length, 1)
})

test('an address changes its sign-in or its database and keeps the rest', () => {
  const url = 'postgres://boss:old@db.test:6000/food?host=%2Frun&sslmode=require'

  assert.equal(
    urlAs(url, 'a b', 'p@ss/word'),
    'postgres://a%20b:p%40ss%2Fword@db.test:6000/food?host=%2Frun&sslmode=require',
  )
  assert.equal(withDatabase(url, 'other'), 'postgres://boss:old@db.test:6000/other?host=%2Frun&sslmode=require')
})

test('machines that know one DATABASE_URL come to the same passwords, others do not', () => {
  const of = (adminUrl: string, role = 'a', otherwise = 'key') => rolePassword({ adminUrl, otherwise, role })

  assert.equal(of('postgres://boss:secret@one/x'), of('postgres://boss:secret@two/y', 'a', 'another'))
  assert.notEqual(of('postgres://boss:secret@one/x'), of('postgres://boss:other@one/x'))
  assert.notEqual(of('postgres://boss:secret@one/x'), of('postgres://boss:secret@one/x', 'b'))
  assert.notEqual(of('postgres://boss@one/x'), of('postgres://boss@one/x', 'a', 'another'))
})
