// A vendor's menu of 10,000 products out of a spreadsheet; beside a bare INSERT of the same rows into the same table.
import { randomUUID } from 'node:crypto'
import { type Bed, asAdmin, call, market, onBed, vendorToken } from './bed.ts'
import { type Benchmark, type Figure, alternate, median, rateFigure } from './figures.ts'

const rounds = 3
const rows = 10_000

export const menuImport: Benchmark = {
  names: ['menu_import'],
  about: 'POST /vendor/menu/import of 10,000 rows; floor: one bare INSERT of the same rows',
  run: (say) => onBed((bed) => measure(bed, say)),
}

async function measure(bed: Bed, say: (sentence: string) => void): Promise<Figure[]> {
  const server = await bed.start()
  const { items } = await call(server.url, 'GET', '/vendors?limit=2')
  const [vendor] = items
  const token = await vendorToken(server.url, vendor)
  const { items: categories } = await call(server.url, 'GET', '/categories')
  const [category] = categories
  let table = 0

  say(`menu_import, ${rounds} rounds`)
  const { subject, floor } = await alternate(
    rounds,
    () => timed(() => importTable(server.url, token, category.slug, ++table)),
    () => timed(() => insertRows(bed, { vendorId: vendor.id, categoryId: category.id, table: ++table })),
  )

  return [rateFigure('menu_import', median(subject), 'rows/s', median(floor))]
}

/** Rows a second. */
async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()

  return rows / ((performance.now() - startedAt) / 1000)
}

async function importTable(url: string, token: string, category: string, table: number): Promise<void> {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${category},${nameOf(table, row)},${description},${500 + row},portion,fish gluten,yes,${row % 40}`,
  )
  const answer = await fetch(`${url}/m/${market}/api/v1/vendor/menu/import?apply=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: ['category,name_en,description_en,price,unit,allergens,listed,on_hand', ...lines].join('\n'),
  })
  const report = (await answer.json()) as { added?: number; applied?: boolean }
  if (report.added !== rows || !report.applied) throw new Error(`the import answered ${JSON.stringify(report)}`)
}

async function insertRows(bed: Bed, into: { vendorId: string; categoryId: string; table: number }): Promise<void> {
  const products = Array.from({ length: rows }, (_, row) => ({
    id: randomUUID(),
    slug: `bare-${into.table}-${row}`,
    name: { en: nameOf(into.table, row) },
    price: 500 + row,
  }))
  await asAdmin(bed, (client) =>
    client.query(
      `INSERT INTO catalog.products (id, vendor_id, category_id, slug, name, description, price_minor, unit, picture, allergens)
       SELECT id, $1, $2, slug, name, $3, price, 'portion', 'fluent-emoji-flat:fish', '{fish,gluten}'
       FROM jsonb_to_recordset($4::jsonb) AS product (id uuid, slug text, name jsonb, price bigint)`,
      [into.vendorId, into.categoryId, JSON.stringify({ en: description }), JSON.stringify(products)],
    ),
  )
}

const description = 'Smoked and grilled over wood with a sauce of the day'

function nameOf(table: number, row: number): string {
  return `Dish ${table} number ${row} of the house`
}
