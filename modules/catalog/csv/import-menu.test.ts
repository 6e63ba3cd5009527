// Menus out of spreadsheets and into them: every wrong cell is named, and a table is taken in whole or not at all.
import { openMarket } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { menuTooLong, sheetFaulty, sheetUnreadable } from '../errors.ts'
import { aProduct, aVendor } from '../fixtures.ts'
import { listProducts } from '../list-products.ts'
import { getOwnProduct, listOwnProducts } from '../own-products.ts'
import { exportMenu } from './export-menu.ts'
import { importMenu, mostRows } from './import-menu.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'reeyo')
const { db, open } = database.market('reeyo')

const openKitchen = async () => {
  const vendor = await open((tx) => aVendor(tx, { name: `Kitchen ${newId().slice(-6)}` }))
  const ndole = await open((tx) => aProduct(tx, vendor.id, { name: { en: 'Ndolé', fr: 'Ndolé' }, priceMinor: 3500 }))
  const juice = await open((tx) => aProduct(tx, vendor.id, { name: { en: 'Juice' }, priceMinor: 500, onHand: 4 }))
  const actor: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [vendor.id] }
  const ctx = testContext(market, actor)
  const take = (text: string, apply = false) =>
    open((tx) => importMenu(tx, ctx, { vendorId: vendor.id, bytes: Buffer.from(text), apply }))
  const names = async () => (await listOwnProducts(db, ctx, { limit: 100 })).items.map(({ name }) => name.en)
  return { vendor, ctx, ndole, juice, take, names }
}
const heading = 'category;name_en;name_fr;price;unit;allergens;listed;on_hand'

test('what was exported is taken in again and changes nothing, formulas in names included', async () => {
  const { vendor, ctx, take } = await openKitchen()
  await open((tx) => aProduct(tx, vendor.id, { name: { en: '=1+1 sale' }, description: { en: '@home\n"quoted"' } }))
  const text = await exportMenu(db, ctx, vendor.id)
  const report = await take(text, true)

  assert.ok(text.includes(`"'=1+1 sale"`))
  assert.ok(text.includes('"3500"'), 'francs have no cents')
  assert.deepEqual(
    [report.rows, report.added, report.changed, report.unchanged, report.problems, report.applied],
    [3, 0, 0, 3, [], true],
  )
})

test('a look changes nothing and says what would; applying does exactly that', async () => {
  const { ctx, ndole, juice, take, names } = await openKitchen()
  const text = [
    heading,
    'dishes;Ndolé;Ndolé royal;4 000;portion;fish, peanuts;oui;',
    'dishes;JUICE;;500;portion;fish;non;9',
    'dishes;Crêpe;;1500;piece;gluten milk;;12',
  ].join('\r\n')
  const look = await take(text)
  const before = await names()
  const done = await take(text, true)
  const { items } = await listOwnProducts(db, ctx, { limit: 100 })
  const crepe = items.find(({ name }) => name.en === 'Crêpe')

  assert.deepEqual([look.added, look.changed, look.unchanged, look.applied], [1, 2, 0, false])
  assert.deepEqual(before, ['Ndolé', 'Juice'])
  assert.deepEqual({ ...done, applied: false }, look)
  const changed = await getOwnProduct(db, ctx, ndole)
  assert.deepEqual(
    [changed.priceMinor, changed.name.fr, changed.allergens, changed.onHand, changed.slug],
    [4000, 'Ndolé royal', ['fish', 'peanuts'], null, 'ndole'],
  )
  const counted = await getOwnProduct(db, ctx, juice)
  assert.deepEqual([counted.name.en, counted.listed, counted.onHand], ['JUICE', false, 9])
  assert.deepEqual([crepe?.slug, crepe?.priceMinor, crepe?.onHand, crepe?.listed], ['crepe', 1500, 12, true])
  assert.equal((await listProducts(db, ctx, { q: 'crep' })).items.length, 1)
  assert.equal((await listProducts(db, ctx, { q: 'juice', vendorId: counted.vendorId })).items.length, 0)
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM events.log WHERE name = 'catalog.menu_changed' AND payload ->> 'vendorId' = ${counted.vendorId}
  `.execute(db)
  assert.equal(rows[0]?.count, 1)
})

test('every wrong cell is named with its row, its column and the way out, and nothing is written', async () => {
  const { take, names } = await openKitchen()
  const text = [
    'category,name_en,price,unit,allergens,diets,listed,on_hand,id,picture',
    'dishes,Fine,1000,portion,,,,,,',
    'dinners,Wrong shelf,1000,portion,,,,,,',
    'dishes,,12.50,handful,gluten foo,bar,perhaps,-3,nonsense,http://x/y.png',
    'dishes,Fine,2000,portion,,,,,,',
    `dishes,Ghost,2000,portion,,,,,${newId()},`,
  ].join('\n')
  const report = await take(text)

  assert.deepEqual(
    report.problems.map(({ row, column, value }) => [row, column, value]),
    [
      [3, 'category', 'dinners'],
      [4, 'id', 'nonsense'],
      [4, 'name_en', ''],
      [4, 'price', '12.50'],
      [4, 'unit', 'handful'],
      [4, 'allergens', 'gluten foo'],
      [4, 'diets', 'bar'],
      [4, 'listed', 'perhaps'],
      [4, 'on_hand', '-3'],
      [4, 'picture', 'http://x/y.png'],
      [5, 'name_en', 'Fine'],
      [6, 'id', report.problems.at(-1)?.value],
    ],
  )
  assert.match(report.problems[0]?.problem ?? '', /There are: dishes/)
  assert.match(report.problems[3]?.problem ?? '', /whole amount like 1500/)
  assert.match(report.problems[10]?.problem ?? '', /Row 2 is about the same product/)
  await assert.rejects(take(text, true), ({ code, facts }: { code: string; facts: { problems: unknown } }) => {
    assert.equal(code, sheetFaulty.code)
    assert.deepEqual(facts.problems, report.problems)
    return true
  })
  assert.deepEqual(await names(), ['Ndolé', 'Juice'])
})

test('headings that are missing, unknown or there twice are named', async () => {
  const { take } = await openKitchen()
  const { problems } = await take('name_en,prize,unit,unit\nSoup,3,portion,portion\n')

  assert.deepEqual(
    problems.map(({ row, column, problem }) => [row, column, problem.split('.')[0]]),
    [
      [1, 'prize', 'There is no such column'],
      [1, 'unit', 'This column is there twice'],
      [1, 'category', 'The column category is missing'],
      [1, 'price', 'The column price is missing'],
    ],
  )
})

test('what is promised to orders cannot be counted away, and a photo stays with its product', async () => {
  const { ctx, ndole, juice, take } = await openKitchen()
  await sql`UPDATE inventory.stock SET reserved = 3 WHERE product_id = ${juice}`.execute(db)
  const { problems } = await take(`${heading};picture\ndishes;Juice;;500;portion;fish;yes;2;photo:${newId()}\n`)

  assert.deepEqual(problems.map(({ column }) => column).sort(), ['on_hand', 'picture'])
  assert.equal((await getOwnProduct(db, ctx, ndole)).priceMinor, 3500)
})

test('others’ products are out of reach, by id and by name', async () => {
  const ours = await openKitchen()
  const theirs = await openKitchen()
  const { problems } = await ours.take(`id,category,name_en,price,unit\n${theirs.ndole},dishes,Taken over,1,portion\n`)
  await ours.take('category,name_en,price,unit\ndishes,Ndolé,9999,portion\n', true)

  assert.deepEqual(
    problems.map(({ column }) => column),
    ['id'],
  )
  assert.equal((await getOwnProduct(db, theirs.ctx, theirs.ndole)).priceMinor, 3500)
})

test('what is no table, or too long a one, is refused', async () => {
  const { take } = await openKitchen()

  for (const text of ['', 'one', '\0\0\0', '{"a":1}'])
    await assert.rejects(take(text), { code: sheetUnreadable.code }, JSON.stringify(text))
  const long = `category,name_en,price,unit\n${'dishes,A,1,portion\n'.repeat(mostRows + 1)}`
  await assert.rejects(take(long), { code: menuTooLong.code })
})

test('of two imports at once neither loses what the other did, and no product is added twice', async () => {
  const { take, names } = await openKitchen()
  const table = 'category,name_en,price,unit\ndishes,Eru,1000,portion\ndishes,Koki,1000,portion\n'
  const both = await Promise.allSettled([take(table, true), take(table, true)])

  assert.deepEqual(
    both.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  )
  assert.deepEqual((await names()).sort(), ['Eru', 'Juice', 'Koki', 'Ndolé'])
})
