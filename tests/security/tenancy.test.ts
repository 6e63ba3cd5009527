// Tenancy by the database: every table of ours, from the wrong market, as the role the server signs in with.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import { openTestDatabase } from '@provender/platform/testing'
import { loadDemo } from '../../apps/server/demo.ts'

const database = await openTestDatabase()
await loadDemo({ databases: database, markets: ['reeyo', 'freshhome'], onProgress: () => {} })

/** Tables that belong to no market, and why that is right. */
const aboveMarkets: Record<string, string> = {
  'platform.migrations': 'which SQL files this database has seen',
  'ledger.currencies': 'the world has the same ones',
  'identity.signing_keys': 'the platform signs; only operators read it',
}

interface Table {
  name: string
  secured: boolean
  policies: string[]
  has_market: boolean
}

const { rows: tables } = await sql<Table>`
  SELECT c.oid::regclass::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS secured,
    coalesce((SELECT array_agg(p.polname::text) FROM pg_policy p WHERE p.polrelid = c.oid), '{}') AS policies,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'market_id') AS has_market
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspowner = 'provender_owner'::regrole AND n.nspname <> 'graphile_worker'
  ORDER BY 1
`.execute(database.operatorPool.across.db)
const tenants = tables.filter(({ name }) => !(name in aboveMarkets))

test('every table is either a tenant, secured and forced, or listed as standing above markets', () => {
  assert.ok(tables.length > 25)
  const open = tenants.filter(
    ({ name, secured, policies }) => !secured || (!policies.includes('tenant') && name !== 'markets.markets'),
  )

  assert.deepEqual(
    open.map(({ name }) => name),
    [],
  )
})

test('the server signs in with a role that can neither bypass row security nor become one that can', async () => {
  const { rows } = await sql<{ role: string; strong: boolean; member: string[] }>`
    SELECT rolname AS role, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS strong,
      ARRAY(SELECT b.rolname::text FROM pg_auth_members m JOIN pg_roles b ON b.oid = m.roleid WHERE m.member = r.oid) AS member
    FROM pg_roles r WHERE rolname IN ('provender_app', 'provender_operator', 'provender_jobs')
  `.execute(database.operatorPool.across.db)

  assert.equal(rows.length, 3)
  for (const { role, strong, member } of rows) assert.deepEqual([role, strong, member], [role, false, []])
})

for (const { name, has_market: hasMarket } of tenants) {
  if (!hasMarket) continue
  const table = sql.raw(name)

  test(`${name}: another market's rows can be neither seen, changed, deleted nor written`, async () => {
    const { rows } = await sql<{ own: number; foreign: number }>`
      SELECT count(*) FILTER (WHERE market_id = 'freshhome') AS own, count(*) FILTER (WHERE market_id <> 'freshhome') AS foreign FROM ${table}
    `.execute(database.market('freshhome').db)
    const everywhere = await sql<{
      market_id: string
      rows: number
    }>`SELECT market_id, count(*) AS rows FROM ${table} GROUP BY 1`.execute(database.operatorPool.across.db)
    const own = everywhere.rows.find((row) => row.market_id === 'freshhome')?.rows ?? 0

    assert.deepEqual(rows[0], { own, foreign: 0 })
    for (const attempt of [
      sql`UPDATE ${table} SET market_id = 'freshhome' WHERE market_id = 'reeyo'`,
      sql`DELETE FROM ${table} WHERE market_id = 'reeyo'`,
    ]) {
      const outcome = await database
        .market('freshhome')
        .open((tx) => attempt.execute(tx))
        .then(
          (result) => Number(result.numAffectedRows),
          (error: { code: string }) => error.code,
        )
      assert.ok(outcome === 0 || outcome === '42501', `${name}: ${outcome}`)
    }
    await assert.rejects(
      database.market('freshhome').open((tx) => sql`INSERT INTO ${table} (market_id) VALUES ('reeyo')`.execute(tx)),
      (error: { code: string }) => ['42501', '428C9'].includes(error.code),
    )
  })
}

test('the two markets are really there: an empty table proves nothing by itself', async () => {
  const { rows } = await sql<{ market: string; products: number; accounts: number }>`
    SELECT p.market_id AS market, count(*) AS products, (SELECT count(*) FROM identity.accounts a WHERE a.market_id = p.market_id) AS accounts
    FROM catalog.products p GROUP BY 1 ORDER BY 1
  `.execute(database.operatorPool.across.db)

  assert.deepEqual(
    rows.map(({ market }) => market),
    ['freshhome', 'reeyo'],
  )
  assert.ok(rows.every(({ products, accounts }) => products >= 60 && accounts > 20))
})
