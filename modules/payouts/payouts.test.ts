// Payouts: what may go where, who must agree to what, and that it leaves exactly once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPerson, testPassword } from '@provender/identity/fixtures'
import { findViolations, getStanding, topUpWallet } from '@provender/ledger'
import { openMarket } from '@provender/markets/fixtures'
import type { Context } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import fc from 'fast-check'
import { askPayout } from './ask-payout.ts'
import { agreePayouts, rejectPayout } from './decide-payouts.ts'
import { batchFile, listOwnPayouts } from './list-payouts.ts'
import { payOnSchedule } from './pay-on-schedule.ts'
import { type Payout, digestOf } from './payout.ts'
import type { PayoutEvidence, PayoutProvider } from './payout-port.ts'
import { pollPayouts, sendPayout } from './send-payout.ts'
import { setDestination, verifyDestination } from './set-destination.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)
const boss = await aPerson(database, market, { roles: ['admin'] })
const chief = await aPerson(database, market, { roles: ['admin'] })
const noon = new Date('2026-06-15T12:00:00Z')
const as = (person: { actor: Context['actor'] }, hours = 0) =>
  testContext(market, person.actor, { at: new Date(noon.getTime() + hours * 3_600_000) })
const account = { kind: 'mobile_money', holder: 'Odile', number: '+237670000011', schedule: 'off' } as const

/** A vendor with 20,000 francs and a verified account. */
async function aVendor({ amountMinor = 20_000, number = account.number as string, verified = true } = {}) {
  const ownerId = newId()
  const person = await aPerson(database, market, { roles: ['vendor'], vendorIds: [ownerId] })
  await open((tx) =>
    topUpWallet(tx, as(person), {
      ownerKind: 'vendor',
      ownerId,
      provider: 'test',
      providerTransaction: newId(),
      amountMinor,
      currency: 'XAF',
    }),
  )
  const destination = await setDestination(open, as(person), {
    ...account,
    number,
    side: 'vendor',
    password: testPassword,
  })
  if (verified)
    await open((tx) => verifyDestination(tx, as(chief), { destinationId: destination.id, state: 'verified' }))
  const owner = { ownerKind: 'vendor', ownerId } as const

  return { person, owner, destination, askedBy: person.accountId }
}
const ask = (vendor: Awaited<ReturnType<typeof aVendor>>, amountMinor: number, hours = 0) =>
  open((tx) => askPayout(tx, as(vendor.person, hours), { ...vendor.owner, amountMinor, askedBy: vendor.askedBy }))
const agree = (payouts: readonly Payout[], who = boss, password = testPassword) =>
  agreePayouts(open, as(who), {
    password,
    payouts: payouts.map(({ id, digest }) => ({ payoutId: id, digest })),
    provider: 'pretend',
  })
const freeOf = async ({ owner }: { owner: { ownerKind: 'vendor'; ownerId: string } }) =>
  (await getStanding(db, as(boss), { ...owner, currency: 'XAF' }))[0]?.freeMinor
const stateOf = async ({ person }: { person: { actor: Context['actor'] } }) =>
  (await listOwnPayouts(db, as(person), { side: 'vendor' })).items[0]?.state
const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof DomainError, String(error))
  assert.equal(error.code, code)
  return true
}
const healthy = async () => assert.deepEqual(await findViolations(db, as(boss)), [])

function pretend(how: 'pays' | 'refuses' | 'pays and says nothing' | 'is slow' | 'loses the call') {
  const book = new Map<string, number>()
  let calls = 0
  const answer = (state: PayoutEvidence['state'], amountMinor = 0): PayoutEvidence => ({
    state,
    amountMinor,
    currency: 'XAF',
    failure: undefined,
  })
  const provider: PayoutProvider = {
    name: 'pretend',
    async send({ reference, amountMinor }) {
      calls += 1
      if (how === 'refuses') return answer('failed')
      if (how === 'loses the call' && calls === 1) return answer('unknown')
      book.set(reference, amountMinor)
      if (how === 'pays and says nothing') return answer('unknown')
      return answer(how === 'is slow' ? 'pending' : 'succeeded', amountMinor)
    },
    async status({ reference }) {
      const amount = book.get(reference)
      return amount === undefined ? answer('never_heard_of') : answer('succeeded', amount)
    },
  }
  return { book, provider }
}
const errand = (minutes = 0) => ({ db, open, ctx: { ...as(boss), at: new Date(noon.getTime() + minutes * 60_000) } })

test('asked, agreed to by another, sent, paid: the provider has the amount less the fee, the wallet the rest', async () => {
  const vendor = await aVendor()
  const payout = await ask(vendor, 15_000)
  assert.deepEqual([payout.state, payout.feeMinor, await freeOf(vendor)], ['waiting', 100, 5_000])
  const { book, provider } = pretend('pays')

  const { items, batchId } = await agree([payout])
  await sendPayout(errand(), provider, payout.id)
  await sendPayout(errand(), provider, payout.id)

  assert.equal(items[0]?.state, 'sending')
  assert.deepEqual([...book], [[payout.id, 14_900]])
  assert.equal(await stateOf(vendor), 'paid')
  assert.equal(await freeOf(vendor), 5_000)
  const file = (await batchFile(db, as(boss), batchId)).toString()
  assert.match(file, /mobile_money,Odile,,"'\+237670000011",14900,XAF,paid/)
  await healthy()
})

test('4,999 is too little and 5,000 is enough', async () => {
  const vendor = await aVendor()

  await assert.rejects(ask(vendor, 4_999), refused('payouts.below_minimum'))
  assert.equal((await ask(vendor, 5_000)).amountMinor, 5_000)
})

test('what is owed stays behind: a debt lowers what may go', async () => {
  const vendor = await aVendor()
  await open(async (tx) => {
    const orderId = newId()
    await sql`SELECT ledger.open_and_pay(${orderId}, ${newId()}, ${vendor.owner.ownerId}, 20000, 0, 0, 0, 0, 1500, 'XAF', 'cash', NULL, 'test')`.execute(
      tx,
    )
    await sql`SELECT ledger.settle(${orderId}, 'test')`.execute(tx)
  })

  assert.equal(await freeOf(vendor), 17_000)
  await assert.rejects(ask(vendor, 17_001), refused('ledger.insufficient_funds'))
  assert.equal((await ask(vendor, 17_000)).state, 'waiting')
})

test('an account has to be verified by somebody else, and a changed one cools off for a day', async () => {
  const vendor = await aVendor({ verified: false })
  await assert.rejects(ask(vendor, 5_000), refused('payouts.destination_not_ready'))
  const verify = (destinationId: string, who = boss) =>
    open((tx) => verifyDestination(tx, as(who), { destinationId, state: 'verified' }))
  await assert.rejects(verify(vendor.destination.id, vendor.person), refused('payouts.not_by_yourself'))
  await verify(vendor.destination.id)
  await assert.rejects(verify(vendor.destination.id), refused('payouts.destination_decided'))

  const changed = await setDestination(open, as(vendor.person), {
    ...account,
    number: '+237670000099',
    side: 'vendor',
    password: testPassword,
  })
  assert.equal(changed.state, 'unverified')
  await verify(changed.id)
  await assert.rejects(ask(vendor, 5_000, 23), refused('payouts.destination_not_ready'))
  assert.equal((await ask(vendor, 5_000, 24)).state, 'waiting')
  const again = await setDestination(open, as(vendor.person), {
    ...account,
    number: '+237670000099',
    schedule: 'weekly',
    side: 'vendor',
    password: testPassword,
  })
  assert.deepEqual([again.id, again.state, again.schedule], [changed.id, 'verified', 'weekly'])
})

test('without the password neither the account changes nor a payout is agreed to', async () => {
  const vendor = await aVendor()
  const payout = await ask(vendor, 5_000)

  await assert.rejects(
    setDestination(open, as(vendor.person), {
      ...account,
      number: '+237699999999',
      side: 'vendor',
      password: 'Wrong1!x',
    }),
    refused('http.invalid'),
  )
  await assert.rejects(agree([payout], boss, 'Wrong1!x'), refused('http.invalid'))
  assert.equal(await stateOf(vendor), 'waiting')
})

test('what is agreed to is what was seen: another amount or account is another digest', async () => {
  const vendor = await aVendor()
  const payout = await ask(vendor, 5_000)
  const other = digestOf({
    id: payout.id,
    amountMinor: 5_001,
    feeMinor: 100,
    currency: 'XAF',
    destinationId: vendor.destination.id,
    number: account.number,
    holder: 'Odile',
  })

  await assert.rejects(agree([{ ...payout, digest: other.toString('hex') }]), refused('payouts.something_changed'))
  const [good, bad] = [await ask(await aVendor(), 6_000), { ...payout, digest: '0'.repeat(64) }]
  await assert.rejects(agree([good, bad]), refused('payouts.something_changed'))
  assert.equal((await agree([good, payout])).items.length, 2, 'all or none: the good one was not touched')
})

test('whoever asked cannot agree, and the database would not take it either', async () => {
  const ownerId = newId()
  const both = await aPerson(database, market, { roles: ['admin', 'vendor'], vendorIds: [ownerId] })
  await open((tx) =>
    topUpWallet(tx, as(both), {
      ownerKind: 'vendor',
      ownerId,
      provider: 'test',
      providerTransaction: newId(),
      amountMinor: 9_000,
      currency: 'XAF',
    }),
  )
  const destination = await setDestination(open, as(both), { ...account, side: 'vendor', password: testPassword })
  await open((tx) => verifyDestination(tx, as(boss), { destinationId: destination.id, state: 'verified' }))
  const payout = await open((tx) =>
    askPayout(tx, as(both), { ownerKind: 'vendor', ownerId, amountMinor: 5_000, askedBy: both.accountId }),
  )

  await assert.rejects(agree([payout], both), refused('payouts.not_by_yourself'))
  await assert.rejects(
    open((tx) => rejectPayout(tx, as(both), { payoutId: payout.id, note: 'Never mind.' })),
    refused('payouts.not_by_yourself'),
  )
  await assert.rejects(
    open((tx) => sql`UPDATE payouts.payouts SET decided_by = asked_by WHERE id = ${payout.id}`.execute(tx)),
    { constraint: 'payouts__four_eyes' },
  )
})

test('fifty requests at the same moment for one wallet: one payout', async () => {
  const vendor = await aVendor()

  const results = await Promise.allSettled(Array.from({ length: 50 }, () => ask(vendor, 15_000)))

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results)
    if (result.status === 'rejected') assert.match(result.reason.code, /already_under_way|insufficient_funds/)
  assert.equal(await freeOf(vendor), 5_000)
  await healthy()
})

test('two agree and one rejects at once, many times over: one transition, and the money in one place', async () => {
  const vendor = await aVendor()
  const payout = await ask(vendor, 15_000)
  const { book, provider } = pretend('pays')
  const decide = (index: number) =>
    index % 3 === 2
      ? open((tx) => rejectPayout(tx, as(boss), { payoutId: payout.id, note: 'Not today.' }))
      : agree([payout], index % 3 ? boss : chief)

  const results = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => decide(index)))
  await Promise.all(Array.from({ length: 4 }, () => sendPayout(errand(), provider, payout.id)))

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results)
    if (result.status === 'rejected') assert.match(result.reason.code, /payout_decided|locked_out|something_changed/)
  const state = await stateOf(vendor)
  assert.equal(await freeOf(vendor), state === 'paid' ? 5_000 : 20_000)
  assert.equal(book.size, state === 'paid' ? 1 : 0)
  await healthy()
})

for (const how of ['pays and says nothing', 'is slow', 'loses the call'] as const) {
  test(`a provider that ${how}: unknown is not failed, the poll finds out, and it is paid once`, async () => {
    const vendor = await aVendor()
    const payout = await ask(vendor, 10_000)
    const { book, provider } = pretend(how)
    await agree([payout])

    await sendPayout(errand(), provider, payout.id)
    assert.deepEqual([await stateOf(vendor), await freeOf(vendor)], ['sending', 10_000])
    await Promise.all([pollPayouts(errand(1), provider), pollPayouts(errand(1), provider)])

    assert.equal(await stateOf(vendor), 'paid')
    assert.deepEqual(book.get(payout.id), 9_900)
    await healthy()
  })
}

test('a failed payout and a rejected one are back in the wallet', async () => {
  const [failing, turnedDown] = [await aVendor(), await aVendor()]
  const { provider } = pretend('refuses')
  const [first, second] = [await ask(failing, 10_000), await ask(turnedDown, 10_000)]

  await agree([first])
  await sendPayout(errand(), provider, first.id)
  await open((tx) => rejectPayout(tx, as(boss), { payoutId: second.id, note: 'Please call us.' }))

  assert.deepEqual([await stateOf(failing), await freeOf(failing)], ['failed', 20_000])
  assert.deepEqual([await stateOf(turnedDown), await freeOf(turnedDown)], ['rejected', 20_000])
  assert.equal((await ask(failing, 20_000)).state, 'waiting', 'and may be asked for again')
  await healthy()
})

test('a schedule asks by itself when there is enough, once a turn, and still waits for somebody to agree', async () => {
  const rich = await aVendor()
  const poor = await aVendor({ amountMinor: 4_000 })
  for (const each of [rich, poor]) {
    await setDestination(open, as(each.person), {
      ...account,
      schedule: 'daily',
      side: 'vendor',
      password: testPassword,
    })
  }
  const nextDay = 24 * 60 + 1

  await Promise.all([payOnSchedule(errand(nextDay)), payOnSchedule(errand(nextDay))])

  const [payout] = (await listOwnPayouts(db, as(rich.person), { side: 'vendor' })).items
  assert.deepEqual([payout?.state, payout?.amountMinor, payout?.scheduled], ['waiting', 20_000, true])
  assert.deepEqual((await listOwnPayouts(db, as(poor.person), { side: 'vendor' })).items, [])
})

test('any sequence of asking, agreeing, sending and failing ends where arithmetic says', async () => {
  const step = fc.oneof(
    fc.record({
      step: fc.constant('ask' as const),
      amountMinor: fc.constantFrom(4_999, 5_000, 12_000, 20_000, 30_000),
    }),
    fc.constantFrom({ step: 'pay' as const }, { step: 'fail' as const }, { step: 'reject' as const }),
  )
  const seed = Math.floor(Math.random() * 2 ** 31)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      const vendor = await aVendor()
      const model = { free: 20_000, waiting: undefined as Payout | undefined, out: 0 }
      const paid = pretend('pays')
      for (const asked of steps) {
        if (asked.step === 'ask') {
          const should = !model.waiting && asked.amountMinor >= 5_000 && asked.amountMinor <= model.free
          const payout = await ask(vendor, asked.amountMinor).catch((error: unknown) => {
            assert.ok(error instanceof DomainError)
            return undefined
          })
          assert.equal(payout !== undefined, should)
          if (payout) [model.waiting, model.free] = [payout, model.free - asked.amountMinor]
        } else if (model.waiting) {
          const { id, amountMinor } = model.waiting
          if (asked.step === 'reject')
            await open((tx) => rejectPayout(tx, as(boss), { payoutId: id, note: 'Not now.' }))
          else {
            await agree([model.waiting])
            await sendPayout(errand(), asked.step === 'pay' ? paid.provider : pretend('refuses').provider, id)
          }
          if (asked.step === 'pay') model.out += amountMinor
          else model.free += amountMinor
          model.waiting = undefined
        }
        assert.equal(await freeOf(vendor), model.free)
      }
      assert.equal(
        [...paid.book.values()].reduce((sum, each) => sum + each + 100, 0),
        model.out,
      )
    }),
    { numRuns: 15, seed },
  )
  await healthy()
})
