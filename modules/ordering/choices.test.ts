// Choices on their way from cart to kitchen: lines of their own, checked again on placing, and never sold twice.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { aShelf, lookAtShelf, reservationsOf } from '@provender/inventory/fixtures'
import { countStock } from '@provender/inventory'
import { aFullWallet } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import type { LocalText } from '@provender/markets'
import { sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountOwner } from './cart.ts'
import { putCartLine } from './change-cart.ts'
import { getCart } from './get-cart.ts'
import { getOrder } from './get-order.ts'
import { placeOrder } from './place-order.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'choices')
const { db, open } = database.market(market.id)
const odile = await open((tx) => aVendor(tx))
const somebody = async () => {
  const person = await aPerson(database, market)
  await open((tx) => aFullWallet(tx, person.accountId, { amountMinor: 100_000 }))
  return { ...person, ctx: testContext(market, person.actor) }
}
const ada = await somebody()
/** Moves on with every change of a cart, so that lines come in the order they were put in. */
let minutes = 0

const optionOf = (name: LocalText, priceMinor = 0, productId: string | null = null) => ({
  id: newId(),
  name,
  priceMinor,
  productId,
  listed: true,
})
const bounds = { min: 0, max: 1, each: 1 }
const beef = optionOf({ en: 'Beef', fr: 'Bœuf' })
const prawns = optionOf({ en: 'Prawns', fr: 'Crevettes' }, 1500)
const onion = optionOf({ en: 'Onion', fr: 'Oignon' })
const meat = { id: newId(), kind: 'choice' as const, name: { en: 'Meat' }, ...bounds, min: 1, options: [beef, prawns] }
const without = { id: newId(), kind: 'without' as const, name: { en: 'Without' }, ...bounds, options: [onion] }
const rice = await open((tx) =>
  aProduct(tx, odile.id, { name: { en: 'Rice' }, priceMinor: 2000, optionGroups: [meat, without] }),
)

const put = (line: { productId: string; quantity: number; choices?: string[] }, { ctx, accountId } = ada) =>
  open((tx) =>
    putCartLine(
      tx,
      { ...ctx, at: new Date(ctx.at.getTime() + ++minutes * 60_000) },
      { ...line, owner: accountOwner(accountId), fulfilment: 'pickup' },
    ),
  )
const place = (
  lines: { productId: string; quantity: number; choices?: string[] }[],
  agreedTotalMinor: number,
  { ctx } = ada,
) =>
  open((tx) =>
    placeOrder(tx, ctx, {
      vendorId: odile.id,
      lines,
      fulfilment: 'pickup',
      paymentMethod: 'wallet',
      agreedTotalMinor,
    }),
  )
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )

test('the same dish chosen in two ways is two lines, however the choices are ordered', async () => {
  await put({ productId: rice, quantity: 1, choices: [prawns.id, onion.id] })
  await put({ productId: rice, quantity: 2, choices: [beef.id] })
  const cart = await put({ productId: rice, quantity: 3, choices: [onion.id, prawns.id] })

  assert.deepEqual(
    cart.lines.map(({ choices, quantity, totalMinor }) => [choices.map(({ name }) => name), quantity, totalMinor]),
    [
      [['Prawns', 'Onion'], 3, 10_500],
      [['Beef'], 2, 4000],
    ],
  )
  assert.equal(cart.quote?.totalMinor, 14_500)
  assert.deepEqual(await getCart(db, ada.ctx, { vendorId: odile.id, fulfilment: 'pickup' }), cart)

  const less = await put({ productId: rice, quantity: 0, choices: [beef.id] })
  assert.deepEqual(
    less.lines.map(({ choiceIds }) => choiceIds),
    [[onion.id, prawns.id].sort()],
  )
})

test('what does not fit does not come into a cart, and what no longer fits says so there', async () => {
  assert.equal(await refusal(put({ productId: rice, quantity: 1 })), 'pricing.choices_do_not_fit')
  assert.equal(await refusal(put({ productId: rice, quantity: 1, choices: [newId()] })), 'pricing.choice_gone')

  const { ctx, ...bo } = await somebody()
  await put({ productId: rice, quantity: 1, choices: [prawns.id] }, { ...bo, ctx })
  const groups = [{ ...meat, options: [beef, { ...prawns, listed: false }] }, without]
  await rewrite(rice, groups)
  const gone = await getCart(db, ctx, { vendorId: odile.id })
  await rewrite(rice, [{ ...meat, min: 2, max: 2 }, without])
  const few = await getCart(db, ctx, { vendorId: odile.id })
  await rewrite(rice, [meat, without])

  assert.deepEqual([gone.lines[0]?.problem, gone.quote], ['choice_gone', null])
  assert.equal(few.lines[0]?.problem, 'choose')
})

test('an order keeps what was chosen as it was called, and its price explains itself', async () => {
  const lines = [{ productId: rice, quantity: 2, choices: [onion.id, prawns.id] }]

  const placed = await place(lines, 7000)
  await rewrite(rice, [])
  const kept = await getOrder(db, ada.ctx, { orderId: placed.id, side: 'customer' })
  await rewrite(rice, [meat, without])

  assert.deepEqual(kept.lines, [
    {
      productId: rice,
      name: 'Rice',
      choices: [
        { optionId: prawns.id, kind: 'choice', group: 'Meat', name: 'Prawns', priceMinor: 1500 },
        { optionId: onion.id, kind: 'without', group: 'Without', name: 'Onion', priceMinor: 0 },
      ],
      unitPriceMinor: 3500,
      quantity: 2,
      totalMinor: 7000,
      discountMinor: 0,
      note: null,
    },
  ])
  assert.equal(await refusal(place(lines, 4000)), 'ordering.price_moved')
  assert.equal(await refusal(place([{ productId: rice, quantity: 1 }], 2000)), 'pricing.choices_do_not_fit')
})

test('a drink sold alone and in a combo has one stock: ten bottles, thirty buyers, ten of them get one', async () => {
  const drink = await open((tx) => aProduct(tx, odile.id, { name: { en: 'Drink' }, priceMinor: 500, onHand: 10 }))
  const part = optionOf({ en: 'Drink' }, 0, drink)
  const group = { ...meat, id: newId(), options: [part] }
  const combo = await open((tx) =>
    aProduct(tx, odile.id, { name: { en: 'Combo' }, priceMinor: 3000, optionGroups: [group] }),
  )
  const buyers = await Promise.all(Array.from({ length: 30 }, somebody))

  const outcomes = await Promise.all(
    buyers.map((buyer, index) =>
      refusal(
        index % 2 === 0
          ? place([{ productId: drink, quantity: 1 }], 500, buyer)
          : place([{ productId: combo, quantity: 1, choices: [part.id] }], 3000, buyer),
      ),
    ),
  )

  assert.equal(outcomes.filter((each) => each === 'done').length, 10)
  assert.equal(outcomes.filter((each) => each === 'inventory.sold_out').length, 20)
  assert.deepEqual(await lookAtShelf(db, drink), { onHand: 10, reserved: 10 })
})

test('two lines that share an option are one demand in the cart, on placing and on the shelf', async () => {
  await open((tx) => aShelf(tx, prawns.id, 3))
  const lines = [
    { productId: rice, quantity: 2, choices: [prawns.id] },
    { productId: rice, quantity: 2, choices: [prawns.id, onion.id] },
  ]
  const { ctx, ...bo } = await somebody()
  for (const line of lines) await put(line, { ...bo, ctx })

  const cart = await getCart(db, ctx, { vendorId: odile.id })
  assert.deepEqual(
    cart.lines.map(({ problem, available }) => [problem, available]),
    [
      ['too_few', 3],
      ['too_few', 3],
    ],
  )
  assert.equal(await refusal(place(lines, 14_000, { ...bo, ctx })), 'inventory.sold_out')

  await open((tx) => countStock(tx, ctx, { productId: prawns.id, onHand: 4 }))
  const placed = await place(lines, 14_000, { ...bo, ctx })
  assert.deepEqual(await reservationsOf(db, placed.id), { [prawns.id]: 'held 4' })
})

/** As a vendor would, behind the back of whoever has it in a cart. */
async function rewrite(productId: string, groups: unknown) {
  await open((tx) =>
    sql`UPDATE catalog.products SET option_groups = ${JSON.stringify(groups)}::jsonb,
          option_stock = ${productId === rice ? [beef.id, prawns.id, onion.id] : []}::uuid[] WHERE id = ${productId}`.execute(
      tx,
    ),
  )
}
