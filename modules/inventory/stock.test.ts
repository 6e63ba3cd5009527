// Stock under pressure: never oversold, never below zero, given back once, and seen by its own market only.
import { systemContext } from '@provender/platform/context'
import { type Tx, sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase } from '@provender/platform/testing'
import { aMarket } from '@provender/markets/fixtures'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countStock, stockShelves } from './count-stock.ts'
import { stockChanged, stockReserved } from './events.ts'
import { aShelf, lookAtShelf, reservationsOf } from './fixtures.ts'
import { keepReservation } from './keep-reservation.ts'
import { releaseLapsed } from './release-lapsed.ts'
import { releaseStock } from './release-stock.ts'
import { reserveStock } from './reserve-stock.ts'
import { takeStock } from './take-stock.ts'
import { Value } from 'typebox/value'

const database = await openTestDatabase()
const market = aMarket('reeyo')
const { db, open } = database.market(market.id)
const noon = new Date('2026-06-15T12:00:00Z')
const ctx = systemContext(market, 'test', noon)
const minutesFrom = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

type Line = { productId: string; quantity: number }
const aProduct = async (onHand: number) => {
  const productId = newId()
  await open((tx) => aShelf(tx, productId, onHand))
  return productId
}
const reserve = (orderId: string, lines: Line[], until: Date | null = null) =>
  open((tx) => reserveStock(tx, ctx, { orderId, lines, until }))
/** 'done', or the code of the "no". */
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )
const announced = async (work: (tx: Tx) => Promise<unknown>) => {
  const { rows: before } = await sql<{
    last: number
  }>`SELECT coalesce(max(position), 0) AS last FROM events.log`.execute(db)
  await open(work)
  const { rows } = await sql<{ name: string; payload: unknown }>`
    SELECT name, payload FROM events.log WHERE position > ${before[0]?.last ?? 0} ORDER BY position
  `.execute(db)
  return rows
}

test('fifty buyers at once want ten portions, one each: exactly ten get one', async () => {
  const productId = await aProduct(10)

  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => outcome(reserve(newId(), [{ productId, quantity: 1 }]))),
  )

  assert.equal(outcomes.filter((each) => each === 'done').length, 10)
  assert.equal(outcomes.filter((each) => each === 'inventory.sold_out').length, 40)
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 10, reserved: 10 })
})

test('baskets that share products in opposite order neither deadlock nor oversell', async () => {
  const [fish, rice, plantain] = [await aProduct(20), await aProduct(15), await aProduct(12)]
  const baskets = Array.from({ length: 40 }, (_, index) => {
    const lines = [fish, rice, plantain].map((productId) => ({ productId, quantity: 1 + (index % 2) }))
    return index % 3 === 0 ? lines.reverse() : lines
  })

  const outcomes = await Promise.all(baskets.map((lines) => outcome(reserve(newId(), lines))))

  const sold = baskets
    .filter((_, index) => outcomes[index] === 'done')
    .reduce((total, [line]) => total + (line?.quantity ?? 0), 0)
  for (const [productId, onHand] of [
    [fish, 20],
    [rice, 15],
    [plantain, 12],
  ] as const) {
    assert.deepEqual(await lookAtShelf(db, productId), { onHand, reserved: sold })
  }
  assert.ok(sold === 11 || sold === 12)
})

test('two lines of one product are one demand', async () => {
  const productId = await aProduct(5)
  const orderId = newId()
  const twoLines = (quantity: number) => [
    { productId, quantity: 3 },
    { productId, quantity },
  ]

  await assert.rejects(reserve(orderId, twoLines(3)), {
    code: 'inventory.sold_out',
    facts: { productIds: [productId], available: { [productId]: 5 } },
  })
  await reserve(orderId, twoLines(2))

  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 5, reserved: 5 })
  assert.deepEqual(await reservationsOf(db, orderId), { [productId]: 'held 5' })
})

test('all of a basket is reserved, or nothing of it', async () => {
  const [plenty, scarce] = [await aProduct(100), await aProduct(1)]
  const orderId = newId()

  // Caught inside the transaction: even then nothing may have been reserved.
  await open(async (tx) => {
    const lines = [
      { productId: plenty, quantity: 2 },
      { productId: scarce, quantity: 2 },
    ]
    assert.equal(await outcome(reserveStock(tx, ctx, { orderId, lines, until: null })), 'inventory.sold_out')
  })

  assert.deepEqual(await lookAtShelf(db, plenty), { onHand: 100, reserved: 0 })
  assert.deepEqual(await reservationsOf(db, orderId), {})
})

test('what is made to order is not reserved, and never sold out', async () => {
  const [madeToOrder, counted] = [newId(), await aProduct(3)]
  const orderId = newId()

  await reserve(orderId, [
    { productId: madeToOrder, quantity: 99 },
    { productId: counted, quantity: 1 },
  ])

  assert.deepEqual(await reservationsOf(db, orderId), { [counted]: 'held 1' })
  assert.equal(await lookAtShelf(db, madeToOrder), undefined)
})

test('a reservation is announced, and so is the last one, in words the catalogue of events knows', async () => {
  const productId = await aProduct(3)
  const [first, last] = [newId(), newId()]

  const news = [
    ...(await announced((tx) =>
      reserveStock(tx, ctx, { orderId: first, lines: [{ productId, quantity: 2 }], until: null }),
    )),
    ...(await announced((tx) =>
      reserveStock(tx, ctx, { orderId: last, lines: [{ productId, quantity: 1 }], until: null }),
    )),
    ...(await announced((tx) =>
      reserveStock(tx, ctx, { orderId: newId(), lines: [{ productId: newId(), quantity: 1 }], until: null }),
    )),
  ]

  assert.deepEqual(news, [
    { name: stockReserved.name, payload: { orderId: first, lines: [{ productId, quantity: 2 }] } },
    { name: stockReserved.name, payload: { orderId: last, lines: [{ productId, quantity: 1 }] } },
    { name: stockChanged.name, payload: { products: [{ productId, available: 0 }] } },
  ])
  assert.ok(Value.Check(stockReserved.payload, news[0]?.payload))
  assert.ok(Value.Check(stockChanged.payload, news[2]?.payload))
})

test('released twice is released once', async () => {
  const productId = await aProduct(4)
  const [one, other] = [newId(), newId()]
  await reserve(one, [{ productId, quantity: 2 }])
  await reserve(other, [{ productId, quantity: 2 }])

  const first = await announced((tx) => releaseStock(tx, ctx, one))
  const second = await announced((tx) => releaseStock(tx, ctx, one))

  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 4, reserved: 2 })
  assert.deepEqual(await reservationsOf(db, one), { [productId]: 'released 2' })
  assert.deepEqual(first, [{ name: stockChanged.name, payload: { products: [{ productId, available: 2 }] } }])
  assert.deepEqual(second, [])
})

test('ten who release one order at once release it once', async () => {
  const productId = await aProduct(4)
  const orderId = newId()
  await reserve(orderId, [{ productId, quantity: 3 }])
  await reserve(newId(), [{ productId, quantity: 1 }])

  await Promise.all(Array.from({ length: 10 }, () => open((tx) => releaseStock(tx, ctx, orderId))))

  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 4, reserved: 1 })
})

test('what is taken leaves the shelf once and does not come back', async () => {
  const productId = await aProduct(6)
  const orderId = newId()
  await reserve(orderId, [{ productId, quantity: 4 }])

  await open((tx) => takeStock(tx, ctx, orderId))
  await open((tx) => takeStock(tx, ctx, orderId))
  await open((tx) => releaseStock(tx, ctx, orderId))

  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 2, reserved: 0 })
  assert.deepEqual(await reservationsOf(db, orderId), { [productId]: 'taken 4' })
})

test('an order nobody came back to gives its goods back, after a grace; a kept one does not', async () => {
  const productId = await aProduct(9)
  const [lapsed, kept, recent] = [newId(), newId(), newId()]
  await reserve(lapsed, [{ productId, quantity: 2 }], minutesFrom(-16))
  await reserve(kept, [{ productId, quantity: 3 }], minutesFrom(-16))
  await reserve(recent, [{ productId, quantity: 4 }], minutesFrom(-14))
  await open((tx) => keepReservation(tx, ctx, kept))

  await Promise.all([1, 2, 3].map(() => releaseLapsed({ db, open, ctx })))

  assert.deepEqual(await reservationsOf(db, lapsed), { [productId]: 'released 2' })
  assert.deepEqual(await reservationsOf(db, kept), { [productId]: 'held 3' })
  assert.deepEqual(await reservationsOf(db, recent), { [productId]: 'held 4' })
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 9, reserved: 7 })
})

test('keeping what has lapsed is an honest no', async () => {
  const productId = await aProduct(1)
  const orderId = newId()
  await reserve(orderId, [{ productId, quantity: 1 }], minutesFrom(-60))
  await releaseLapsed({ db, open, ctx })

  await assert.rejects(
    open((tx) => keepReservation(tx, ctx, orderId)),
    { code: 'inventory.reservation_lapsed', facts: { orderId } },
  )
  await open((tx) => keepReservation(tx, ctx, newId()))
})

test('a count says what lies there; less than what is promised is refused', async () => {
  const productId = await aProduct(10)
  await reserve(newId(), [{ productId, quantity: 4 }])

  const counted = await open((tx) => countStock(tx, ctx, { productId, onHand: 5 }))
  const refused = await outcome(open((tx) => countStock(tx, ctx, { productId, onHand: 3 })))
  const uncounted = await outcome(open((tx) => countStock(tx, ctx, { productId, onHand: null })))

  assert.deepEqual(counted, { productId, onHand: 5, reserved: 4, available: 1 })
  assert.equal(refused, 'inventory.promised_already')
  assert.equal(uncounted, 'inventory.promised_already')
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 5, reserved: 4 })
})

test('a product may become made to order, and be counted again', async () => {
  const productId = await aProduct(2)

  const free = await open((tx) => countStock(tx, ctx, { productId, onHand: null }))
  await reserve(newId(), [{ productId, quantity: 50 }])
  const news = await announced((tx) => countStock(tx, ctx, { productId, onHand: 7 }))

  assert.deepEqual(free, { productId, onHand: null, reserved: 0, available: null })
  assert.deepEqual(news, [{ name: stockChanged.name, payload: { products: [{ productId, available: 7 }] } }])
})

test('a shelf that is there keeps its count when many are put up', async () => {
  const [old, fresh] = [await aProduct(3), newId()]

  await open((tx) =>
    stockShelves(tx, ctx, [
      { productId: old, onHand: 80 },
      { productId: fresh, onHand: 8 },
    ]),
  )

  assert.deepEqual(await lookAtShelf(db, old), { onHand: 3, reserved: 0 })
  assert.deepEqual(await lookAtShelf(db, fresh), { onHand: 8, reserved: 0 })
})

test('another market neither sees the shelf nor sells from it', async () => {
  const productId = await aProduct(5)
  const elsewhere = database.market('harvest')
  const orderId = newId()

  await elsewhere.open((tx) => reserveStock(tx, ctx, { orderId, lines: [{ productId, quantity: 5 }], until: null }))
  const { rows } = await sql`SELECT * FROM inventory.availability`.execute(elsewhere.db)

  assert.deepEqual(rows, [])
  assert.deepEqual(await reservationsOf(elsewhere.db, orderId), {})
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 5, reserved: 0 })
})

test('whatever orders do, the shelf holds what a child with pencil and paper would say', async () => {
  const steps = fc.array(
    fc.record({
      order: fc.integer({ min: 0, max: 5 }),
      what: fc.constantFrom('reserve', 'release', 'take', 'keep', 'count'),
      quantity: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 25 },
  )

  await fc.assert(
    fc.asyncProperty(steps, async (life) => {
      const productId = await aProduct(10)
      const orders = Array.from({ length: 6 }, () => newId())
      const paper = { onHand: 10, held: new Map<string, number>() }
      const promised = () => [...paper.held.values()].reduce((total, each) => total + each, 0)
      const known = new Set<string>()

      for (const { order, what, quantity } of life) {
        const orderId = orders[order] as string
        const held = paper.held.get(orderId) ?? 0
        if (what === 'reserve') {
          if (known.has(orderId)) continue
          const fits = promised() + quantity <= paper.onHand
          assert.equal(await outcome(reserve(orderId, [{ productId, quantity }])), fits ? 'done' : 'inventory.sold_out')
          if (fits) paper.held.set(orderId, quantity)
          if (fits) known.add(orderId)
        } else if (what === 'count') {
          const fits = promised() <= quantity
          const counted = await outcome(open((tx) => countStock(tx, ctx, { productId, onHand: quantity })))
          assert.equal(counted, fits ? 'done' : 'inventory.promised_already')
          if (fits) paper.onHand = quantity
        } else if (what === 'keep') {
          await outcome(open((tx) => keepReservation(tx, ctx, orderId)))
        } else {
          await open((tx) => (what === 'take' ? takeStock(tx, ctx, orderId) : releaseStock(tx, ctx, orderId)))
          if (what === 'take') paper.onHand -= held
          paper.held.delete(orderId)
        }
        assert.deepEqual(await lookAtShelf(db, productId), { onHand: paper.onHand, reserved: promised() })
      }
    }),
    { numRuns: 40 },
  )
})

test('the database itself refuses a shelf below zero or promised beyond what lies there', async () => {
  const productId = await aProduct(2)
  const force = (change: ReturnType<typeof sql>) =>
    open((tx) => sql`UPDATE inventory.stock SET ${change} WHERE product_id = ${productId}`.execute(tx))

  await assert.rejects(force(sql`reserved = 3`), { constraint: 'stock__never_oversold' })
  await assert.rejects(force(sql`reserved = -1`), { constraint: 'stock__reserved_not_negative' })
  await assert.rejects(force(sql`on_hand = -1`), { constraint: 'stock__never_oversold' })
})
