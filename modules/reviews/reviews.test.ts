// Reviews: by who bought it, once, honest while many write at once; answered, reported, hidden, and told to who ranks.
import { findVendors } from '@provender/catalog'
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { subscribers as catalogSubscribers } from '@provender/catalog/wiring'
import { openMarket } from '@provender/markets/fixtures'
import type { OrderState } from '@provender/ordering'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { type Tx, sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { startConsumers } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerReview, moderateReview, reportReview } from './judge-review.ts'
import { listAllReviews, listOwnReviews, listProductReviews, listVendorReviews } from './list-reviews.ts'
import { foldedText, shownName, whyNotText } from './review.ts'
import { editReview, getOwnReview, writeReview } from './write-review.ts'

const database = await openTestDatabase()
const noon = new Date('2026-06-15T12:00:00Z')
const code = (wanted: string) => (error: unknown) => error instanceof DomainError && error.code === wanted
const after = (days: number) => new Date(noon.getTime() + days * 86_400_000)
const collected = ['accepted', 'preparing', 'ready', 'collected'] as const

type Walk = readonly Exclude<OrderState, 'awaiting_payment'>[]

/** A market of its own: one kitchen with two dishes, and people who buy of it. */
async function aTown() {
  const market = await openMarket(database, `town-${newId().slice(-8)}`)
  const { db, open } = database.market(market.id)
  const as = (actor: Actor, at = noon): Context => testContext(market, actor, { at })
  const { vendor, soup, cake } = await open(async (tx) => {
    const kitchen = await aVendor(tx, { name: 'Chez Odile' })
    const [first, second] = [await aProduct(tx, kitchen.id, { name: { en: 'Soup' } }), await aProduct(tx, kitchen.id)]
    return { vendor: kitchen, soup: first, cake: second }
  })
  const line = (productId: string, name: string) => ({
    productId,
    name,
    choices: [],
    unitPriceMinor: 2500,
    discountMinor: 0,
    quantity: 1,
    totalMinor: 2500,
    note: null,
  })
  const buy = (who: Context, walk: Walk = collected) =>
    open(async (tx: Tx) => {
      const order = await anOrder(tx, who, {
        vendorId: vendor.id,
        fulfilment: 'pickup',
        customerName: 'Sandrine Ebongue',
        lines: [line(soup, 'Soup'), line(cake, 'Cake')] as never,
      })
      await walkOrder(tx, who, order.id, ...walk)
      return order.id
    })
  const customer = () => as({ kind: 'account', accountId: newId(), roles: ['customer'], vendorIds: [] })
  const clerk = as({ kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [vendor.id] })
  const admin = as({ kind: 'account', accountId: newId(), roles: ['admin'], vendorIds: [] })
  const told = async () => {
    const { rows } = await sql<{ payload: { subject: string; ratingHundredths: number; ratings: number } }>`
      SELECT payload FROM events.log WHERE name = 'reviews.standing_changed' AND payload->>'subject' = 'vendor'
      ORDER BY position DESC LIMIT 1`.execute(db)
    return rows[0] && [rows[0].payload.ratingHundredths, rows[0].payload.ratings]
  }

  return { market, db, open, as, vendor, soup, cake, buy, customer, clerk, admin, told }
}

test('who got an order says how it was, and everybody reads it', async () => {
  const { db, open, vendor, soup, buy, customer, as, told } = await aTown()
  const ada = customer()
  const orderId = await buy(ada)
  assert.deepEqual(await getOwnReview(db, ada, { orderId }), {
    review: null,
    mayWrite: true,
    mayEditUntil: null,
    hasRider: false,
  })

  const written = await open((tx) =>
    writeReview(tx, ada, { orderId, rating: 5, text: ' Warm and quick. ', products: [{ productId: soup, rating: 4 }] }),
  )

  assert.deepEqual(
    { ...written, id: '', products: written.products.map(({ name, rating }) => [name, rating]) },
    {
      id: '',
      author: 'Sandrine E.',
      rating: 5,
      vendorRating: 5,
      riderRating: null,
      text: 'Warm and quick.',
      pictures: [],
      products: [['Soup', 4]],
      writtenAt: noon.toISOString(),
      editedAt: null,
      answer: null,
      orderId,
      vendorId: vendor.id,
      hiddenReason: null,
      reports: [],
    },
  )
  const visitor = as({ kind: 'anonymous' })
  const page = await listVendorReviews(db, visitor, { vendorId: vendor.id })
  assert.deepEqual(page.standing, { ratings: 1, average: 4, stars: [0, 0, 0, 0, 1] })
  assert.deepEqual(
    page.items.map(({ author, text }) => [author, text]),
    [['Sandrine E.', 'Warm and quick.']],
  )
  assert.ok(!JSON.stringify(page).includes(orderId), 'the public does not learn of the order')
  const ofSoup = await listProductReviews(db, visitor, { productId: soup })
  assert.deepEqual([ofSoup.standing.stars, ofSoup.items.length], [[0, 0, 0, 1, 0], 1])
  assert.deepEqual(await told(), [400, 1])
  assert.equal((await getOwnReview(db, ada, { orderId })).mayEditUntil, after(7).toISOString())
})

test('nobody reviews what is not theirs, has not come, was not in it, or twice', async () => {
  const { open, buy, customer, soup } = await aTown()
  const [ada, bob] = [customer(), customer()]
  const orderId = await buy(ada)
  const underWay = await buy(ada, ['accepted'])
  const cancelled = await buy(ada, ['declined'])
  const write = (who: Context, input: Partial<Parameters<typeof writeReview>[2]>) =>
    open((tx) => writeReview(tx, who, { orderId, rating: 4, ...input }))

  await assert.rejects(write(bob, {}), code('ordering.order_unknown'))
  await assert.rejects(write(ada, { orderId: newId() }), code('ordering.order_unknown'))
  await assert.rejects(write(ada, { orderId: underWay }), code('reviews.not_received'))
  await assert.rejects(write(ada, { orderId: cancelled }), code('reviews.not_received'))
  await assert.rejects(write(ada, { products: [{ productId: newId(), rating: 3 }] }), code('reviews.not_ordered'))
  const twice = [1, 2].map(() => ({ productId: soup, rating: 3 }))
  await assert.rejects(write(ada, { products: twice }), code('reviews.not_ordered'))
  await assert.rejects(write(ada, { riderRating: 5 }), code('reviews.no_rider'))
  await assert.rejects(write(ada, { pictures: [`photo:${newId()}`] }), code('media.picture_unknown'))
  await write(ada, {})
  await assert.rejects(write(ada, {}), code('reviews.reviewed_already'))
})

test('pressed twice at once, one review is written and the other is told so', async () => {
  const { db, open, buy, customer, vendor } = await aTown()
  const ada = customer()
  const orderId = await buy(ada)

  const outcomes = await Promise.allSettled(
    [1, 2, 3, 4].map(() => open((tx) => writeReview(tx, ada, { orderId, rating: 5 }))),
  )

  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  assert.equal(refused.length, 3)
  for (const { reason } of refused) assert.ok(code('reviews.reviewed_already')(reason), String(reason))
  assert.equal((await listVendorReviews(db, ada, { vendorId: vendor.id })).standing.ratings, 1)
})

test('twenty people write at once, and every star is counted', async () => {
  const { db, open, buy, customer, vendor, soup, told } = await aTown()
  const people = Array.from({ length: 20 }, (_, n) => ({ who: customer(), rating: 1 + (n % 5) }))
  const orders: string[] = []
  for (const { who } of people) orders.push(await buy(who))

  await Promise.all(
    people.map(({ who, rating }, n) =>
      open((tx) =>
        writeReview(tx, who, {
          orderId: orders[n] as string,
          rating,
          products: [{ productId: soup, rating: 6 - rating }],
        }),
      ),
    ),
  )

  const { standing } = await listVendorReviews(db, people[0]?.who as Context, { vendorId: vendor.id })
  assert.deepEqual(standing, { ratings: 20, average: 3.2, stars: [4, 4, 4, 4, 4] })
  assert.deepEqual((await listProductReviews(db, people[0]?.who as Context, { productId: soup })).standing.ratings, 20)
  assert.deepEqual(await told(), [316, 20])
})

test('a review can be changed for seven days, and its stars with it', async () => {
  const { db, open, buy, customer, vendor, soup, cake, told } = await aTown()
  const ada = customer()
  const orderId = await buy(ada)
  await assert.rejects(
    open((tx) => editReview(tx, ada, { orderId, rating: 1 })),
    code('reviews.review_unknown'),
  )
  await open((tx) => writeReview(tx, ada, { orderId, rating: 5, products: [{ productId: soup, rating: 5 }] }))

  const late = { ...ada, at: after(6.9) }
  const edited = await open((tx) =>
    editReview(tx, late, {
      orderId,
      rating: 2,
      vendorRating: 3,
      text: 'Cold later.',
      products: [{ productId: cake, rating: 1 }],
    }),
  )

  assert.deepEqual([edited.rating, edited.vendorRating, edited.editedAt], [2, 3, after(6.9).toISOString()])
  assert.deepEqual((await listVendorReviews(db, ada, { vendorId: vendor.id })).standing.stars, [0, 0, 1, 0, 0])
  assert.equal((await listProductReviews(db, ada, { productId: soup })).standing.ratings, 0)
  assert.equal((await listProductReviews(db, ada, { productId: cake })).standing.ratings, 1)
  assert.deepEqual(await told(), [367, 1])
  await assert.rejects(
    open((tx) => editReview(tx, { ...ada, at: after(7) }, { orderId, rating: 5 })),
    code('reviews.edit_too_late'),
  )
})

test('the vendor answers, and only what was said of it', async () => {
  const { db, open, buy, customer, clerk, as, vendor } = await aTown()
  const ada = customer()
  const { id: reviewId } = await open(async (tx) => writeReview(tx, ada, { orderId: await buy(ada), rating: 2 }))
  const stranger = as({ kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [newId()] })

  await assert.rejects(
    open((tx) => answerReview(tx, stranger, { reviewId, text: 'Not ours' })),
    code('reviews.review_unknown'),
  )
  await assert.rejects(
    open((tx) => answerReview(tx, clerk, { reviewId, text: 'Write to www.odile.example' })),
    code('reviews.text_like_spam'),
  )
  assert.equal((await listOwnReviews(db, clerk, { unanswered: true })).items.length, 1)
  await open((tx) => answerReview(tx, clerk, { reviewId, text: 'Sorry, the oven was slow.' }))

  const [shown] = (await listVendorReviews(db, ada, { vendorId: vendor.id })).items
  assert.deepEqual(shown?.answer, { text: 'Sorry, the oven was slow.', at: noon.toISOString() })
  assert.equal((await listOwnReviews(db, clerk, { unanswered: true })).items.length, 0)
  await open((tx) => answerReview(tx, clerk, { reviewId, text: null }))
  assert.equal((await listVendorReviews(db, ada, { vendorId: vendor.id })).items[0]?.answer, null)
})

test('what is reported waits for the market; what it hides counts for nothing and says why to who it concerns', async () => {
  const { db, open, buy, customer, clerk, admin, vendor, told } = await aTown()
  const [ada, bob] = [customer(), customer()]
  const orderId = await buy(ada)
  const { id: reviewId } = await open((tx) =>
    writeReview(tx, ada, { orderId, rating: 1, text: 'They are all thieves.' }),
  )
  await open(async (tx) => writeReview(tx, bob, { orderId: await buy(bob), rating: 5 }))

  await open((tx) => reportReview(tx, bob, { reviewId, reason: 'Rude' }))
  await open((tx) => reportReview(tx, bob, { reviewId, reason: 'Very rude' }))
  await open((tx) => reportReview(tx, clerk, { reviewId, reason: 'Untrue', asVendor: true }))
  const queue = await listAllReviews(db, admin, {})
  assert.deepEqual(
    queue.items.map(({ id, reports }) => [id, reports.map(({ reason }) => reason).sort()]),
    [[reviewId, ['Untrue', 'Very rude']]],
  )

  const hidden = await open((tx) => moderateReview(tx, admin, { reviewId, hiddenReason: 'Insulting' }))
  assert.deepEqual([hidden.hiddenReason, hidden.reports], ['Insulting', []])
  assert.deepEqual((await listVendorReviews(db, ada, { vendorId: vendor.id })).standing.stars, [0, 0, 0, 0, 1])
  assert.equal((await getOwnReview(db, ada, { orderId })).review?.hiddenReason, 'Insulting')
  assert.equal((await listOwnReviews(db, clerk, {})).items.find(({ id }) => id === reviewId)?.hiddenReason, 'Insulting')
  assert.deepEqual([(await listAllReviews(db, admin, {})).items.length, await told()], [0, [400, 1]])
  await assert.rejects(
    open((tx) => reportReview(tx, bob, { reviewId, reason: 'Again' })),
    code('reviews.review_unknown'),
  )

  await open((tx) => moderateReview(tx, admin, { reviewId, hiddenReason: null }))
  assert.deepEqual((await listVendorReviews(db, ada, { vendorId: vendor.id })).standing.ratings, 2)
  await assert.rejects(
    open((tx) => moderateReview(tx, admin, { reviewId: newId(), hiddenReason: 'Nothing' })),
    code('reviews.review_unknown'),
  )
})

test('spam is refused: links, numbers to call, held keys, the same text again, and a campaign in one day', async () => {
  const { open, buy, customer } = await aTown()
  const ada = customer()
  const write = async (input: { text?: string }, at = noon) => {
    const orderId = await buy(ada)
    return open((tx) => writeReview(tx, { ...ada, at }, { orderId, rating: 5, ...input }))
  }

  for (const text of [
    'See https://x.example',
    'cheap-meals.shop',
    'Call +237 670 00 00 01',
    'a@b.example',
    'goooooooooooood',
  ])
    await assert.rejects(write({ text }), code('reviews.text_like_spam'), text)
  await write({ text: 'The best plantain of the whole town!' })
  await assert.rejects(write({ text: 'the best PLANTAIN of the whole town' }), code('reviews.text_repeated'))
  await write({ text: 'Very good!' })
  await write({ text: 'Very good!' })
  for (let n = 0; n < 7; n++) await write({})
  await assert.rejects(write({}), code('reviews.too_many'))
  await write({}, after(1.1))
})

test('pages go on where the last one ended, newest first', async () => {
  const { db, open, buy, customer, vendor, as } = await aTown()
  for (let n = 0; n < 5; n++) {
    const who = customer()
    await open(async (tx) => writeReview(tx, who, { orderId: await buy(who), rating: 4, text: `Number ${n}.` }))
  }
  const visitor = as({ kind: 'anonymous' })

  const first = await listVendorReviews(db, visitor, { vendorId: vendor.id, limit: 3 })
  const second = await listVendorReviews(db, visitor, { vendorId: vendor.id, limit: 3, after: first.next as string })

  assert.deepEqual(
    [...first.items, ...second.items].map(({ text }) => text),
    ['Number 4.', 'Number 3.', 'Number 2.', 'Number 1.', 'Number 0.'],
  )
  assert.equal(second.next, null)
  await assert.rejects(listVendorReviews(db, visitor, { vendorId: newId() }), code('catalog.vendor_unknown'))
  await assert.rejects(listProductReviews(db, visitor, { productId: newId() }), code('catalog.product_unknown'))
})

test('catalog’s cards show how a vendor stands', async () => {
  const { market, db, open, buy, customer, vendor, as } = await aTown()
  const ada = customer()
  await open(async (tx) => writeReview(tx, ada, { orderId: await buy(ada), rating: 5 }))
  const consumers = startConsumers({
    pool: database.pool,
    subscribers: catalogSubscribers,
    markets: () => [market],
    pollMs: 60_000,
  })
  try {
    let rated: number | null | undefined
    for (let tries = 0; tries < 100 && rated !== 4; tries++) {
      await consumers.settle()
      rated = (await findVendors(db, as({ kind: 'anonymous' }), [vendor.id])).get(vendor.id)?.rating
      if (rated !== 4) await new Promise((resolve) => setTimeout(resolve, 100))
    }
    assert.equal(rated, 4)
  } finally {
    await consumers.close()
  }
})

test('names are shown short, and texts are compared by their letters', () => {
  assert.deepEqual([shownName('Ada'), shownName(' Ada  de la Cruz '), shownName('')], ['Ada', 'Ada C.', ''])
  assert.equal(foldedText('Très bon !'), foldedText('tres  BON'))
  assert.equal(whyNotText('Came at 12:30, paid 2,500. Great 10/10'), undefined)
})
