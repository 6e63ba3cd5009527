// What an order costs from its quote to its settlement: fees, taxes of several rates and tips reach whom they are for.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { assignRider, findViolations, getOrderLedger } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { marketSettings, openMarket } from '@provender/markets/fixtures'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { quoteBasket } from '@provender/catalog'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { walkOrder } from './fixtures.ts'
import { placeOrder } from './place-order.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', {
  serviceFee: { bp: 500, leastMinor: 100, mostMinor: 1000 },
  tips: { suggestedMinor: [200], mostMinor: 5000 },
  tax: {
    ...marketSettings().tax,
    goodsBp: 1000,
    classes: [{ id: 'drinks', bp: 2000, included: false }],
  },
})
const { db, open } = database.market(market.id)

const ada = await aPerson(database, market, { name: 'Ada Lovelace', phone: '+237670000009' })
const ctx = testContext(market, ada.actor)
const odile = await open((tx) => aVendor(tx, { place: { lat: 3.8905, lng: 11.5121 } }))
const fish = await open((tx) => aProduct(tx, odile.id, { priceMinor: 3500 }))
const wine = await open((tx) => aProduct(tx, odile.id, { priceMinor: 4000, name: { en: 'Wine' }, category: 'drinks' }))
await open(async (tx) => {
  await sql`UPDATE catalog.categories SET tax_class = 'drinks' WHERE slug = 'drinks'`.execute(tx)
  await aFullWallet(tx, ada.accountId, { amountMinor: 1_000_000 })
})

const address = { line: 'Rue 1.234, Bastos', place: { lat: 3.8955, lng: 11.5121 } }
const wanted = {
  vendorId: odile.id,
  lines: [
    { productId: fish, quantity: 2 },
    { productId: wine, quantity: 1 },
  ],
  fulfilment: 'delivery' as const,
  tipMinor: 500,
}
/** 11,000 of goods, 900 for the trip, 550 for the service, 800 of tax on the wine, 500 for the rider. */
const totalMinor = 11_000 + 900 + 550 + 800 + 500

test('the quote names each part and its reason, and the order keeps them', async () => {
  const { quote } = await quoteBasket(db, ctx, { ...wanted, place: address.place })
  const order = await open((tx) =>
    placeOrder(tx, ctx, { ...wanted, address, paymentMethod: 'wallet', agreedTotalMinor: quote.totalMinor }),
  )

  assert.equal(quote.totalMinor, totalMinor)
  assert.deepEqual(quote.parts, [
    { code: 'goods', amountMinor: 11_000, facts: {} },
    { code: 'delivery', amountMinor: 900, facts: { distanceM: 723 } },
    { code: 'service', amountMinor: 550, facts: { bp: 500 } },
    { code: 'tax', amountMinor: 636, facts: { bp: 1000, included: true, label: 'VAT' } },
    { code: 'tax', amountMinor: 800, facts: { bp: 2000, included: false, label: 'VAT' } },
    { code: 'tip', amountMinor: 500, facts: {} },
  ])
  assert.deepEqual(order.parts, quote.parts)
  assert.deepEqual([order.taxMinor, order.taxAddedMinor, order.tipMinor], [1436, 800, 500])
})

test('at settlement the rider has fee and tip, the vendor goods and added tax, the platform commission and fees', async () => {
  for (const paymentMethod of ['wallet', 'cash'] as const) {
    const riderId = newId()
    const before = await walletOf(db, 'vendor', odile.id)
    const order = await open((tx) =>
      placeOrder(tx, ctx, { ...wanted, address, paymentMethod, agreedTotalMinor: totalMinor }),
    )

    await open((tx) => assignRider(tx, ctx, { orderId: order.id, riderId }))
    await open((tx) => walkOrder(tx, ctx, order.id, 'accepted', 'preparing', 'ready', 'picked_up', 'delivered'))

    assert.equal(await walletOf(db, 'rider', riderId), 900 + 500)
    assert.equal((await walletOf(db, 'vendor', odile.id)) - before, 11_000 - 1650 + 800)
    const { accounts, entries } = await getOrderLedger(db, ctx, order.id)
    const platform = new Set(accounts.filter(({ ownerKind }) => ownerKind === 'platform').map(({ id }) => id))
    const settled = entries.filter(({ kind }) => kind.endsWith('settlement'))
    const earned = settled.filter(({ accountId }) => platform.has(accountId)).map((each) => each.amountMinor)
    assert.deepEqual(earned.toSorted(), [1650, 550])
  }
  assert.deepEqual(await findViolations(db, ctx), [])
})
