// The catalogue: who sees what, in which order, in which language, and what the vendor desk may change.
import { reserveStock } from '@provender/inventory'
import { lookAtShelf } from '@provender/inventory/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { type Tx, sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { type Place, distanceM } from '@provender/pricing'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addProduct } from './add-product.ts'
import { addVendor } from './add-vendor.ts'
import { applyAsVendor } from './apply-as-vendor.ts'
import { changeProduct } from './change-product.ts'
import { changeProfile } from './change-profile.ts'
import { countProduct } from './count-product.ts'
import { aProduct, aVendor, productDraft, roundTheClock, vendorDraft } from './fixtures.ts'
import { getMenu, getVendor } from './get-menu.ts'
import { getOffer } from './get-offer.ts'
import { findProducts, getProduct } from './get-product.ts'
import { getVendorPlace } from './get-vendor.ts'
import { type Town, importTown } from './import-town.ts'
import { listCategories } from './list-categories.ts'
import { listProducts } from './list-products.ts'
import { listVendors } from './list-vendors.ts'
import { listVendorsToReview } from './list-vendors-to-review.ts'
import { openVendor } from './open-vendor.ts'
import { getOwnProfile } from './own-profile.ts'
import { getOwnProduct, listOwnProducts } from './own-products.ts'
import { quoteBasket } from './quote-basket.ts'
import { removeProduct } from './remove-product.ts'
import { reviewVendor } from './review-vendor.ts'
import { saveCategory } from './save-category.ts'

const database = await openTestDatabase()
const noon = new Date('2026-06-15T12:00:00Z')

const worker = (vendorId: string): Actor => ({
  kind: 'account',
  accountId: newId(),
  roles: ['vendor'],
  vendorIds: [vendorId],
})
const anybody: Actor = { kind: 'anonymous' }
const code = (wanted: string) => (error: unknown) => error instanceof DomainError && error.code === wanted

/** A market of its own for each test, so that lists hold what the test put there. */
async function aTown() {
  const market = await openMarket(database, `town-${newId().slice(-8)}`)
  const { db, open } = database.market(market.id)
  const as = (actor: Actor, overrides: Partial<Context> = {}) => testContext(market, actor, { at: noon, ...overrides })
  const announced = async () => {
    const { rows } = await sql<{ name: string }>`SELECT name FROM events.log ORDER BY xid, position`.execute(db)
    return rows.map((row) => row.name).filter((name) => name.startsWith('catalog.'))
  }

  return { market, db, open, as, announced, ctx: as(anybody), french: as(anybody, { language: 'fr' }) }
}

const names = (page: { items: readonly { name: string }[] }) => page.items.map((item) => item.name)

test('an offer is one vendor and what it sells of what is wanted, in the language of the caller', async () => {
  const { db, open, french } = await aTown()
  const [odile, other] = await open(async (tx) => [await aVendor(tx), await aVendor(tx, { name: 'Other' })] as const)
  const [fish, rice, hidden, foreign] = await open(
    async (tx) =>
      [
        await aProduct(tx, odile.id),
        await aProduct(tx, odile.id, { name: { en: 'Rice' }, priceMinor: 500, onHand: 3 }),
        await aProduct(tx, odile.id, { name: { en: 'Hidden' }, listed: false }),
        await aProduct(tx, other.id, { name: { en: 'Foreign' } }),
      ] as const,
  )

  const offer = await getOffer(db, french, {
    vendorId: odile.id,
    productIds: [fish, fish, rice, hidden, foreign, newId()],
  })

  const picture = 'fluent-emoji-flat:fish'
  assert.deepEqual(offer, {
    vendor: {
      id: odile.id,
      slug: 'chez-odile',
      name: 'Chez Odile',
      phone: '+237670000001',
      addressLine: 'Rue 1.077, Bastos, Yaoundé',
      place: { lat: 3.8905, lng: 11.5121 },
      picture,
      openNow: true,
      opensAt: null,
      deliveryRadiusM: 8000,
      preparationMinutes: 20,
      minimumBasketMinor: 0,
    },
    terms: { rules: [], groupIds: [], conditions: [], sold: {} },
    promotions: [],
    shopper: { signedIn: false, orders: 0, lastOrderAt: null, groupIds: [] },
    products: new Map([
      [
        fish,
        {
          id: fish,
          name: 'Maquereau braisé',
          priceMinor: 3500,
          unit: 'portion',
          picture,
          stockTracked: false,
          taxClass: null,
          available: null,
          measure: null,
          soldNow: true,
          soldFrom: null,
          preparationMinutes: null,
          optionGroups: [],
        },
      ],
      [
        rice,
        {
          id: rice,
          name: 'Rice',
          priceMinor: 500,
          unit: 'portion',
          picture,
          stockTracked: true,
          taxClass: null,
          available: 3,
          measure: null,
          soldNow: true,
          soldFrom: null,
          preparationMinutes: null,
          optionGroups: [],
        },
      ],
    ]),
    left: new Map([[rice, 3]]),
  })
})

test('nothing is offered by vendors that are unknown, unapproved, or of another market', async () => {
  const { db, open, ctx } = await aTown()
  const elsewhere = await aTown()
  const pending = await open((tx) => aVendor(tx, { approval: 'pending' }))
  const foreign = await elsewhere.open((tx) => aVendor(tx))

  for (const vendorId of [pending.id, foreign.id, newId()]) {
    await assert.rejects(getOffer(db, ctx, { vendorId, productIds: [] }), code('catalog.vendor_unknown'))
    await assert.rejects(getVendor(db, ctx, vendorId), code('catalog.vendor_unknown'))
    await assert.rejects(getMenu(db, ctx, vendorId), code('catalog.vendor_unknown'))
  }
  await assert.rejects(getVendorPlace(db, ctx, foreign.id), code('catalog.vendor_unknown'))
})

test('a quote says what a basket costs, and every reason it cannot be sold', async () => {
  const { db, open, ctx } = await aTown()
  const vendor = await open((tx) => aVendor(tx, { deliveryRadiusM: 3000, minimumBasketMinor: 1000 }))
  const [fish, rice] = await open(
    async (tx) =>
      [
        await aProduct(tx, vendor.id),
        await aProduct(tx, vendor.id, { name: { en: 'Rice' }, priceMinor: 500, onHand: 3 }),
      ] as const,
  )
  const near = { lat: 3.8805, lng: 11.5121 }
  const ask = (
    lines: [string, number][],
    place: Place | undefined = near,
    fulfilment: 'delivery' | 'pickup' = 'delivery',
  ) =>
    quoteBasket(db, ctx, {
      vendorId: vendor.id,
      lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
      fulfilment,
      ...(place && { place }),
    })

  const { quote, offer } = await ask([
    [fish, 1],
    [rice, 2],
  ])

  assert.equal(offer.vendor.id, vendor.id)
  assert.equal(quote.distanceM, distanceM(vendor.place, near))
  assert.deepEqual([quote.goodsMinor, quote.deliveryFeeMinor, quote.totalMinor], [4500, 1050, 5550])
  assert.equal((await ask([[fish, 1]], undefined, 'pickup')).quote.totalMinor, 3500)
  await assert.rejects(ask([[fish, 1]], { lat: 3.85, lng: 11.5121 }), code('pricing.out_of_reach'))
  await assert.rejects(
    quoteBasket(db, ctx, { vendorId: vendor.id, lines: [{ productId: fish, quantity: 1 }], fulfilment: 'delivery' }),
    code('pricing.place_missing'),
  )
  await assert.rejects(
    ask([
      [fish, 1],
      [newId(), 1],
    ]),
    code('pricing.product_gone'),
  )
  await assert.rejects(ask([[rice, 1]]), code('pricing.below_minimum'))
  await assert.rejects(
    ask([
      [rice, 2],
      [rice, 2],
    ]),
    { code: 'inventory.sold_out', facts: { productIds: [rice], available: { [rice]: 3 } } },
  )
  const desk = testContext(ctx.market, worker(vendor.id), { at: noon })
  await open((tx) => openVendor(tx, desk, { vendorId: vendor.id, open: false }))
  await assert.rejects(ask([[fish, 1]]), { code: 'pricing.vendor_closed', facts: { opensAt: null } })
})

test('a closed vendor says when it opens', async () => {
  const { db, open, ctx } = await aTown()
  const evenings = { ...roundTheClock, monday: [['18:00', '22:00']] as const }
  const vendor = await open((tx) => aVendor(tx, { hours: evenings }))

  const seen = await getVendor(db, ctx, 'chez-odile')

  // Noon UTC is 13:00 in Yaoundé; 18:00 there is 17:00 UTC.
  assert.deepEqual(
    [seen.id, seen.openNow, seen.opensAt, seen.closesAt],
    [vendor.id, false, '2026-06-15T17:00:00.000Z', null],
  )
})

test('vendors are listed by distance, page by page, each once, with what the trip would cost', async () => {
  const { db, open, ctx } = await aTown()
  await open(async (tx) => {
    for (const [name, lat] of [
      ['Far', 3.99],
      ['Near', 3.871],
      ['Middle', 3.9],
      ['Beyond', 4.4],
    ] as const) {
      await aVendor(tx, { name, place: { lat, lng: 11.5167 }, deliveryRadiusM: 20_000 })
    }
  })
  const from = { lat: 3.8667, lng: 11.5167 }

  const first = await listVendors(db, ctx, { ...from, limit: 3 })
  const rest = await listVendors(db, ctx, { ...from, limit: 3, after: first.next ?? '' })

  assert.deepEqual([names(first), names(rest), rest.next], [['Near', 'Middle', 'Far'], ['Beyond'], null])
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ distanceM, deliverable, deliveryFeeMinor }) => [
      distanceM,
      deliverable,
      deliveryFeeMinor,
    ]),
    // The market's longest trip is 15 km, whatever a vendor says.
    [
      [622, true, 850],
      [4814, true, 1900],
      [17_823, false, null],
      [77_090, false, null],
    ],
  )
  await assert.rejects(listVendors(db, ctx, { lat: 3.8 }), code('catalog.place_incomplete'))
})

test('vendors are found by category, by word, by what they cook, and by being open', async () => {
  const { db, open, ctx } = await aTown()
  await open(async (tx) => {
    const odile = await aVendor(tx, { name: 'Chez Odile' })
    const bakery = await aVendor(tx, {
      name: 'Fournil de Bépanda',
      hours: { ...roundTheClock, monday: [['05:00', '11:00']] },
    })
    await aVendor(tx, { name: 'Waiting', approval: 'pending' })
    await aProduct(tx, odile.id)
    await aProduct(tx, bakery.id, { category: 'bread', name: { en: 'Sourdough', fr: 'Pain au levain' } })
    await aProduct(tx, bakery.id, { category: 'cakes', name: { en: 'Éclair' }, listed: false })
  })
  const found = async (filter: Parameters<typeof listVendors>[2]) => names(await listVendors(db, ctx, filter))

  assert.deepEqual(await found({}), ['Chez Odile', 'Fournil de Bépanda'])
  assert.deepEqual(await found({ category: 'bread' }), ['Fournil de Bépanda'])
  assert.deepEqual(await found({ category: 'cakes' }), [])
  assert.deepEqual(await found({ category: 'no-such' }), [])
  assert.deepEqual(await found({ q: 'bepa' }), ['Fournil de Bépanda'])
  assert.deepEqual(await found({ q: 'LEVAIN' }), ['Fournil de Bépanda'])
  assert.deepEqual(await found({ q: 'eclair' }), [])
  assert.deepEqual(await found({ open: true }), ['Chez Odile'])
})

test('many vendors, most of them closed: the open ones are listed page by page, none lost', async () => {
  const { db, open, ctx } = await aTown()
  const closed = { ...roundTheClock, monday: [] }
  await open(async (tx) => {
    for (let index = 0; index < 450; index++)
      await aVendor(tx, { name: `V${index}`, hours: index % 50 === 7 ? roundTheClock : closed })
  })

  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listVendors(db, ctx, { open: true, limit: 4, ...(after !== undefined && { after }) })
    seen.push(...names(page))
    after = page.next ?? undefined
  } while (after !== undefined)

  assert.deepEqual(seen, ['V7', 'V57', 'V107', 'V157', 'V207', 'V257', 'V307', 'V357', 'V407'])
})

test('products are listed page by page, each once, and never of vendors nobody approved', async () => {
  const { db, open, ctx } = await aTown()
  await open(async (tx) => {
    const [odile, pending] = [await aVendor(tx), await aVendor(tx, { name: 'Pending', approval: 'pending' })]
    for (const name of ['one', 'two', 'three', 'four', 'five']) await aProduct(tx, odile.id, { name: { en: name } })
    await aProduct(tx, pending.id, { name: { en: 'secret' } })
  })

  const first = await listProducts(db, ctx, { limit: 2 })
  const second = await listProducts(db, ctx, { limit: 2, after: first.next ?? '' })
  const third = await listProducts(db, ctx, { limit: 2, after: second.next ?? '' })

  assert.deepEqual(
    [names(first), names(second), names(third), third.next],
    [['one', 'two'], ['three', 'four'], ['five'], null],
  )
  assert.equal((await listProducts(db, ctx, {})).items.length, 5)
})

test('products are found by shelf, vendor, word, diet, price and stock', async () => {
  const { db, open, ctx, french } = await aTown()
  const odile = await open((tx) => aVendor(tx))
  await open(async (tx) => {
    await aProduct(tx, odile.id)
    await aProduct(tx, odile.id, {
      name: { en: 'Ripe tomatoes', fr: 'Tomates mûres' },
      diets: ['vegan'],
      priceMinor: 300,
      onHand: 0,
      category: 'greens',
    })
    await aProduct(tx, odile.id, { name: { en: 'Tomato soup' }, diets: ['vegan', 'halal'], priceMinor: 900, onHand: 4 })
  })
  const found = async (filter: Parameters<typeof listProducts>[2]) => names(await listProducts(db, ctx, filter))

  assert.deepEqual(await found({ category: 'greens' }), ['Ripe tomatoes'])
  assert.deepEqual(await found({ vendorId: newId() }), [])
  assert.deepEqual(await found({ vendorId: odile.id, q: 'tomat' }), ['Ripe tomatoes', 'Tomato soup'])
  assert.deepEqual(await found({ q: 'tomat ripe' }), ['Ripe tomatoes'])
  assert.deepEqual(await found({ q: 'mure' }), ['Ripe tomatoes'])
  assert.deepEqual(await found({ q: 'omato' }), [])
  assert.deepEqual(await found({ q: '%' }), ['Grilled mackerel', 'Ripe tomatoes', 'Tomato soup'])
  assert.deepEqual(await found({ diet: 'vegan', maxPriceMinor: 500 }), ['Ripe tomatoes'])
  assert.deepEqual(await found({ inStock: true }), ['Grilled mackerel', 'Tomato soup'])
  assert.deepEqual(names(await listProducts(db, french, { q: 'tomat' })), ['Tomates mûres', 'Tomato soup'])
})

test('one product, and several for a cart, as customers see them', async () => {
  const { db, open, ctx } = await aTown()
  const odile = await open((tx) => aVendor(tx))
  const [fish, hidden] = await open(
    async (tx) =>
      [
        await aProduct(tx, odile.id, { description: { en: 'From Kribi.' }, onHand: 2 }),
        await aProduct(tx, odile.id, { listed: false }),
      ] as const,
  )

  const product = await getProduct(db, ctx, fish)
  const several = await findProducts(db, ctx, [hidden, fish, newId()])

  const { category } = product
  assert.deepEqual(product, {
    id: fish,
    slug: 'grilled-mackerel',
    name: 'Grilled mackerel',
    description: 'From Kribi.',
    priceMinor: 3500,
    offer: null,
    unit: 'portion',
    picture: 'fluent-emoji-flat:fish',
    allergens: ['fish'],
    diets: [],
    available: 2,
    measure: null,
    facts: {},
    soldNow: true,
    soldFrom: null,
    preparationMinutes: null,
    optionGroups: [],
    category: { id: category.id, slug: 'dishes', name: 'Dishes' },
    vendor: { id: odile.id, slug: 'chez-odile', name: 'Chez Odile' },
  })
  assert.deepEqual(several, new Map([[fish, product]]))
  await assert.rejects(getProduct(db, ctx, hidden), code('catalog.product_unknown'))
})

test('another market sees nothing of it', async () => {
  const { open, as } = await aTown()
  const elsewhere = await aTown()
  const vendor = await open((tx) => aVendor(tx))
  const product = await open((tx) => aProduct(tx, vendor.id, { onHand: 5 }))
  const thief = testContext(elsewhere.market, worker(vendor.id), { at: noon })

  const { db, ctx } = elsewhere
  assert.deepEqual((await listVendors(db, ctx, {})).items, [])
  assert.deepEqual((await listProducts(db, ctx, {})).items, [])
  assert.deepEqual((await listCategories(db, ctx)).items, [])
  assert.deepEqual((await listVendorsToReview(db, thief, {})).items, [])
  await assert.rejects(getProduct(db, ctx, product), code('catalog.product_unknown'))
  await assert.rejects(getOwnProduct(db, thief, product), code('catalog.product_unknown'))
  await assert.rejects(
    elsewhere.open((tx) => removeProduct(tx, thief, product)),
    code('catalog.product_unknown'),
  )
  await assert.rejects(
    elsewhere.open((tx) => changeProfile(tx, thief, { vendorId: vendor.id, draft: vendorDraft() })),
    code('catalog.vendor_unknown'),
  )
  await assert.rejects(
    elsewhere.open((tx) => aProduct(tx, vendor.id)),
    { constraint: 'products__of_a_vendor' },
    'a product cannot belong to a vendor of another market',
  )
  assert.equal(
    (await getOwnProfile(database.market(as(anybody).market.id).db, as(worker(vendor.id)))).name,
    'Chez Odile',
  )
})

test('a customer may ask to sell too, and works for the vendor from then on', async () => {
  const { market, db, open, as } = await aTown()
  const { actor } = await aPerson(database, market, { roles: ['customer'] })
  const { addressLine, kind, name, phone, place } = vendorDraft()

  const applied = await open((tx) => applyAsVendor(tx, as(actor), { addressLine, kind, name, phone, place }))

  const { rows } = await sql<{ role: string; subject: string | null }>`
    SELECT role::text, subject_id AS subject FROM identity.memberships
    WHERE account_id = ${actor.kind === 'account' ? actor.accountId : ''} ORDER BY 1
  `.execute(db)
  assert.deepEqual(rows, [
    { role: 'customer', subject: null },
    { role: 'vendor', subject: applied.id },
  ])
})

test('an application waits unseen until the market approves it, and one waits at a time', async () => {
  const { market, db, open, as, ctx, announced } = await aTown()
  const { actor } = await aPerson(database, market, { roles: ['vendor'] })
  const { addressLine, kind, name, phone, place } = vendorDraft()
  const apply = () => open((tx) => applyAsVendor(tx, as(actor), { addressLine, kind, name, phone, place }))

  const applied = await apply()
  const unseen = (await listVendors(db, ctx, {})).items
  await assert.rejects(apply(), code('catalog.application_pending'))
  const waiting = await listVendorsToReview(db, ctx, { approval: 'pending' })
  const approved = await open((tx) =>
    reviewVendor(tx, ctx, { vendorId: applied.id, approval: 'approved', reason: 'Kitchen visited.' }),
  )
  const seen = await getVendor(db, ctx, 'chez-odile')

  assert.deepEqual(unseen, [])
  assert.deepEqual([applied.approval, applied.openNow, applied.deliveryRadiusM], ['pending', false, 3000])
  assert.deepEqual(waiting.items, [applied])
  assert.deepEqual(approved, { ...applied, approval: 'approved', approvalReason: 'Kitchen visited.' })
  assert.equal(seen.id, applied.id)
  assert.deepEqual(await announced(), ['catalog.vendor_applied', 'catalog.vendor_reviewed'])
  await assert.rejects(
    open((tx) => reviewVendor(tx, ctx, { vendorId: newId(), approval: 'approved' })),
    code('catalog.vendor_unknown'),
  )
})

test('two vendors of one name have two addresses', async () => {
  const { open, ctx } = await aTown()

  const [one, other] = [
    await open((tx) => addVendor(tx, ctx, vendorDraft())),
    await open((tx) => addVendor(tx, ctx, vendorDraft())),
  ]

  assert.equal(one.slug, 'chez-odile')
  assert.equal(other.slug, `chez-odile-${other.id.slice(-6)}`)
})

test('a vendor changes its profile, and is found by its new name only', async () => {
  const { db, open, as, ctx, announced } = await aTown()
  const vendor = await open((tx) => aVendor(tx))
  const desk = as(worker(vendor.id))

  const changed = await open((tx) =>
    changeProfile(tx, desk, {
      vendorId: undefined,
      draft: vendorDraft({ name: 'Odile & Fils', about: null, minimumBasketMinor: 500 }),
    }),
  )

  assert.deepEqual(
    [changed.name, changed.slug, changed.about, changed.minimumBasketMinor],
    ['Odile & Fils', 'chez-odile', null, 500],
  )
  assert.deepEqual(names(await listVendors(db, ctx, { q: 'fils' })), ['Odile & Fils'])
  assert.deepEqual(names(await listVendors(db, ctx, { q: 'chez' })), [])
  assert.deepEqual(await announced(), ['catalog.vendor_changed'])
  const unclear = vendorDraft({ hours: { ...roundTheClock, friday: [['10:00', '10:00']] } })
  await assert.rejects(
    open((tx) => changeProfile(tx, desk, { vendorId: undefined, draft: unclear })),
    code('catalog.hours_unclear'),
  )
  await assert.rejects(
    open((tx) => changeProfile(tx, desk, { vendorId: newId(), draft: vendorDraft() })),
    code('catalog.vendor_unknown'),
  )
})

test('a product is added, changed, counted and removed by its vendor', async () => {
  const { db, open, as, ctx, announced } = await aTown()
  const vendor = await open((tx) => aVendor(tx))
  await open((tx) =>
    saveCategory(tx, ctx, {
      slug: 'dishes',
      draft: { name: { en: 'Dishes' }, picture: 'fluent-emoji-flat:fish', position: 1 },
    }),
  )
  const desk = as(worker(vendor.id))
  const change = (productId: string, draft: Parameters<typeof productDraft>[0]) =>
    open((tx) => changeProduct(tx, desk, { productId, draft: productDraft(draft) }))

  const added = await open((tx) =>
    addProduct(tx, desk, { vendorId: undefined, draft: { ...productDraft(), onHand: 8 } }),
  )
  const twin = await open((tx) =>
    addProduct(tx, desk, { vendorId: vendor.id, draft: { ...productDraft(), onHand: null } }),
  )
  await open((tx) =>
    reserveStock(tx, ctx, { orderId: newId(), lines: [{ productId: added.id, quantity: 3 }], until: null }),
  )
  const counted = await open((tx) => countProduct(tx, desk, { productId: added.id, onHand: 5 }))
  const changed = await change(added.id, { name: { en: 'Smoked mackerel' }, priceMinor: 4000 })

  const { onHand: _, available: __, ...plain } = added
  assert.deepEqual(added, {
    id: added.id,
    vendorId: vendor.id,
    slug: 'grilled-mackerel',
    ...productDraft(),
    onHand: 8,
    reserved: 0,
    available: 8,
    measure: null,
    facts: {},
    soldWhen: null,
    soldOutUntil: null,
    preparationMinutes: null,
    optionGroups: [],
  })
  assert.deepEqual([twin.slug, twin.available], [`grilled-mackerel-${twin.id.slice(-6)}`, null])
  assert.deepEqual(counted, { productId: added.id, onHand: 5, reserved: 3, available: 2 })
  assert.deepEqual(changed, {
    ...plain,
    name: { en: 'Smoked mackerel' },
    priceMinor: 4000,
    onHand: 5,
    reserved: 3,
    available: 2,
  })
  assert.deepEqual(names(await listProducts(db, ctx, { q: 'grilled' })), ['Grilled mackerel'])
  assert.deepEqual(names(await listProducts(db, ctx, { q: 'smoked' })), ['Smoked mackerel'])

  await change(twin.id, { listed: false })
  assert.deepEqual(names(await listProducts(db, ctx, {})), ['Smoked mackerel'])
  assert.equal((await listOwnProducts(db, desk, {})).items.length, 2)
  await open((tx) => removeProduct(tx, desk, added.id))
  await assert.rejects(
    open((tx) => removeProduct(tx, desk, added.id)),
    code('catalog.product_unknown'),
  )
  assert.deepEqual(
    (await listOwnProducts(db, desk, {})).items.map((each) => each.id),
    [twin.id],
  )
  assert.deepEqual(await lookAtShelf(db, added.id), { onHand: 5, reserved: 3 }, 'an order still holds some')

  assert.equal((await announced()).filter((name) => name === 'catalog.product_changed').length, 5)
  await assert.rejects(change(added.id, {}), code('catalog.product_unknown'))
  await assert.rejects(change(twin.id, { category: 'no-such' }), code('catalog.category_unknown'))
})

test("another vendor's products look as if they were not there", async () => {
  const { db, open, as } = await aTown()
  const [mine, theirs] = await open(async (tx) => [await aVendor(tx), await aVendor(tx, { name: 'Theirs' })] as const)
  const product = await open((tx) => aProduct(tx, theirs.id, { onHand: 3 }))
  const desk = as(worker(mine.id))
  const tries: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => getOwnProduct(tx, desk, product),
    (tx) => changeProduct(tx, desk, { productId: product, draft: productDraft() }),
    (tx) => removeProduct(tx, desk, product),
    (tx) => countProduct(tx, desk, { productId: product, onHand: 0 }),
  ]

  for (const each of tries) await assert.rejects(open(each), code('catalog.product_unknown'))
  await assert.rejects(listOwnProducts(db, desk, { vendorId: theirs.id }), code('catalog.vendor_unknown'))
  await assert.rejects(getOwnProfile(db, as(worker(newId()))), code('catalog.vendor_unknown'))
  await assert.rejects(getOwnProfile(db, as(anybody)), code('catalog.vendor_unknown'))
})

test('categories are shown in their order, and saving one again changes it', async () => {
  const { db, open, ctx, french } = await aTown()
  const save = (slug: string, position: number, fr?: string) =>
    open((tx) =>
      saveCategory(tx, ctx, {
        slug,
        draft: { name: { en: slug, ...(fr && { fr }) }, picture: 'fluent-emoji-flat:fish', position },
      }),
    )

  const soups = await save('soups', 2)
  await save('bread', 1, 'pain')
  const moved = await save('soups', 0, 'soupes')

  assert.equal(moved.id, soups.id)
  assert.deepEqual(names(await listCategories(db, ctx)), ['soups', 'bread'])
  assert.deepEqual(names(await listCategories(db, french)), ['soupes', 'pain'])
})

test('the menu stands on its shelves, in the order of the market', async () => {
  const { db, open, ctx } = await aTown()
  const odile = await open((tx) => aVendor(tx))
  await open(async (tx) => {
    await aProduct(tx, odile.id, { name: { en: 'Fish' } })
    await aProduct(tx, odile.id, { name: { en: 'Bissap' }, category: 'drinks' })
    await aProduct(tx, odile.id, { name: { en: 'Ndolé' } })
    await saveCategory(tx, ctx, {
      slug: 'drinks',
      draft: { name: { en: 'Drinks' }, picture: 'fluent-emoji-flat:fish', position: 5 },
    })
  })

  const menu = await getMenu(db, ctx, odile.id)

  assert.equal(menu.vendor.name, 'Chez Odile')
  assert.deepEqual(
    menu.sections.map((section) => [section.category.name, section.products.map((product) => product.name)]),
    [
      ['Dishes', ['Fish', 'Ndolé']],
      ['Drinks', ['Bissap']],
    ],
  )
})

const town: Town = {
  categories: [{ slug: 'dishes', name: { en: 'Dishes' }, picture: 'fluent-emoji-flat:fish' }],
  vendors: ['nord', 'sud'].map((slug) => ({
    slug,
    name: `Chez ${slug}`,
    kind: 'restaurant' as const,
    about: { en: 'Good food.' },
    phone: '+237670000001',
    address: 'Rue 1',
    place: { lat: 3.9, lng: 11.5 },
    hours: roundTheClock,
    deliveryRadiusM: 5000,
    preparationMinutes: 15,
    minimumBasketMinor: 0,
    picture: 'fluent-emoji-flat:fish',
    products: [7, null].map((stock) => ({
      slug: `${slug}-${stock ?? 'fresh'}`,
      category: 'dishes',
      name: { en: `Dish ${slug} ${stock ?? 'fresh'}` },
      description: { en: 'Good.' },
      priceMinor: 1000,
      unit: 'portion' as const,
      picture: 'fluent-emoji-flat:fish',
      allergens: ['fish' as const],
      dietary: ['halal' as const],
      stock,
    })),
  })),
}

test('a town is imported whole, with its stock, and a second time changes nothing people have changed since', async () => {
  const { db, open, as, ctx } = await aTown()

  const first = await open((tx) => importTown(tx, ctx, town))
  const nord = first.vendorIds.get('nord') ?? ''
  const dish = first.productIds.get('nord-7') ?? ''
  const desk = as(worker(nord))
  await open((tx) =>
    changeProduct(tx, desk, { productId: dish, draft: productDraft({ name: { en: 'Renamed' }, diets: ['halal'] }) }),
  )
  await open((tx) => countProduct(tx, desk, { productId: dish, onHand: 2 }))
  await open((tx) => removeProduct(tx, desk, first.productIds.get('nord-fresh') ?? ''))
  const second = await open((tx) => importTown(tx, ctx, town))

  assert.deepEqual([first.categoryIds.size, first.vendorIds.size, first.productIds.size], [1, 2, 4])
  assert.deepEqual(second, first)
  assert.deepEqual(
    (await listProducts(db, ctx, {})).items.map((each) => [each.name, each.available, each.diets]),
    [
      ['Renamed', 2, ['halal']],
      ['Dish sud 7', 7, ['halal']],
      ['Dish sud fresh', null, ['halal']],
    ],
  )
  assert.deepEqual(names(await listVendors(db, ctx, { q: 'nord' })), ['Chez nord'])
})

test('two loaders at once make one town', async () => {
  const { db, open, ctx } = await aTown()

  const towns = await Promise.all(
    [1, 2, 3].map(() => open((tx) => importTown(tx, ctx, town)).catch((error: unknown) => error)),
  )
  const after = await open((tx) => importTown(tx, ctx, town))

  assert.ok(towns.some((each) => !(each instanceof Error)))
  assert.equal((await listProducts(db, ctx, {})).items.length, 4)
  assert.equal(after.productIds.size, 4)
})

test('the database and the program measure the same distance', async () => {
  const { db } = await aTown()
  const coordinate = (limit: number) =>
    fc.oneof(fc.double({ min: -limit, max: limit, noNaN: true }), fc.constantFrom(0, 5e-324, -limit, limit))
  const place = fc.record({ lat: coordinate(90), lng: coordinate(180) })

  await fc.assert(
    fc.asyncProperty(place, place, async (from, to) => {
      const { rows } = await sql<{ metres: number }>`
        SELECT catalog.distance_m(${from.lat}::float8, ${from.lng}::float8, ${to.lat}::float8, ${to.lng}::float8) AS metres
      `.execute(db)
      assert.ok(Math.abs((rows[0]?.metres ?? -1) - distanceM(from, to)) <= 1)
    }),
  )
})
