// Who may do what: the application cannot write the books, and no market reaches another's money.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { aMarket } from '@provender/markets/fixtures'
import { type Db, sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import pg from 'pg'
import { Account } from './account.ts'
import { assignRider } from './assign-rider.ts'
import { cancelFunds } from './cancel-funds.ts'
import { captureForOrder } from './capture-for-order.ts'
import { fundsUnknown } from './errors.ts'
import { TransferKind } from './events.ts'
import { findViolations } from './find-violations.ts'
import { aFullWallet, fundsTerms, walletOf } from './fixtures.ts'
import { getOrderFunds } from './get-order-ledger.ts'
import { listStatement } from './list-statement.ts'
import { openAndPay } from './open-order.ts'
import { FundsState } from './order-funds.ts'
import { payFromWallet } from './pay-from-wallet.ts'
import { settleFunds } from './settle-funds.ts'

const database = await openTestDatabase()
const reeyo = database.market('reeyo')
const harvest = database.market('harvest')
const ctx = testContext(aMarket('reeyo'), { kind: 'system', name: 'test' })
const elsewhere = testContext(aMarket('harvest'), { kind: 'system', name: 'test' })
const terms = fundsTerms()
const tables = ['accounts', 'transfers', 'entries', 'hot_deltas', 'order_funds']
const columnOf: Record<string, string> = {
  accounts: 'balance_minor',
  transfers: 'amount_minor',
  entries: 'amount_minor',
  hot_deltas: 'amount_minor',
  order_funds: 'captured_minor',
  currencies: 'decimals',
}

before(async () => {
  await reeyo.open((tx) => aFullWallet(tx, terms.customerId))
  await reeyo.open((tx) => openAndPay(tx, ctx, terms))
})

const denied = { code: '42501' }
const countIn = async (db: Db, table: string) => {
  const { rows } = await sql<{ rows: number }>`SELECT count(*) AS rows FROM ${sql.table(`ledger.${table}`)}`.execute(db)
  return rows[0]?.rows
}

for (const role of ['appUrl', 'operatorUrl'] as const) {
  test(`${role === 'appUrl' ? 'the application' : 'an operator'} cannot write a ledger table`, async () => {
    await connected(database[role], async (client) => {
      await client.query(`SET app.market = 'reeyo'`)

      for (const [table, column] of Object.entries(columnOf)) {
        await assert.rejects(
          client.query(`INSERT INTO ledger.${table} (${column}) VALUES (1)`),
          denied,
          `insert ${table}`,
        )
        await assert.rejects(client.query(`UPDATE ledger.${table} SET ${column} = 1`), denied, `update ${table}`)
        await assert.rejects(client.query(`DELETE FROM ledger.${table}`), denied, `delete ${table}`)
        await assert.rejects(client.query(`TRUNCATE ledger.${table}`), denied, `truncate ${table}`)
        await assert.rejects(client.query(`ALTER TABLE ledger.${table} DISABLE TRIGGER ALL`), denied, `alter ${table}`)
      }
    })
  })
}

test('the application may call the flows and two questions, and no other function', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT p.proname AS name FROM pg_proc p
    WHERE p.pronamespace = 'ledger'::regnamespace AND has_function_privilege(current_user, p.oid, 'EXECUTE') ORDER BY 1
  `.execute(reeyo.db)

  assert.deepEqual(
    rows.map((row) => row.name),
    [
      'assign_rider',
      'balance_of',
      'book_cash_difference',
      'cancel',
      'capture',
      'end_payout',
      'end_refund',
      'open_and_pay',
      'pay_from_wallet',
      'reduce',
      'refund',
      'reserve_payout',
      'roll_up',
      'set_wallet_state',
      'settle',
      'tip',
      'top_up',
      'wallet_transfer',
    ],
  )
  await assert.rejects(
    sql`SELECT ledger.post('mine', 'top_up', NULL, 'XAF', ARRAY[(1, -5), (2, 5)]::ledger.leg[], 'me')`.execute(
      reeyo.db,
    ),
    denied,
  )
})

test('every flow runs as an owner whom row-level security binds, on a fixed search path', async () => {
  const { rows } = await sql<{ name: string; bound: boolean; path: boolean }>`
    SELECT p.proname AS name, NOT r.rolsuper AND NOT r.rolbypassrls AS bound, 'search_path=ledger, pg_temp' = ANY (p.proconfig) AS path
    FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE p.pronamespace = 'ledger'::regnamespace AND p.prosecdef
  `.execute(reeyo.db)

  assert.equal(rows.length, 17)
  assert.deepEqual(
    rows.filter((row) => !row.bound || !row.path),
    [],
  )
})

test('the database and the API use the same words', async () => {
  const { rows } = await sql<Record<string, string[]>>`
    SELECT enum_range(NULL::ledger.owner_kind)::text[] AS owners, enum_range(NULL::ledger.account_kind)::text[] AS accounts,
      enum_range(NULL::ledger.transfer_kind)::text[] AS transfers, enum_range(NULL::ledger.order_state)::text[] AS states
  `.execute(reeyo.db)

  assert.deepEqual(rows[0], {
    owners: Account.properties.ownerKind.enum,
    accounts: Account.properties.kind.enum,
    transfers: TransferKind.enum,
    states: FundsState.enum,
  })
})

test('history cannot be changed by the owner of the tables either', async () => {
  await asOwner(async (client) => {
    for (const table of ['transfers', 'entries']) {
      await assert.rejects(client.query(`UPDATE ledger.${table} SET currency = 'USD'`), denied)
      await assert.rejects(client.query(`DELETE FROM ledger.${table}`), denied)
      await assert.rejects(client.query(`TRUNCATE ledger.${table} CASCADE`), denied)
    }
    await assert.rejects(client.query('DELETE FROM ledger.accounts'), denied)
    await assert.rejects(client.query('DELETE FROM ledger.order_funds'), denied)
  })
})

test('the writer itself refuses legs that do not sum to zero, or name no account', async () => {
  await asOwner(async (client) => {
    await assert.rejects(
      client.query(`SELECT ledger.post('lopsided', 'top_up', NULL, 'XAF',
        (SELECT array_agg((id, 5)::ledger.leg) FROM ledger.accounts WHERE kind IN ('wallet', 'clearing')), 'me')`),
      { constraint: 'entries__zero_sum' },
    )
    await assert.rejects(
      client.query(`SELECT ledger.post('stray', 'top_up', NULL, 'XAF', ARRAY[(-1, -5), (-2, 5)]::ledger.leg[], 'me')`),
      { constraint: 'entries__account_fits' },
    )
  })
})

test('the same key with other legs is refused by the writer itself', async () => {
  await asOwner(async (client) => {
    const post = (amount: number) =>
      client.query<{ replayed: boolean }>(
        `SELECT (ledger.post('same', 'top_up', NULL, 'XAF', (SELECT array_agg((id,
           CASE kind WHEN 'wallet' THEN $1::bigint ELSE -$1::bigint END)::ledger.leg) FROM ledger.accounts
           WHERE kind = 'clearing' OR owner_id = '${terms.customerId}'), 'me')).replayed`,
        [amount],
      )

    const first = await post(5)
    const again = await post(5)

    assert.deepEqual([first.rows, again.rows], [[{ replayed: false }], [{ replayed: true }]])
    await assert.rejects(post(6), { constraint: 'transfers__same_key_same_legs' })
  })
})

test('another market sees no row, and an operator sees every market', async () => {
  const seen = async (db: Db) => Promise.all(tables.map((table) => countIn(db, table)))

  assert.deepEqual(await seen(harvest.db), [0, 0, 0, 0, 0])
  assert.ok((await seen(reeyo.db)).every((rows) => rows !== 0))
  assert.deepEqual(await seen(database.operatorPool.across.db), await seen(reeyo.db))
  const account = { ownerKind: 'customer', ownerId: terms.customerId, kind: 'wallet', currency: 'XAF' } as const
  assert.deepEqual(await listStatement(harvest.db, elsewhere, { account }), { items: [], next: null })
})

test("another market cannot move this market's money", async () => {
  const { orderId, customerId } = terms
  const money = { provider: 'mtn', providerTransaction: newId(), amountMinor: 1_000, currency: 'XAF' }
  const unknown = { code: fundsUnknown.code }

  await assert.rejects(
    harvest.open((tx) => settleFunds(tx, elsewhere, orderId)),
    unknown,
  )
  await assert.rejects(
    harvest.open((tx) => cancelFunds(tx, elsewhere, orderId)),
    unknown,
  )
  await assert.rejects(
    harvest.open((tx) => assignRider(tx, elsewhere, { orderId, riderId: newId() })),
    unknown,
  )
  await assert.rejects(
    harvest.open((tx) => payFromWallet(tx, elsewhere, { orderId, amountMinor: 1, key: 'a' })),
    unknown,
  )
  await assert.rejects(getOrderFunds(harvest.db, elsewhere, orderId), unknown)
  await assert.rejects(
    harvest.open((tx) => openAndPay(tx, elsewhere, fundsTerms({ customerId }))),
    {
      code: 'ledger.insufficient_funds',
    },
  )
  await assert.rejects(
    harvest.open((tx) => openAndPay(tx, elsewhere, { ...terms, goodsMinor: 0, deliveryMinor: 0 })),
    {
      code: 'ledger.funds_differ',
    },
  )
  const captured = await harvest.open((tx) => captureForOrder(tx, elsewhere, { ...money, orderId }))

  assert.deepEqual(captured, { state: null, toOrderMinor: 0, toWalletMinor: 0, toSuspenseMinor: 1_000 })
  assert.equal((await getOrderFunds(reeyo.db, ctx, orderId)).state, 'paid')
  assert.equal(await walletOf(reeyo.db, 'customer', customerId), 33_005)
})

test('the same key in two markets is two transfers', async () => {
  const money = { orderId: null, provider: 'mtn', providerTransaction: newId(), amountMinor: 700, currency: 'XAF' }

  const here = await reeyo.open((tx) => captureForOrder(tx, ctx, money))
  const there = await harvest.open((tx) => captureForOrder(tx, elsewhere, { ...money, amountMinor: 900 }))

  assert.deepEqual([here.toSuspenseMinor, there.toSuspenseMinor], [700, 900])
})

test('without a market nobody can open an account', async () => {
  await assert.rejects(
    database.operatorPool.across.open((tx) => aFullWallet(tx, newId())),
    { constraint: 'accounts__in_a_market' },
  )
})

test('a defect is shown to its own market and to operators, to nobody else', async () => {
  await asOwner((client) =>
    client.query(`UPDATE ledger.accounts SET balance_minor = balance_minor + 1 WHERE owner_id = '${terms.vendorId}'`),
  )
  const found = async (db: Db) => (await findViolations(db, ctx)).map((each) => `${each.marketId} ${each.invariant}`)

  assert.deepEqual(await found(harvest.db), [])
  assert.deepEqual(await found(reeyo.db), ['reeyo I2 market not zero-sum', 'reeyo I3 balance is not its entries'])
  assert.deepEqual(await found(database.operatorPool.across.db), await found(reeyo.db))
})

/** The owner of the tables, who is bound to a market like everybody. */
const asOwner = (work: (client: pg.Client) => Promise<unknown>) =>
  connected(database.adminUrl, async (client) => {
    await client.query(`SET ROLE provender_owner; SET app.market = 'reeyo'`)
    await work(client)
  })

async function connected(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
