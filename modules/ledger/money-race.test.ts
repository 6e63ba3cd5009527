// Everybody at once: repeated and contradicting calls in parallel must leave the books right, and each guard must be
// seen to fire. Mutants, copies of the ledger with one guard taken out, prove that this suite would notice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { DomainError, isDatabaseError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { type TestDatabase, openTestDatabase } from '@provender/platform/testing'
import pg from 'pg'
import { aFullWallet, fundsTerms } from './fixtures.ts'
import {
  type MovedRow,
  type ProviderMoney,
  cancel,
  capture,
  openFunds,
  payFunds,
  putRider,
  rollUp,
  selectViolations,
  settle,
  topUp,
} from './ledger-store.ts'

const actor = 'race'
const ordersInRace = 60
const callsAtOnce = 16

/** Every guard that must be seen to say no, or to answer instead of doing it again. */
const guardsToSee = [
  'open repeated',
  'pay repeated',
  'capture repeated',
  'settle repeated',
  'cancel repeated',
  'top up repeated',
  'open ledger.insufficient_funds',
  'open ledger.funds_differ',
  'pay ledger.funds_moved_on',
  'pay ledger.more_than_owed',
  'capture ledger.transfer_differs',
  'top up ledger.transfer_differs',
  'settle ledger.funds_moved_on',
  'settle ledger.rider_missing',
  'cancel ledger.funds_moved_on',
  'assign ledger.cash_limit_reached',
]

/** What each flow may answer to a call that comes too often, too late or too early. Anything else is noticed. */
const mayRefuse: Record<string, readonly string[]> = {
  open: ['ledger.insufficient_funds', 'ledger.funds_differ'],
  pay: ['ledger.insufficient_funds', 'ledger.funds_unknown', 'ledger.funds_moved_on', 'ledger.more_than_owed'],
  capture: ['ledger.transfer_differs'],
  'top up': ['ledger.transfer_differs'],
  assign: ['ledger.funds_unknown', 'ledger.funds_moved_on', 'ledger.cash_limit_reached'],
  settle: ['ledger.funds_unknown', 'ledger.funds_moved_on', 'ledger.rider_missing'],
  cancel: ['ledger.funds_unknown', 'ledger.funds_moved_on'],
}

test('duplicated and conflicting calls in parallel break nothing, and every guard is seen to fire', async () => {
  const database = await openTestDatabase()

  const { noticed, guards, snapshots } = await race(database)

  assert.deepEqual(noticed, [], JSON.stringify(guards))
  assert.ok(snapshots > 3, `${snapshots} snapshots of the running race`)
})

test('one wallet, fifty baskets at the same moment: as many are paid as there is money for', async () => {
  const database = await openTestDatabase()
  const { db, open } = database.market('reeyo')
  const customerId = newId()
  await open((tx) => aFullWallet(tx, customerId, { amountMinor: 10 * 17_000 + 16_999 }))

  const results = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      open((tx) => openFunds(tx, { ...fundsTerms({ customerId }), payment: 'prepaid', fromWalletMinor: null, actor })),
    ),
  )

  const refusals = results.filter((result) => result.status === 'rejected').map((result) => result.reason.code)
  assert.deepEqual(
    refusals,
    Array.from({ length: 40 }, () => 'ledger.insufficient_funds'),
  )
  assert.deepEqual(await selectViolations(db), [])
})

test('one order settled by sixteen at the same moment is settled once', async () => {
  const database = await openTestDatabase()
  const { db, open } = database.market('reeyo')
  const terms = fundsTerms({ deliveryMinor: 0 })
  await open((tx) => aFullWallet(tx, terms.customerId))
  await open((tx) => openFunds(tx, { ...terms, payment: 'prepaid', fromWalletMinor: null, actor }))

  const settled = await Promise.all(
    Array.from({ length: callsAtOnce }, () => open((tx) => settle(tx, { orderId: terms.orderId, actor }))),
  )

  assert.equal(settled.filter((row) => !row.replayed).length, 1)
  assert.equal(new Set(settled.map((row) => row.transfer_id)).size, 1)
  assert.deepEqual(await selectViolations(db), [])
})

/** A guard taken out: of a function's text, slowed down where that makes the race certain, or of the tables. */
interface Mutant {
  readonly what: string
  readonly flow?: string
  /** Pieces of the flow's text, and what stands there instead. */
  readonly rewrite?: Readonly<Record<string, string>>
  readonly statement?: string
  readonly noticedAs: RegExp
}

const mutants: readonly Mutant[] = [
  {
    what: 'an order that is read but not locked',
    flow: 'lock_order',
    rewrite: { 'FOR NO KEY UPDATE;': '; PERFORM pg_sleep(0.02);' },
    noticedAs: /unexpected/,
  },
  {
    what: 'a wallet without a floor',
    statement: 'ALTER TABLE ledger.accounts DROP CONSTRAINT accounts__sufficient_funds',
    noticedAs: /I5 below the floor/,
  },
  {
    what: "captures keyed by our call instead of the provider's transaction",
    flow: 'capture',
    rewrite: { '|| p_provider_transaction;': '|| gen_random_uuid();' },
    noticedAs: /the provider's book/,
  },
  {
    what: 'a settlement that is only held back by what is in escrow',
    flow: 'settle',
    rewrite: {
      "replayed := v_order.state = 'delivered'": 'replayed := false',
      'ELSIF v_order.state <>': 'ELSIF false AND v_order.state <>',
      "ledger.post('settlement:' || p_order_id,": 'ledger.post(gen_random_uuid()::text,',
    },
    statement: 'DROP INDEX ledger.transfers__one_settlement_per_order',
    noticedAs: /unexpected: settle/,
  },
  {
    what: 'a settlement that refuses to be repeated',
    flow: 'settle',
    rewrite: { "replayed := v_order.state = 'delivered'": 'replayed := false' },
    noticedAs: /never seen: settle repeated/,
  },
  {
    what: 'a transfer that is not announced',
    flow: 'post',
    rewrite: { 'PERFORM ledger.announce(': 'PERFORM num_nulls(' },
    noticedAs: /I9 transfer not announced/,
  },
  {
    what: 'a cancellation that forgets what it gave back',
    flow: 'cancel',
    rewrite: { 'o.refunded_minor + returned_minor': 'o.refunded_minor' },
    noticedAs: /I8 escrow is not captured less refunded/,
  },
  {
    what: 'a balance computed from an old read',
    flow: 'post',
    rewrite: {
      'SET balance_minor = a.balance_minor +':
        'SET balance_minor = (SELECT s.balance_minor FROM ledger.accounts s WHERE s.id = a.id) +',
    },
    noticedAs: /I4 broken chain of balances/,
  },
  {
    what: 'hot deltas that are folded and kept',
    flow: 'roll_up',
    rewrite: { 'DELETE FROM ledger.hot_deltas': 'UPDATE ledger.hot_deltas SET amount_minor = amount_minor' },
    noticedAs: /I3 balance is not its entries/,
  },
]

for (const mutant of mutants) {
  test(`this suite would notice ${mutant.what}`, async () => {
    const database = await openTestDatabase()
    await mutate(database, mutant)

    const { noticed } = await race(database)

    assert.ok(
      noticed.some((sentence) => mutant.noticedAs.test(sentence)),
      `not noticed; seen instead: ${noticed.join('; ') || 'nothing'}`,
    )
  })
}

async function mutate(database: TestDatabase, { flow, rewrite = {}, statement }: Mutant): Promise<void> {
  await asOwner(database, async (client) => {
    if (statement !== undefined) await client.query(statement)
    if (flow === undefined) return

    const { rows } = await client.query<{ text: string }>(`SELECT pg_get_functiondef($1::regproc) AS text`, [
      `ledger.${flow}`,
    ])
    const text = Object.entries(rewrite).reduce((before, [from, to]) => {
      assert.ok(before.includes(from), `${flow} has no ${from}`)
      return before.replace(from, to)
    }, rows[0]?.text ?? '')
    await client.query(text)
  })
}

async function asOwner<T>(database: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  try {
    await client.query('SET ROLE provender_owner')
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What a race left behind. `noticed` lists everything that must not be; `guards` how often each one fired. */
interface Outcome {
  readonly noticed: string[]
  readonly guards: Record<string, number>
  readonly snapshots: number
}

/** Money as the provider counts it: the oracle that the ledger is compared with. */
type ProviderBook = Map<string, number>

/** Fires every flow at every order, repeated and contradicting, and looks at the books while and after. */
async function race(database: TestDatabase): Promise<Outcome> {
  const { db, open } = database.market('reeyo')
  const noticed = new Set<string>()
  const guards: Record<string, number> = {}
  const book: ProviderBook = new Map()

  const attempt: Attempt = async (flow, work) => {
    const count = (guard: string) => (guards[guard] = (guards[guard] ?? 0) + 1)
    try {
      const moved = await open(work)
      if (moved?.replayed) count(`${flow} repeated`)
    } catch (error) {
      const expected = error instanceof DomainError && mayRefuse[flow]?.includes(error.code)
      if (expected) count(`${flow} ${error.code}`)
      else
        noticed.add(
          `unexpected: ${flow} ${isDatabaseError(error) ? (error.constraint ?? error.message) : String(error)}`,
        )
    }
  }
  const charge = (amountMinor: number) => {
    const providerTransaction = newId()
    book.set(providerTransaction, amountMinor)
    return { provider: 'mtn', providerTransaction, amountMinor, currency: 'XAF', actor }
  }
  const customers = Array.from({ length: 6 }, () => newId())
  const riders = Array.from({ length: 3 }, () => newId())
  for (const ownerId of customers) {
    await open((tx) => topUp(tx, { ...charge(40_000), ownerKind: 'customer', ownerId, kind: 'wallet' }))
  }
  const orders = Array.from({ length: ordersInRace }, (_, index) =>
    callsOf(index, { attempt, charge, customerId: pick(customers, index), riderId: pick(riders, index) }),
  )

  const looking = lookRepeatedly(database, noticed)
  await inParallel(interleaved(orders.map((calls) => calls.during)))
  await inParallel(interleaved(orders.map((calls) => calls.ending)))
  const snapshots = await looking.stop()
  for (let pass = 0; pass < 50 && (await open((tx) => rollUp(tx, 200))) > 0; pass += 1);

  for (const { invariant } of await selectViolations(db)) noticed.add(invariant)
  for (const guard of guardsToSee) if (!guards[guard]) noticed.add(`never seen: ${guard}`)
  const { taken, booked } = await compareBooks(db, book)
  if (booked !== taken) noticed.add(`the provider's book says ${taken}, ours ${booked}`)
  if ((await countDeadlocks(database)) > 0) noticed.add('deadlocks')

  return { noticed: [...noticed], guards, snapshots }
}

type Call = () => Promise<void>
/** Runs one call in a transaction; counts repetitions and refusals, notices what a flow may never answer. */
type Attempt = (flow: keyof typeof mayRefuse, work: (tx: Tx) => Promise<MovedRow | void>) => Promise<void>

interface Cast {
  readonly attempt: Attempt
  /** The provider takes money: from then on it stands in his book. */
  readonly charge: (amountMinor: number) => ProviderMoney & { actor: string }
  readonly customerId: string
  readonly riderId: string
}

/** Everything that is asked of one order, in no good order: cash, prepaid, without delivery, beyond any wallet. */
function callsOf(index: number, { attempt, charge, customerId, riderId }: Cast): { during: Call[]; ending: Call[] } {
  const unaffordable = index % 10 === 3
  const terms = fundsTerms({
    customerId,
    goodsMinor: unaffordable ? 5_000_000 : 15_000,
    deliveryMinor: index % 7 === 0 ? 0 : 2_000,
  })
  const { orderId } = terms
  const payment = index % 5 === 0 ? 'cash' : 'prepaid'
  const fromWalletMinor = index % 2 === 0 || unaffordable ? null : 5_000
  const [first, second, third] = [charge(12_000), charge(9_000), charge(1_000)]

  const openIt = (goodsMinor = terms.goodsMinor) =>
    attempt('open', (tx) => openFunds(tx, { ...terms, goodsMinor, payment, fromWalletMinor, actor }))
  const pay = (key: string, amountMinor: number) =>
    attempt('pay', (tx) => payFunds(tx, { orderId, amountMinor, key, actor }))
  const hear = (money: typeof first) => attempt('capture', (tx) => capture(tx, { ...money, orderId }))
  const fill = (money: typeof third) =>
    attempt('top up', (tx) => topUp(tx, { ...money, ownerKind: 'customer', ownerId: customerId, kind: 'wallet' }))
  const assign = () => attempt('assign', (tx) => putRider(tx, { orderId, riderId, cashLimitMinor: 40_000 }))
  const deliver = () => attempt('settle', (tx) => settle(tx, { orderId, actor }))
  const giveBack = () => attempt('cancel', (tx) => cancel(tx, { orderId, actor }))

  const during = [
    () => openIt(),
    () => openIt(),
    () => pay('a', 3_000),
    () => pay('a', 3_000),
    () => openIt(15_001),
    () => pay('b', 20_000),
    () => hear(first),
    () => hear(first),
    () => fill(third),
    () => fill(third),
    ...(index % 9 === 0 ? [] : [assign, assign]),
    deliver,
    ...(index % 4 === 0 ? [giveBack] : []),
  ]
  // By now the provider's honest word on the first and third charge is booked, so that a lie about them is refused.
  const ending = [
    () => hear({ ...first, amountMinor: 12_001 }),
    () => fill({ ...third, amountMinor: 999 }),
    () => hear(second),
    () => hear(second),
    ...(index % 3 === 0 ? [giveBack, deliver, giveBack] : [deliver, deliver, giveBack]),
    () => pay('c', 1_000),
    deliver,
  ]
  return { during: rotated(during, index % 3), ending: rotated(ending, index) }
}

/** The calls of four orders at a time stand side by side, so that each order is called from all sides at once. */
function interleaved(orders: readonly Call[][]): Call[] {
  const atATime = 4
  return orders.flatMap((_, start) => {
    if (start % atATime > 0) return []
    const group = orders.slice(start, start + atATime)
    const longest = Math.max(...group.map((calls) => calls.length))
    return Array.from({ length: longest }, (__, at) => group.flatMap((calls) => calls[at] ?? [])).flat()
  })
}

async function inParallel(calls: readonly Call[]): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let call = calls[next++]; call; call = calls[next++]) await call()
  }
  await Promise.all(Array.from({ length: callsAtOnce }, worker))
}

function pick(from: readonly string[], index: number): string {
  return from[index % from.length] as string
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}

/** The sum over all accounts is zero at every moment, not only at the end, and while hot accounts are folded. */
function lookRepeatedly(database: TestDatabase, noticed: Set<string>): { stop(): Promise<number> } {
  const { db, open } = database.market('reeyo')
  let snapshots = 0
  let stopped = false
  const running = (async () => {
    while (!stopped) {
      const { rows } = await sql<{ total: number }>`
        SELECT (SELECT coalesce(sum(balance_minor), 0) FROM ledger.accounts)::bigint
             + (SELECT coalesce(sum(amount_minor), 0) FROM ledger.hot_deltas)::bigint AS total
      `.execute(db)
      if (rows[0]?.total !== 0) noticed.add('not zero-sum while racing')
      snapshots += 1
      await Promise.all([open((tx) => rollUp(tx, 20)), open((tx) => rollUp(tx, 20))])
    }
  })()

  return {
    async stop() {
      stopped = true
      await running
      return snapshots
    },
  }
}

/** Each charge that the provider took is booked once, with its amount, and nothing that it did not take. */
async function compareBooks(db: Db, book: ProviderBook): Promise<{ taken: number; booked: number }> {
  const { rows } = await sql<{ booked: number }>`
    SELECT -ledger.balance_of(id) AS booked FROM ledger.accounts WHERE kind = 'clearing' AND owner_name = 'mtn'
  `.execute(db)

  return { taken: [...book.values()].reduce((sum, amount) => sum + amount, 0), booked: rows[0]?.booked ?? 0 }
}

async function countDeadlocks(database: TestDatabase): Promise<number> {
  return asOwner(database, async (client) => {
    const { rows } = await client.query<{ deadlocks: number }>(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    )
    return rows[0]?.deadlocks ?? 0
  })
}
