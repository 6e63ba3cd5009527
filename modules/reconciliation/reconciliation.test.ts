// Statements against a real ledger: every kind of difference is found, resolved and not found again; days are closed once;
// books that contradict themselves raise an alarm.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { aPerson } from '@provender/identity/fixtures'
import { topUpWallet } from '@provender/ledger'
import { openMarket } from '@provender/markets/fixtures'
import { sql } from '@provender/platform/db'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { closeYesterday, listCloses } from './close-day.ts'
import { differenceKinds } from './match-statement.ts'
import { listDifferences, resolveDifference } from './resolve-difference.ts'
import { compareStatement, uploadStatement } from './take-statement.ts'
import { getMoneyAlarm, watchBooks } from './watch-books.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', {
  currency: 'EUR',
  currencyDecimals: 2,
  payments: { gateways: { card: ['stripe'], mobile_money: [] }, fees: { stripe: { bp: 150, fixedMinor: 25 } } },
})
const { db, open } = database.market(market.id)
const ada = await aPerson(database, market)
const ctx = testContext(market, ada.actor, { at: new Date() })
const errand = { db, open, ctx }
const day = new Intl.DateTimeFormat('en-CA', { timeZone: market.settings.timeZone }).format(new Date())
const book = (providerTransaction: string, amountMinor: number, currency = 'EUR') =>
  open((tx) =>
    topUpWallet(tx, ctx, {
      ownerKind: 'customer',
      ownerId: ada.accountId,
      provider: 'stripe',
      providerTransaction,
      amountMinor,
      currency,
    }),
  )
const head = 'payment_intent_id,reporting_category,gross,fee,currency,status'
const upload = (rows: readonly string[], name = 'itemised.csv') =>
  open((tx) =>
    uploadStatement(tx, ctx, { gateway: 'stripe', fromOn: day, untilOn: day, name, csv: [head, ...rows].join('\n') }),
  )
const openKinds = async () =>
  (await listDifferences(db, ctx, { open: true })).map(({ kind, subject }) => `${kind} ${subject}`)

for (const [name, amount] of Object.entries({
  right: 1000,
  missed: 2000,
  less: 3000,
  other: 4000,
  dear: 5000,
  twice: 6000,
  bad: 7000,
})) {
  await book(`pi_${name}`, amount)
}
const rows = [
  'pi_right,charge,10.00,0.40,eur,succeeded',
  'pi_less,charge,29.99,0.70,eur,succeeded',
  'pi_other,charge,40.00,0.85,usd,succeeded',
  'pi_dear,charge,50.00,9.99,eur,succeeded',
  'pi_twice,charge,60.00,1.15,eur,succeeded',
  'pi_twice,charge,60.00,1.15,eur,succeeded',
  'pi_bad,charge,70.00,0,eur,failed',
  'pi_unheard,charge,80.00,1.45,eur,succeeded',
]

test('each kind of difference is found once, with both sides of it', async () => {
  const statement = await upload(rows)

  assert.equal(statement.lines, rows.length)
  assert.equal(statement.openDifferences, differenceKinds.length)
  assert.equal(statement.bookedMinor, 28_000)
  assert.deepEqual((await openKinds()).toSorted(), [
    'amount pi_less',
    'currency pi_other',
    'duplicate pi_twice',
    'fee pi_dear',
    'missing_here pi_unheard',
    'missing_there pi_missed',
    'state pi_bad',
  ])
  const fee = (await listDifferences(db, ctx, { open: true })).find(({ kind }) => kind === 'fee')
  assert.deepEqual([fee?.oursMinor, fee?.theirsMinor, fee?.line], [100, 999, 4])
})

test('the same file is not taken twice, and neither is nonsense', async () => {
  await assert.rejects(upload(rows, 'another name.csv'), { code: 'reconciliation.statement_known' })
  await assert.rejects(upload(['pi_x,charge,ten,0,eur,succeeded']), { code: 'reconciliation.statement_unreadable' })
})

test('what is booked later, or stands on the next statement, resolves itself; the rest waits for a person', async () => {
  await book('pi_unheard', 8000)
  const [first] = await listDifferences(db, ctx, { open: true })
  const statementId = first?.statementId ?? assert.fail()
  await open((tx) => compareStatement(tx, ctx, statementId))
  assert.ok(!(await openKinds()).includes('missing_here pi_unheard'))

  await upload(['pi_missed,charge,20.00,0.55,eur,succeeded'], 'next.csv')
  assert.ok(!(await openKinds()).includes('missing_there pi_missed'))
  assert.equal((await openKinds()).length, 5)
})

test('a person resolves a difference once, and comparing again does not bring it back', async () => {
  const [difference] = await listDifferences(db, ctx, { open: true })
  const wish = { differenceId: difference?.id ?? '', resolution: 'reported' as const, note: 'They will mend it.' }
  const both = await Promise.allSettled([1, 2].map(() => open((tx) => resolveDifference(tx, ctx, wish))))
  const before = (await openKinds()).length
  await open((tx) => compareStatement(tx, ctx, difference?.statementId ?? ''))

  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await openKinds()).length, before)
  await assert.rejects(
    open((tx) => resolveDifference(tx, ctx, { ...wish, differenceId: crypto.randomUUID() })),
    { code: 'reconciliation.difference_unknown' },
  )
})

test('a day is closed once, however many workers come by, and its trial balance sums to zero', async () => {
  await Promise.all([closeYesterday(errand), closeYesterday(errand), closeYesterday(errand)])

  const [close, ...others] = await listCloses(db)
  assert.deepEqual(others, [])
  assert.equal(close?.violations, 0)
  assert.equal(
    close?.trialBalance.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0),
    0,
  )
  const { rows: told } = await sql`SELECT FROM events.log WHERE name = 'reconciliation.day_closed'`.execute(db)
  assert.equal(told.length, 1)
})

test('books that contradict themselves raise one alarm, which ends when everything is proven again', async () => {
  await watchBooks(errand)
  assert.equal((await getMoneyAlarm(db)).violations, 0)

  const vandal = new pg.Client({ connectionString: database.adminUrl })
  await vandal.connect()
  await vandal.query(`UPDATE ledger.accounts SET balance_minor = balance_minor + 1 WHERE kind = 'wallet'`)
  await watchBooks(errand)
  await watchBooks(errand)
  const alarm = await getMoneyAlarm(db)
  await vandal.query(`UPDATE ledger.accounts SET balance_minor = balance_minor - 1 WHERE kind = 'wallet'`)
  await vandal.end()
  await watchBooks(errand)

  assert.equal(alarm.violations, 1)
  assert.match(alarm.first ?? '', /account \d+ has \d+, its last entry says \d+/)
  assert.equal((await getMoneyAlarm(db)).violations, 1, 'until everything is proven')
  const tomorrow = { ...errand, ctx: { ...ctx, at: new Date(ctx.at.getTime() + 86_400_000) } }
  await closeYesterday(tomorrow)
  assert.equal((await getMoneyAlarm(db)).violations, 0)
  const { rows: told } = await sql`SELECT FROM events.log WHERE name = 'reconciliation.books_broken'`.execute(db)
  assert.equal(told.length, 1)
})
