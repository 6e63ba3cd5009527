// Whatever an order costs and whatever is asked of it in whatever order, the ledger agrees with plain arithmetic.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMarket } from '@provender/markets/fixtures'
import { newId } from '@provender/platform/ids'
import { DomainError } from '@provender/platform/errors'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import fc from 'fast-check'
import { assignRider } from './assign-rider.ts'
import { cancelFunds } from './cancel-funds.ts'
import { captureForOrder } from './capture-for-order.ts'
import { findViolations } from './find-violations.ts'
import { aFullWallet, fundsTerms, walletOf } from './fixtures.ts'
import { getOrderFunds, getOrderLedger } from './get-order-ledger.ts'
import { openAndPay, openOrder } from './open-order.ts'
import { payFromWallet } from './pay-from-wallet.ts'
import { settleFunds } from './settle-funds.ts'

const database = await openTestDatabase()
const { db, open } = database.market('reeyo')
const rich = 100_000_000_000
const ctx = testContext(aMarket('reeyo', { riderCashLimitMinor: rich }), { kind: 'system', name: 'test' })

const minor = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 1_000_000_000 }))
const price = fc
  .record({
    goodsMinor: minor,
    deliveryMinor: minor,
    feesMinor: minor,
    taxMinor: minor,
    commissionBp: fc.integer({ min: 0, max: 10_000 }),
    discountBp: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ discountBp, ...parts }) => {
    const whole = parts.goodsMinor + parts.deliveryMinor + parts.feesMinor + parts.taxMinor
    return { ...parts, discountMinor: Math.floor((whole * discountBp) / 10_000) }
  })

for (const payment of ['prepaid', 'cash'] as const) {
  test(`any price, ${payment}, is shared out to the last unit`, async () => {
    await fc.assert(
      fc.asyncProperty(price, async (parts) => {
        const terms = fundsTerms(parts)
        const { orderId, customerId, vendorId } = terms
        const totalMinor =
          parts.goodsMinor + parts.deliveryMinor + parts.feesMinor + parts.taxMinor - parts.discountMinor
        const commissionMinor = Number((BigInt(parts.goodsMinor) * BigInt(parts.commissionBp)) / 10_000n)
        const riderId = newId()
        await open(async (tx) => {
          await aFullWallet(tx, customerId, { amountMinor: rich })
          if (payment === 'prepaid') await openAndPay(tx, ctx, terms)
          else await openOrder(tx, ctx, { ...terms, payment })
          await assignRider(tx, ctx, { orderId, riderId })
        })

        const shares = await open((tx) => settleFunds(tx, ctx, orderId))

        assert.deepEqual(shares, {
          vendorMinor: parts.goodsMinor - commissionMinor + parts.taxMinor,
          riderMinor: parts.deliveryMinor,
          platformMinor: commissionMinor + parts.feesMinor - parts.discountMinor,
        })
        assert.equal(shares.vendorMinor + shares.riderMinor + shares.platformMinor, totalMinor)
        assert.equal(await walletOf(db, 'vendor', vendorId), shares.vendorMinor)
        assert.equal(await walletOf(db, 'rider', riderId), shares.riderMinor)
        assert.equal(await walletOf(db, 'customer', customerId), payment === 'prepaid' ? rich - totalMinor : rich)
        const { entries } = await getOrderLedger(db, ctx, orderId)
        assert.equal(
          entries.reduce((sum, entry) => sum + entry.amountMinor, 0),
          0,
        )
      }),
      { numRuns: 60 },
    )

    assert.deepEqual(await findViolations(db, ctx), [])
  })
}

type Step =
  | { readonly step: 'pay'; readonly amountMinor: number; readonly key: number }
  | { readonly step: 'capture'; readonly amountMinor: number; readonly key: number }
  | { readonly step: 'cancel' }
  | { readonly step: 'settle' }

const amountMinor = fc.constantFrom(1, 2_000, 15_000, 17_000, 20_000)
const key = fc.integer({ min: 1, max: 3 })
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ step: fc.constant('pay' as const), amountMinor, key }) },
    { weight: 3, arbitrary: fc.record({ step: fc.constant('capture' as const), amountMinor, key }) },
    { weight: 1, arbitrary: fc.constantFrom({ step: 'cancel' as const }, { step: 'settle' as const }) },
  ),
  { minLength: 1, maxLength: 12 },
)

/** The ledger in a few lines of arithmetic: an order of 17,000 and its customer's wallet. */
class Model {
  state = 'pending'
  captured = 0
  wallet = 30_000
  readonly done = new Map<string, number>()

  /** Answers whether the ledger should have agreed. */
  apply(asked: Step): boolean {
    if (asked.step === 'settle') return this.#settle()
    if (asked.step === 'cancel') return this.#cancel()

    const name = `${asked.step} ${asked.key}`
    const before = this.done.get(name)
    if (before !== undefined) return before === asked.amountMinor
    if (
      asked.step === 'pay' &&
      (this.state !== 'pending' || asked.amountMinor > Math.min(this.#lacking, this.wallet))
    ) {
      return false
    }
    this.done.set(name, asked.amountMinor)
    const toOrder = this.state === 'pending' ? Math.min(asked.amountMinor, this.#lacking) : 0
    this.wallet += asked.step === 'pay' ? -toOrder : asked.amountMinor - toOrder
    this.captured += toOrder
    if (this.state === 'pending' && this.#lacking === 0) this.state = 'paid'

    return true
  }

  get #lacking(): number {
    return 17_000 - this.captured
  }

  #settle(): boolean {
    if (this.state === 'paid') this.state = 'delivered'
    return this.state === 'delivered'
  }

  #cancel(): boolean {
    if (this.state === 'delivered') return false
    if (this.state !== 'cancelled') this.wallet += this.captured
    this.state = 'cancelled'
    return true
  }
}

test('any sequence of payments, captures, cancellation and settlement ends where arithmetic says', async () => {
  let refusals = 0
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const terms = fundsTerms()
      const { orderId, customerId } = terms
      const model = new Model()
      await open(async (tx) => {
        await aFullWallet(tx, customerId, { amountMinor: model.wallet })
        await openOrder(tx, ctx, { ...terms, payment: 'prepaid' })
        await assignRider(tx, ctx, { orderId, riderId: newId() })
      })

      for (const asked of sequence) {
        const agreed = await open(async (tx) => {
          if (asked.step === 'settle') return settleFunds(tx, ctx, orderId)
          if (asked.step === 'cancel') return cancelFunds(tx, ctx, orderId)
          if (asked.step === 'pay')
            return payFromWallet(tx, ctx, { orderId, amountMinor: asked.amountMinor, key: String(asked.key) })
          const providerTransaction = `${orderId} ${asked.key}`
          return captureForOrder(tx, ctx, {
            orderId,
            provider: 'mtn',
            providerTransaction,
            amountMinor: asked.amountMinor,
            currency: 'XAF',
          })
        }).then(
          () => true,
          (error: unknown) => {
            assert.ok(error instanceof DomainError, String(error))
            refusals += 1
            return false
          },
        )

        assert.equal(agreed, model.apply(asked), JSON.stringify(asked))
        const funds = await getOrderFunds(db, ctx, orderId)
        assert.deepEqual([funds.state, funds.capturedMinor], [model.state, model.captured])
        assert.equal(await walletOf(db, 'customer', customerId), model.wallet)
      }
    }),
    { numRuns: 80 },
  )

  assert.ok(refusals > 0)
  assert.deepEqual(await findViolations(db, ctx), [])
})
