// Settings change by those who may, from the version they read, and never into nonsense.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemContext } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { changeSettings, getMarket } from './change-settings.ts'
import { aMarket, openMarket } from './fixtures.ts'
import type { MarketSettings } from './market.ts'
import { saveMarket } from './save-market.ts'

const database = await openTestDatabase()
const adminId = '0198f3a0-0000-7000-8000-000000000001'
const denied = { code: '42501' }
let opened = 0

async function aFreshMarket(overrides: Partial<MarketSettings> = {}) {
  opened += 1
  const market = await openMarket(database, `market-${opened}`, overrides)
  const { db, open } = database.market(market.id)
  const ctx = testContext(market, { kind: 'account', accountId: adminId, roles: ['admin'], vendorIds: [] })

  return { market, db, open, ctx, settings: market.settings }
}

test('an admin changes the settings; the old ones stay readable and the change is announced', async () => {
  const { market, db, open, ctx, settings } = await aFreshMarket()
  const changed = { ...settings, name: 'A better name', acceptWithinSeconds: 240 }

  const answer = await open((tx) => changeSettings(tx, ctx, { version: 1, settings: changed }))
  const versions = await sql<{ version: number; name: string; changed_by: string }>`
    SELECT version, settings ->> 'name' AS name, changed_by FROM markets.settings_versions ORDER BY version
  `.execute(db)
  const events = await sql<{ payload: unknown }>`
    SELECT payload FROM events.log WHERE name = 'markets.settings_changed' ORDER BY position
  `.execute(db)

  assert.deepEqual(answer, { id: market.id, settings: changed, version: 2 })
  assert.deepEqual(await getMarket(db, ctx), answer)
  assert.deepEqual(versions.rows, [
    { version: 1, name: 'Test market', changed_by: 'system:fixtures' },
    { version: 2, name: 'A better name', changed_by: `account:${adminId}` },
  ])
  assert.deepEqual(
    events.rows.map((row) => row.payload),
    [
      { marketId: market.id, version: 1, changedBy: 'system:fixtures' },
      { marketId: market.id, version: 2, changedBy: `account:${adminId}` },
    ],
  )
})

test('of ten admins who change the same version, one does, and the others are told to look again', async () => {
  const { open, ctx, settings, db } = await aFreshMarket()

  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, number) =>
      open((tx) => changeSettings(tx, ctx, { version: 1, settings: { ...settings, name: `Name ${number}` } })),
    ),
  )

  const refused = results.filter((result) => result.status === 'rejected')
  assert.equal(refused.length, 9)
  assert.ok(refused.every((result) => result.reason.code === 'markets.settings_moved_on'))
  assert.equal((await getMarket(db, ctx)).version, 2)
})

test('settings that contradict themselves are refused, with the place and the way out', async () => {
  const { open, ctx, settings } = await aFreshMarket()
  const wallet = { ...settings.wallet, topUpMinimumMinor: 2_000_000 }

  await assert.rejects(
    open((tx) => changeSettings(tx, ctx, { version: 1, settings: { ...settings, wallet } })),
    (error: { code: string; facts: { errors: { field: string; wayOut: string }[] } }) => {
      assert.equal(error.code, 'markets.settings_invalid')
      assert.deepEqual(
        error.facts.errors.map(({ field }) => field),
        ['wallet.topUpMinimumMinor'],
      )
      assert.ok(error.facts.errors.every(({ wayOut }) => wayOut.length > 0))
      return true
    },
  )
})

test('currency, country and hosts are not for a market to change', async () => {
  const { open, ctx, settings, db } = await aFreshMarket()
  const changes: Partial<MarketSettings>[] = [
    { currency: 'EUR', currencyDecimals: 2 },
    { country: 'FR' },
    { hosts: ['somebody-elses.example'] },
  ]

  for (const change of changes) {
    await assert.rejects(
      open((tx) => changeSettings(tx, ctx, { version: 1, settings: { ...settings, ...change } })),
      { code: 'markets.settings_fixed', facts: { settings: Object.keys(change) } },
    )
  }
  assert.equal((await getMarket(db, ctx)).version, 1)
})

test('no market sees or changes another, and none opens one', async () => {
  const { market } = await aFreshMarket()
  const other = await aFreshMarket()
  const { db, open } = other

  const rows = await sql`SELECT id FROM markets.markets`.execute(db)
  const versions = await sql`SELECT DISTINCT market_id FROM markets.settings_versions`.execute(db)
  const changed = await open((tx) => sql`UPDATE markets.markets SET version = 9 WHERE id = ${market.id}`.execute(tx))
  const fresh = aMarket('fresh-market')

  assert.deepEqual(rows.rows, [{ id: other.market.id }])
  assert.deepEqual(versions.rows, [{ market_id: other.market.id }])
  assert.equal(changed.numAffectedRows, 0n)
  assert.deepEqual((await sql`SELECT id FROM markets.markets`.execute(database.pool.across.db)).rows, [])
  await assert.rejects(
    database.market(fresh.id).open((tx) => saveMarket(tx, systemContext(fresh, 'test'), fresh)),
    denied,
  )
  await assert.rejects(
    open((tx) => sql`DELETE FROM markets.settings_versions`.execute(tx)),
    denied,
  )
})

test('an operator opens a market and changes even its hosts, but not into those of another', async () => {
  const { market, settings } = await aFreshMarket({ hosts: ['one.example', 'two.example'] })
  const other = await aFreshMarket()
  const save = (id: string, changed: MarketSettings) =>
    database.operatorPool
      .market(id)
      .open((tx) => saveMarket(tx, systemContext(aMarket(id), 'test'), { id, settings: changed }))

  await assert.rejects(save(other.market.id, { ...other.settings, hosts: ['two.example'] }), {
    code: 'markets.host_taken',
  })
  const moved = await save(market.id, { ...settings, hosts: ['one.example', 'three.example'] })
  const freed = await save(other.market.id, { ...other.settings, hosts: ['two.example'] })
  const { rows } = await sql<{ host: string; market_id: string }>`
    SELECT host, market_id FROM markets.hosts ORDER BY host
  `.execute(database.operatorPool.across.db)

  assert.deepEqual([moved.version, freed.version], [2, 2])
  assert.deepEqual(rows, [
    { host: 'one.example', market_id: market.id },
    { host: 'three.example', market_id: market.id },
    { host: 'two.example', market_id: other.market.id },
  ])
})

test('a market cannot be saved with settings that contradict themselves', async () => {
  const broken = aMarket('broken', { currency: 'EUR' })

  await assert.rejects(
    database.operatorPool.market('broken').open((tx) => saveMarket(tx, systemContext(broken, 'test'), broken)),
    { code: 'markets.settings_invalid' },
  )
  const { rows } = await sql`SELECT id FROM markets.markets WHERE id = 'broken'`.execute(
    database.operatorPool.across.db,
  )
  assert.deepEqual(rows, [])
})
