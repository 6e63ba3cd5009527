// A menu out of a spreadsheet: looked at as a whole, every wrong cell named, and then written as a whole or not at all.
import { countStock, stockShelves } from '@provender/inventory'
import { minorDigits } from '@provender/markets'
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { selectCategories } from '../category-store.ts'
import { menuTooLong, sheetFaulty, sheetUnreadable } from '../errors.ts'
import { menuChanged } from '../events.ts'
import { slugOf, wordsOf } from '../words.ts'
import { type MenuRow, type WrittenRow, insertRows, lockMenu, selectSlugs, updateRows } from './import-store.ts'
import { CellProblem, type SheetRow, headingOf, readRow } from './product-sheet.ts'
import { readSheet } from './sheet.ts'

export const mostRows = 20_000
const toldProblems = 200
const atOnce = 2000

export const ImportReport = Type.Object(
  {
    rows: Type.Integer({ description: 'Without the heading.' }),
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    problems: Type.Array(CellProblem, { description: `The first ${toldProblems} of them.` }),
    problemCount: Type.Integer(),
    applied: Type.Boolean(),
  },
  { title: 'ImportReport' },
)
export type ImportReport = Static<typeof ImportReport>

/** Products that are not in the table stay as they are: what is not named is not meant. */
export async function importMenu(
  tx: Tx,
  ctx: Context,
  { vendorId, bytes, apply }: { vendorId: string; bytes: Buffer; apply: boolean },
): Promise<ImportReport> {
  const [heading, ...body] = readSheet(bytes, mostRows + 1) ?? []
  if (!heading || heading.length < 2) throw sheetUnreadable()
  if (body.length > mostRows) throw menuTooLong()

  const menu = await lockMenu(tx, vendorId)
  const { said, problems } = await readAll(tx, ctx, heading, body)
  const plan = planOf(said, menu)
  problems.push(...plan.problems)
  const report = {
    rows: body.length,
    added: plan.added.length,
    changed: plan.changed.length,
    unchanged: said.length - plan.added.length - plan.changed.length,
    problems: problems.sort((a, b) => a.row - b.row).slice(0, toldProblems),
    problemCount: problems.length,
  }
  if (!apply) return { ...report, applied: false }
  if (problems.length > 0) throw sheetFaulty({ ...report })

  await write(tx, ctx, vendorId, plan)
  return { ...report, applied: true }
}

async function readAll(tx: Tx, ctx: Context, heading: readonly string[], body: readonly string[][]) {
  const { places, problems } = headingOf(heading)
  const said: SheetRow[] = []
  if (problems.length > 0) return { said, problems }

  const categories = new Set((await selectCategories(tx)).map(({ slug }) => slug))
  const digits = minorDigits(ctx.market.settings.currency)
  for (const [index, cells] of body.entries()) {
    const read = readRow(cells, index + 2, { places, categories, digits })
    problems.push(...read.problems)
    if (read.said) said.push(read.said)
  }

  return { said, problems }
}

interface Change {
  readonly said: SheetRow
  readonly before: MenuRow
}
interface Plan {
  readonly added: readonly SheetRow[]
  readonly changed: readonly Change[]
  readonly problems: readonly CellProblem[]
}

/** A row means the product whose id it has, else the one that is called the same; nobody is meant twice. */
function planOf(rows: readonly SheetRow[], menu: readonly MenuRow[]): Plan {
  const byId = new Map(menu.map((row) => [row.id, row]))
  const byName = Map.groupBy(menu, ({ name }) => nameKey(name.en))
  const problems: CellProblem[] = []
  const meant = new Map<string, number>()
  const added: SheetRow[] = []
  const changed: Change[] = []
  for (const said of rows) {
    const wrong = (column: string, value: string, problem: string) =>
      problems.push({ row: said.row, column, value: value.slice(0, 100), problem })
    const same = byName.get(nameKey(said.name.en)) ?? []
    const before = said.id === undefined ? (same.length === 1 ? same[0] : undefined) : byId.get(said.id)
    if (said.id !== undefined && !before) {
      wrong('id', said.id, 'You have no such product. Leave the id empty to add it as a new one.')
      continue
    }
    if (said.id === undefined && same.length > 1) {
      wrong('name_en', said.name.en, 'Several of your products are called so. Write the id of the one that is meant.')
      continue
    }
    const key = before?.id ?? nameKey(said.name.en)
    const first = meant.get(key)
    if (first !== undefined)
      wrong('name_en', said.name.en, `Row ${first} is about the same product. Remove one of them.`)
    meant.set(key, said.row)
    if (said.picture?.startsWith('photo:') && said.picture !== before?.picture)
      wrong(
        'picture',
        said.picture,
        'This photo belongs to another product. Leave it empty, and add the photo in the menu.',
      )
    if (!before) added.push(said)
    else if (differs(said, before)) {
      problems.push(...stockProblems(said, before))
      if (before.sized && said.priceMinor !== before.priceMinor)
        wrong('price', '', 'This product is priced by its sizes. Leave the price as it was exported.')
      changed.push({ said, before })
    }
  }

  return { added, changed, problems }
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function stockProblems({ row, onHand }: SheetRow, { reserved, onHand: before }: MenuRow): CellProblem[] {
  if (onHand === undefined || onHand === before || reserved === 0 || (onHand !== null && onHand >= reserved)) return []
  const problem = `${reserved} of it are promised to orders. Write ${reserved} or more.`

  return [{ row, column: 'on_hand', value: onHand === null ? '' : String(onHand), problem }]
}

function differs(said: SheetRow, before: MenuRow): boolean {
  const now = merged(said, before)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

  return !(
    (said.onHand === undefined || said.onHand === before.onHand) &&
    now.category === before.category &&
    now.priceMinor === before.priceMinor &&
    now.unit === before.unit &&
    now.listed === before.listed &&
    now.picture === before.picture &&
    same([now.name.en, now.name.fr], [before.name.en, before.name.fr]) &&
    same([now.description?.en, now.description?.fr], [before.description?.en, before.description?.fr]) &&
    same([...now.allergens].sort(), [...before.allergens].sort()) &&
    same([...now.diets].sort(), [...before.diets].sort())
  )
}

/** What has no column stays, or begins as it usually does. */
function merged(said: SheetRow, before: MenuRow | undefined): Omit<WrittenRow, 'id' | 'slug' | 'words'> {
  return {
    category: said.category,
    name: said.name,
    description: said.description === undefined ? (before?.description ?? null) : said.description,
    priceMinor: said.priceMinor,
    unit: said.unit,
    allergens: said.allergens ?? before?.allergens ?? [],
    diets: said.diets ?? before?.diets ?? [],
    listed: said.listed ?? before?.listed ?? true,
    picture: said.picture ?? before?.picture ?? 'fluent-emoji-flat:fork-and-knife-with-plate',
  }
}

async function write(tx: Tx, ctx: Context, vendorId: string, { added, changed }: Plan): Promise<void> {
  const slugs = new Set(await selectSlugs(tx, vendorId))
  const inserts = added.map((said) => {
    const id = newId()
    return { said, row: written(said, undefined, { id, slug: freeSlug(slugs, said.name.en, id) }) }
  })
  for (const rows of inParts(inserts))
    await insertRows(
      tx,
      vendorId,
      rows.map(({ row }) => row),
    )
  await stockShelves(
    tx,
    ctx,
    inserts.flatMap(({ said, row }) =>
      said.onHand === null || said.onHand === undefined ? [] : [{ productId: row.id, onHand: said.onHand }],
    ),
  )

  for (const rows of inParts(changed))
    await updateRows(
      tx,
      vendorId,
      rows.map(({ said, before }) => written(said, before, before)),
    )
  for (const { said, before } of changed) {
    if (said.onHand !== undefined && said.onHand !== before.onHand)
      await countStock(tx, ctx, { productId: before.id, onHand: said.onHand })
    const picture = said.picture ?? before.picture
    if (picture !== before.picture) await usePicture(tx, ctx, { usedBy: `product:${before.id}`, picture, vendorId })
  }
  if (inserts.length + changed.length > 0) await publish(tx, menuChanged, { vendorId })
}

/** What is off the menu is not found by its words either. */
function written(said: SheetRow, before: MenuRow | undefined, named: { id: string; slug: string }): WrittenRow {
  const row = merged(said, before)

  return { ...row, id: named.id, slug: named.slug, words: row.listed ? wordsOf(row.name) : [] }
}

function freeSlug(taken: Set<string>, name: string, id: string): string {
  const wanted = slugOf(name)
  const slug = taken.has(wanted) ? `${wanted}-${id.slice(-6)}` : wanted
  taken.add(slug)

  return slug
}

function inParts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, part) =>
    all.slice(part * atOnce, (part + 1) * atOnce),
  )
}
