// Finding food: by words in two languages, with slips, by place and choices, page by page, and never what cannot be had.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { vendorReviewed } from '@provender/catalog/events'
import type { MarketSettings } from '@provender/markets'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { type Tx, sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { publish, startConsumers } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexMarket, indexProduct, indexVendor, recountMarket, renewOpenings } from './follow-catalog.ts'
import { insertSale, upsertRating } from './index-store.ts'
import {
  forgetOldSearches,
  forgetSearches,
  listPopularSearches,
  listRecentSearches,
  rememberSearch,
  reportSearches,
} from './remember-search.ts'
import { listSynonyms, removeSynonyms, saveSynonyms } from './save-synonyms.ts'
import { type SearchFood, searchFood } from './search-food.ts'
import { subscribers } from './subscribers.ts'
import { suggest } from './suggest.ts'

const database = await openTestDatabase()
const here = { lat: 3.8667, lng: 11.5167 }
/** So many kilometres north. */
const north = (km: number) => ({ lat: here.lat + km / 111.195 / 1.3, lng: here.lng })
const code = (wanted: string) => (error: unknown) => error instanceof DomainError && error.code === wanted

/** A market of its own for each test. `fill` adds to it and indexes what is there. */
async function aTown(fill: (tx: Tx) => Promise<unknown>, settings: Partial<MarketSettings> = {}) {
  const market = await openMarket(database, `town-${newId().slice(-8)}`, settings)
  const { db, open } = database.market(market.id)
  const as = (actor: Actor, overrides: Partial<Context> = {}) => testContext(market, actor, overrides)
  const ctx = as({ kind: 'anonymous' })
  await open(fill)
  await open((tx) => indexMarket(tx, ctx))
  const find = async (search: SearchFood, context = ctx) => searchFood(db, context, search)
  const names = async (search: SearchFood) => (await find(search)).items.map(({ name }) => name)

  return { market, db, open, ctx, as, find, names }
}

const dish = (tx: Tx, vendorId: string, en: string, rest: Parameters<typeof aProduct>[2] = {}) =>
  aProduct(tx, vendorId, { name: { en }, ...rest })

test('a word finds what is called so in either language, bent, without its accents, and begun', async () => {
  const { names, find } = await aTown(async (tx) => {
    const odile = await aVendor(tx)
    await aProduct(tx, odile.id, { name: { en: 'Grilled chicken', fr: 'Poulet braisé' } })
    await aProduct(tx, odile.id, { name: { en: 'Braised cabbage', fr: 'Choux braisés' } })
    await dish(tx, odile.id, 'Mango juice')
  })

  assert.deepEqual(await names({ q: 'chicken' }), ['Grilled chicken'])
  assert.deepEqual(await names({ q: 'POULETS braisées' }), ['Grilled chicken'])
  assert.deepEqual(await names({ q: 'poulet braise' }), ['Grilled chicken'])
  assert.deepEqual(await names({ q: 'grilling chickens' }), ['Grilled chicken'])
  assert.deepEqual(await names({ q: 'mang' }), ['Mango juice'])
  assert.equal((await find({ q: 'mango' })).corrected, null)
})

test('a slip of the finger finds what was meant and says so; nonsense finds nothing', async () => {
  const { find } = await aTown(async (tx) => {
    const odile = await aVendor(tx)
    await aProduct(tx, odile.id, { name: { en: 'Ndolé with prawns', fr: 'Ndolé aux crevettes' } })
    await dish(tx, odile.id, 'Pizza margherita')
  })

  const slip = await find({ q: 'piza margerita' })
  const accent = await find({ q: 'ndoule crevttes' })
  const nonsense = await find({ q: 'xqzwv' })

  assert.deepEqual([slip.items.map(({ name }) => name), slip.corrected], [['Pizza margherita'], 'pizza margherita'])
  assert.deepEqual([accent.items.length, accent.corrected], [1, 'ndolé crevettes'])
  assert.deepEqual([nonsense.items, nonsense.vendors, nonsense.total, nonsense.corrected], [[], [], 0, null])
})

test('when nothing has all the words, what has some of them is shown and said to be so', async () => {
  const { find } = await aTown(async (tx) => {
    const odile = await aVendor(tx)
    await dish(tx, odile.id, 'Mango juice')
    await dish(tx, odile.id, 'Tomato soup')
  })

  const page = await find({ q: 'mango soup' })

  assert.equal(page.relaxed, true)
  assert.deepEqual(new Set(page.items.map(({ name }) => name)), new Set(['Mango juice', 'Tomato soup']))
})

test('synonyms of the market find what is called otherwise, until they are taken back', async () => {
  const town = await aTown(async (tx) => dish(tx, (await aVendor(tx)).id, 'Okok with cassava'))
  const { open, ctx, names, db } = town
  assert.deepEqual(await names({ q: 'eru' }), [])

  const synonyms = await open((tx) => saveSynonyms(tx, ctx, { words: ['Éru', 'okok', 'wild spinach'] }))
  assert.deepEqual(await names({ q: 'eru cassava' }), ['Okok with cassava'])
  assert.deepEqual(await names({ q: 'wild spinach' }), ['Okok with cassava'])
  await open((tx) => saveSynonyms(tx, ctx, { id: synonyms.id, words: ['okok', 'gnetum'] }))
  assert.deepEqual([await names({ q: 'gnetum' }), await names({ q: 'wild spinach' })], [['Okok with cassava'], []])
  await open((tx) => removeSynonyms(tx, ctx, synonyms.id))

  assert.deepEqual([await names({ q: 'gnetum' }), (await listSynonyms(db, ctx)).items], [[], []])
  await assert.rejects(
    open((tx) => removeSynonyms(tx, ctx, synonyms.id)),
    code('search.synonyms_unknown'),
  )
  for (const words of [
    ['one', 'ONE'],
    ['..', 'x'],
    ['a b c d', 'x'],
  ])
    await assert.rejects(
      open((tx) => saveSynonyms(tx, ctx, { words })),
      code('search.synonyms_unclear'),
    )
  await assert.rejects(
    open((tx) => saveSynonyms(tx, ctx, { id: newId(), words: ['a', 'b'] })),
    code('search.synonyms_unknown'),
  )
})

test('out of reach is not listed: by the vendor’s radius, by the market’s, and by how far people go', async () => {
  const fill = async (tx: Tx) => {
    const near = await aVendor(tx, { name: 'Near', place: north(2), deliveryRadiusM: 3000 })
    const far = await aVendor(tx, { name: 'Far', place: north(6), deliveryRadiusM: 3000 })
    const wide = await aVendor(tx, { name: 'Wide', place: north(7), deliveryRadiusM: 50_000 })
    const away = await aVendor(tx, { name: 'Away', place: north(40), deliveryRadiusM: 60_000 })
    for (const vendor of [near, far, wide, away]) await dish(tx, vendor.id, `Soup of ${vendor.name}`)
  }
  const delivered = await aTown(fill, { fulfilment: ['delivery'] })
  const either = await aTown(fill)
  const fetched = await aTown(fill, { fulfilment: ['pickup'] })

  assert.deepEqual(await delivered.names({ q: 'soup', ...here }), ['Soup of Near', 'Soup of Wide'])
  const found = await either.find({ q: 'soup', ...here })
  assert.deepEqual(
    found.items.map(({ name, deliverable }) => [name, deliverable]),
    [
      ['Soup of Near', true],
      ['Soup of Far', false],
      ['Soup of Wide', true],
    ],
  )
  assert.deepEqual(
    (await fetched.find({ q: 'soup', ...here })).items.map(({ deliverable }) => deliverable),
    [false, false, false],
  )
  assert.equal((await delivered.find({ q: 'soup' })).items.length, 4)
  assert.deepEqual(
    (await delivered.find({ q: 'away', ...here })).vendors.map(({ name }) => name),
    [],
  )
  assert.deepEqual(
    (await delivered.find({ q: 'near', ...here })).vendors.map(({ name }) => name),
    ['Near'],
  )
})

test('what may not be sold is not found: not approved, not listed, removed, of another market', async () => {
  const { db, open, ctx, names, find } = await aTown(async (tx) => {
    const pending = await aVendor(tx, { name: 'Pending soups', approval: 'pending' })
    await dish(tx, pending.id, 'Pending soup')
    await dish(tx, (await aVendor(tx)).id, 'Hidden soup', { listed: false })
  })
  await aTown(async (tx) => dish(tx, (await aVendor(tx)).id, 'Foreign soup'))
  assert.deepEqual(await names({ q: 'soup' }), [])
  assert.deepEqual((await find({ q: 'pending' })).vendors, [])

  const vendor = await open((tx) => aVendor(tx, { name: 'Soup house' }))
  const soup = await open((tx) => dish(tx, vendor.id, 'Fresh soup'))
  await open((tx) => indexProduct(tx, ctx, { productId: soup, vendorId: vendor.id }))
  assert.deepEqual(await names({ q: 'soup' }), ['Fresh soup'])
  // Even before the index hears of it: catalog has the last word.
  await open((tx) => sql`UPDATE catalog.vendors SET approval = 'rejected' WHERE id = ${vendor.id}`.execute(tx))
  assert.deepEqual([await names({ q: 'soup' }), (await find({ q: 'soup' })).vendors], [[], []])
  await open((tx) => indexVendor(tx, ctx, vendor.id))

  const { rows } = await sql`SELECT FROM search.products WHERE product_id = ${soup}`.execute(db)
  assert.deepEqual(rows, [])
})

test('the index follows what catalog announces', async () => {
  const { market, open, names } = await aTown(async () => {})
  const consumers = startConsumers({ pool: database.pool, subscribers, markets: () => [market], pollMs: 60_000 })
  try {
    const vendor = await open(async (tx) => {
      const kitchen = await aVendor(tx, { name: 'New kitchen' })
      await dish(tx, kitchen.id, 'New soup')
      await publish(tx, vendorReviewed, {
        vendorId: kitchen.id,
        name: kitchen.name,
        approval: 'approved',
        reason: null,
      })
      return kitchen
    })
    await becomes(consumers, () => names({ q: 'soup' }), ['New soup'])

    await open(async (tx) => {
      await sql`UPDATE catalog.vendors SET name = 'Old kitchen' WHERE id = ${vendor.id}`.execute(tx)
      await publish(tx, vendorReviewed, { vendorId: vendor.id, name: '', approval: 'approved', reason: null })
    })
    await becomes(consumers, () => names({ q: 'soup old kitchen' }), ['New soup'])
  } finally {
    await consumers.close()
  }
})

test('choices narrow, and each shelf counts what choosing otherwise would bring', async () => {
  const { find } = await aTown(async (tx) => {
    const odile = await aVendor(tx)
    await dish(tx, odile.id, 'Green soup', { category: 'soups', priceMinor: 500, diets: ['vegan', 'organic'] })
    await dish(tx, odile.id, 'Meat soup', { category: 'soups', priceMinor: 2000 })
    await dish(tx, odile.id, 'Soup bread', { category: 'bakery', priceMinor: 800, diets: ['vegan'] })
    await dish(tx, odile.id, 'Soup bowl', { category: 'things', priceMinor: 9000, diets: ['vegan', 'halal'] })
  })
  const counted = (values: readonly { value: string; count: number }[]) =>
    Object.fromEntries(values.map(({ value, count }) => [value, count]))

  const all = await find({ q: 'soup' })
  const soups = await find({ q: 'soup', category: 'soups' })
  const vegan = await find({ q: 'soup', category: 'soups,bakery', diet: 'vegan' })
  const both = await find({ q: 'soup', diet: 'vegan,halal', organic: true })

  assert.deepEqual([all.total, all.approximate], [4, false])
  assert.deepEqual(counted(all.facets.category), { soups: 2, bakery: 1, things: 1 })
  assert.deepEqual(counted(all.facets.diet), { vegan: 3, halal: 1 })
  assert.equal(all.facets.organic.count, 1)
  assert.deepEqual(
    all.facets.price.map(({ fromMinor, toMinor, count }) => [fromMinor, toMinor, count]),
    [
      [0, 500, 0],
      [500, 800, 1],
      [800, 2000, 1],
      [2000, 9000, 1],
      [9000, null, 1],
    ],
  )
  assert.deepEqual(counted(soups.facets.category), { soups: 2, bakery: 1, things: 1 })
  assert.deepEqual(counted(soups.facets.diet), { vegan: 1 })
  assert.deepEqual(vegan.items.map(({ name }) => name).sort(), ['Green soup', 'Soup bread'])
  assert.deepEqual([both.total, both.facets.organic], [0, { count: 0, chosen: true }])
  assert.deepEqual((await find({ q: 'soup', minPriceMinor: 800, belowPriceMinor: 2000 })).total, 1)
})

test('distance and openness narrow too, and count', async () => {
  const { find } = await aTown(async (tx) => {
    const near = await aVendor(tx, { name: 'Near', place: north(0.5) })
    const far = await aVendor(tx, { name: 'Far', place: north(4) })
    const closed = await aVendor(tx, {
      name: 'Closed',
      place: north(0.6),
      hours: {
        monday: [['18:00', '22:00']],
        tuesday: [],
        wednesday: [],
        thursday: [],
        friday: [],
        saturday: [],
        sunday: [],
      },
    })
    for (const vendor of [near, far, closed]) await dish(tx, vendor.id, `${vendor.name} soup`)
  })

  const all = await find({ q: 'soup', ...here })
  const open = await find({ q: 'soup', ...here, open: true })
  const close = await find({ q: 'soup', ...here, withinM: 1000 })

  assert.deepEqual(
    all.items.map(({ name, openNow }) => [name, openNow]),
    [
      ['Near soup', true],
      ['Far soup', true],
      ['Closed soup', false],
    ],
  )
  assert.deepEqual(all.facets.open, { count: 2, chosen: false })
  assert.deepEqual(
    all.facets.distance.map(({ withinM, count }) => [withinM, count]),
    [
      [1000, 2],
      [3000, 2],
      [5000, 3],
      [10_000, 3],
    ],
  )
  assert.deepEqual([open.total, close.total], [2, 2])
  await assert.rejects(find({ q: 'soup', withinM: 1000 }), code('search.place_needed'))
  await assert.rejects(find({ q: 'soup', lat: 3 }), code('catalog.place_incomplete'))
})

test('what is liked and what sells comes first; cheap, dear, near and well rated on demand', async () => {
  const { open, ctx, names } = await aTown(async (tx) => {
    const near = await aVendor(tx, { name: 'Near', place: north(1) })
    const far = await aVendor(tx, { name: 'Far', place: north(1.2) })
    await dish(tx, near.id, 'Plain soup', { priceMinor: 900 })
    await dish(tx, far.id, 'Loved soup', { priceMinor: 1000 })
    await dish(tx, far.id, 'Sold soup', { priceMinor: 800 })
  })
  const { rows } = await open((tx) =>
    sql<{ id: string; name: string; vendor: string }>`
      SELECT id, name->>'en' AS name, vendor_id AS vendor FROM catalog.products`.execute(tx),
  )
  const idOf = (wanted: string) => rows.find(({ name }) => name === wanted) as (typeof rows)[number]
  await open(async (tx) => {
    await upsertRating(tx, { subjectId: idOf('Loved soup').id, rating: 4.9, ratings: 40 })
    await upsertRating(tx, { subjectId: idOf('Plain soup').id, rating: 2, ratings: 40 })
    const sold = idOf('Sold soup')
    await insertSale(tx, { vendorId: sold.vendor, at: ctx.at, lines: [{ productId: sold.id, quantity: 200 }] })
  })

  assert.deepEqual(await names({ q: 'soup', ...here }), ['Sold soup', 'Loved soup', 'Plain soup'])
  assert.deepEqual(await names({ q: 'soup', sort: 'rating' }), ['Loved soup', 'Plain soup', 'Sold soup'])
  assert.deepEqual((await names({ q: 'soup', sort: 'popular' }))[0], 'Sold soup')
  assert.deepEqual(await names({ q: 'soup', sort: 'cheapest' }), ['Sold soup', 'Plain soup', 'Loved soup'])
  assert.deepEqual(await names({ q: 'soup', sort: 'dearest' }), ['Loved soup', 'Plain soup', 'Sold soup'])
  assert.deepEqual((await names({ ...here, sort: 'nearest' }))[0], 'Plain soup')

  // Made again from nothing, the index knows what it knew; a month later nothing sells any more.
  await open((tx) => indexMarket(tx, ctx))
  assert.deepEqual(await names({ q: 'soup', ...here }), ['Sold soup', 'Loved soup', 'Plain soup'])
  const later = { ...ctx, at: new Date(ctx.at.getTime() + 31 * 86_400_000) }
  await open((tx) => recountMarket(tx, later))
  const { rows: popular } = await open((tx) => sql`SELECT FROM search.products WHERE popularity > 0`.execute(tx))
  assert.deepEqual(popular, [])
})

test('pages follow each other without a gap or a repeat, also while things are added', async () => {
  const { open, ctx, find } = await aTown(async (tx) => {
    const odile = await aVendor(tx, { place: north(1) })
    for (let n = 10; n < 35; n++) await dish(tx, odile.id, `Soup number ${n}`, { priceMinor: 100 * (n % 7) })
  })

  for (const sort of ['best', 'cheapest', 'nearest'] as const) {
    const seen: string[] = []
    let after: string | undefined
    for (let pages = 0; pages < 10; pages++) {
      const page = await find({ q: 'soup', ...here, sort, limit: 7, ...(after !== undefined && { after }) })
      seen.push(...page.items.map(({ name }) => name))
      if (page.next === null) break
      after = page.next
      if (sort !== 'cheapest' || pages !== 1) continue
      await open(async (tx) => {
        const vendor = await aVendor(tx, { name: 'Late', place: north(1) })
        await dish(tx, vendor.id, 'Soup number 99', { priceMinor: 0 })
        await indexVendor(tx, ctx, vendor.id)
      })
    }
    const first = seen.filter((name) => name !== 'Soup number 99')
    assert.deepEqual([first.length, new Set(first).size], [25, 25])
  }

  const { next } = await find({ q: 'soup', ...here, limit: 7 })
  await assert.rejects(find({ q: 'soup', limit: 7, after: next as string }), code('search.page_elsewhere'))
  await assert.rejects(find({ q: 'soup', after: 'nonsense' }), code('search.page_elsewhere'))
})

test('more candidates than are ranked: a full page of what fits, and counts that say they are at least so many', async () => {
  const { open, ctx, find } = await aTown(async (tx) => {
    const near = await aVendor(tx, { name: 'Near', place: north(0.5), deliveryRadiusM: 30_000 })
    const far = await aVendor(tx, { name: 'Far', place: north(8), deliveryRadiusM: 30_000 })
    const first = await dish(tx, far.id, 'Soup')
    const last = await dish(tx, near.id, 'Near soup', { priceMinor: 9000 })
    await sql`
      INSERT INTO catalog.products (id, vendor_id, category_id, slug, name, price_minor, unit, picture, diets)
      SELECT gen_random_uuid(), vendor_id, category_id, 'soup-' || n, jsonb_build_object('en', 'Soup ' || n), 1000 + n, unit, picture,
        CASE WHEN n % 500 = 0 THEN '{halal}'::text[] ELSE '{}' END
      FROM catalog.products, generate_series(1, 2500) AS n WHERE id = ${first} AND ${last}::uuid IS NOT NULL`.execute(
      tx,
    )
  })
  await open((tx) => indexMarket(tx, ctx))

  const page = await find({ q: 'soup', ...here })
  const halal = await find({ q: 'soup', ...here, diet: 'halal' })
  const dearest = await find({ q: 'soup', sort: 'dearest', limit: 1 })

  assert.deepEqual([page.approximate, page.items.length, page.total >= 1000], [true, 24, true])
  assert.deepEqual(halal.items.map(({ name }) => name).sort(), [
    'Soup 1000',
    'Soup 1500',
    'Soup 2000',
    'Soup 2500',
    'Soup 500',
  ])
  assert.equal(dearest.items[0]?.name, 'Near soup')
})

test('openings are computed again before they run out, on the market’s clock', async () => {
  const { open, ctx, find, as } = await aTown(async (tx) => dish(tx, (await aVendor(tx)).id, 'Soup'))
  const later = as({ kind: 'anonymous' }, { at: new Date(ctx.at.getTime() + 12 * 86_400_000) })
  assert.equal((await find({ q: 'soup' }, later)).items[0]?.openNow, false)

  assert.equal(await open((tx) => renewOpenings(tx, later)), 1)

  assert.equal((await find({ q: 'soup' }, later)).items[0]?.openNow, true)
  assert.equal(await open((tx) => renewOpenings(tx, later)), 0)
})

test('while somebody types: dishes, vendors and what others looked for', async () => {
  const { db, open, as, ctx } = await aTown(async (tx) => {
    const odile = await aVendor(tx, { name: 'Mango House' })
    await dish(tx, odile.id, 'Mango juice')
    await dish(tx, (await aVendor(tx)).id, 'Soup')
  })
  for (const token of ['a', 'b', 'c'])
    await open((tx) =>
      rememberSearch(tx, as({ kind: 'anonymous' }), { q: 'mango juice', visitor: `guest:${token.repeat(64)}` }),
    )

  const found = await suggest(db, ctx, { q: 'man' })

  assert.deepEqual(found.searches, ['mango juice'])
  assert.deepEqual(
    [found.products.map(({ name }) => name), found.vendors.map(({ name }) => name)],
    [['Mango juice'], ['Mango House']],
  )
  assert.deepEqual(await suggest(db, ctx, { q: '!' }), { searches: [], products: [], vendors: [] })
})

test('searches are their own for each visitor; what many look for is popular; what nobody finds is reported', async () => {
  const town = await aTown(async (tx) => dish(tx, (await aVendor(tx)).id, 'Mango juice'))
  const { db, open, as, ctx } = town
  const guest = (letter: string) => ({ kind: 'anonymous', guestToken: letter }) as const
  const say = (visitor: string, q: string, at = ctx.at) =>
    open((tx) => rememberSearch(tx, { ...ctx, at }, { q, visitor: `guest:${visitor.repeat(64)}` }))
  for (const visitor of ['a', 'b', 'c']) await say(visitor, 'Mango')
  await say('a', 'mango ')
  await say('a', 'durian')
  await say('b', 'Durian')
  const account: Actor = { kind: 'account', accountId: newId(), roles: ['customer'], vendorIds: [] }
  await open((tx) => rememberSearch(tx, ctx, { q: 'juice', visitor: `account:${account.accountId}` }))

  assert.deepEqual((await listPopularSearches(db, ctx)).items, ['Mango'])
  assert.deepEqual((await listRecentSearches(db, as(account))).items, ['juice'])
  assert.deepEqual((await listRecentSearches(db, as(guest('zzz')))).items, [])
  assert.deepEqual((await listRecentSearches(db, ctx)).items, [])
  const report = await reportSearches(db, ctx, {})
  assert.deepEqual(
    report.popular.map(({ said, searches, visitors, found }) => [said, searches, visitors, found]),
    [
      ['Mango', 3, 3, 1],
      ['juice', 1, 1, 1],
    ],
  )
  assert.deepEqual(
    report.withoutResults.map(({ said, visitors }) => [said, visitors]),
    [['Durian', 2]],
  )

  await open((tx) => forgetSearches(tx, as(account)))
  assert.deepEqual((await listRecentSearches(db, as(account))).items, [])
  const later = { ...ctx, at: new Date(ctx.at.getTime() + 91 * 86_400_000) }
  assert.equal(await open((tx) => forgetOldSearches(tx, later, 500)), 6)
})

test('the index is used: words and places are looked up in it, and no market’s rows are read through for another', async () => {
  const { db, market } = await aTown(async (tx) => dish(tx, (await aVendor(tx)).id, 'Soup'))

  const { rows } = await sql<{ found: number }>`
    SELECT count(*) AS found FROM search.match_products('soup'::tsquery, NULL, NULL, '[]', NULL, NULL, 100)`.execute(db)
  const { rows: policies } = await sql<{ name: string }>`
    SELECT polrelid::regclass::text AS name FROM pg_policy WHERE polname = 'finder' ORDER BY 1`.execute(db)
  const { rows: definers } = await sql<{ name: string; source: string }>`
    SELECT proname AS name, prosrc AS source FROM pg_proc
    WHERE prosecdef AND pronamespace = 'search'::regnamespace AND prosrc ~ 'FROM' ORDER BY 1`.execute(db)

  assert.equal(rows[0]?.found, 1)
  assert.deepEqual(
    policies.map(({ name }) => name),
    ['search.products', 'search.vendors', 'search.words'],
  )
  assert.deepEqual(
    definers.map(({ name }) => name),
    ['look_up', 'match_products', 'match_vendors'],
  )
  for (const { name, source } of definers)
    assert.ok(source.includes("current_setting('app.market')"), `${name} of ${market.id} names its market`)
})

/** An event waits for older transactions anywhere on the server, those of other tests among them. */
async function becomes(
  consumers: { settle(): Promise<void> },
  look: () => Promise<readonly string[]>,
  wanted: readonly string[],
): Promise<void> {
  let seen: readonly string[] = []
  for (let tries = 0; tries < 100; tries++) {
    await consumers.settle()
    seen = await look()
    if (seen.join() === wanted.join()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }

  assert.deepEqual(seen, wanted)
}
