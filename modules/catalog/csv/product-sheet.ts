// A menu as a table: one product a row. What a cell says, or what is wrong with it and how to mend it.
import type { LocalText } from '@provender/markets'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { ProductDraft, type VendorProduct } from '../product.ts'

export const columns = [
  'id',
  'category',
  'name_en',
  'name_fr',
  'description_en',
  'description_fr',
  'price',
  'unit',
  'allergens',
  'diets',
  'listed',
  'on_hand',
  'picture',
] as const
export type Column = (typeof columns)[number]

/** Without these there is no product; the others may be left out. */
const needed: readonly Column[] = ['category', 'name_en', 'price', 'unit']

export const CellProblem = Type.Object(
  {
    row: Type.Integer({ description: 'As a spreadsheet counts: the heading is row 1.' }),
    column: Type.String(),
    value: Type.String({ description: 'What stands there.' }),
    problem: Type.String({ description: 'What is wrong, and the way out.' }),
  },
  { title: 'CellProblem' },
)
export type CellProblem = Static<typeof CellProblem>

/** What a row says. What its column is missing for is left out: it stays as it is, or as it usually is. */
export interface SheetRow {
  readonly row: number
  readonly id: string | undefined
  readonly category: string
  readonly name: LocalText
  readonly description: LocalText | null | undefined
  readonly priceMinor: number
  readonly unit: VendorProduct['unit']
  readonly allergens: VendorProduct['allergens'] | undefined
  readonly diets: VendorProduct['diets'] | undefined
  readonly listed: boolean | undefined
  /** Null: made to order. */
  readonly onHand: number | null | undefined
  readonly picture: string | undefined
}

export function rowOf(product: VendorProduct, digits: number): string[] {
  const cells: Record<Column, string> = {
    id: product.id,
    category: product.category,
    name_en: product.name.en,
    name_fr: product.name.fr ?? '',
    description_en: product.description?.en ?? '',
    description_fr: product.description?.fr ?? '',
    price: (product.priceMinor / 10 ** digits).toFixed(digits),
    unit: product.unit,
    allergens: product.allergens.join(' '),
    diets: product.diets.join(' '),
    listed: product.listed ? 'yes' : 'no',
    on_hand: product.onHand === null ? '' : String(product.onHand),
    picture: product.picture,
  }

  return columns.map((column) => cells[column])
}

/** What the headings say; problems when some are missing, unknown or there twice. */
export function headingOf(cells: readonly string[]): { places: ReadonlyMap<Column, number>; problems: CellProblem[] } {
  const places = new Map<Column, number>()
  const problems: CellProblem[] = []
  const tell = (column: string, value: string, problem: string) => problems.push({ row: 1, column, value, problem })
  for (const [at, cell] of cells.entries()) {
    const column = columns.find((each) => each === cell.toLowerCase().replaceAll(' ', '_'))
    if (cell === '') continue
    if (!column) tell(cell, cell, `There is no such column. There are: ${columns.join(', ')}.`)
    else if (places.has(column)) tell(column, cell, 'This column is there twice. Remove one of them.')
    else places.set(column, at)
  }
  for (const column of needed)
    if (!places.has(column)) tell(column, '', `The column ${column} is missing. Add it, with this heading.`)

  return { places, problems }
}

export interface Surroundings {
  readonly places: ReadonlyMap<Column, number>
  readonly categories: ReadonlySet<string>
  readonly digits: number
}

/** Every wrong cell of the row is named, not only the first one. */
export function readRow(
  cells: readonly string[],
  row: number,
  { places, categories, digits }: Surroundings,
): { said?: SheetRow; problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const cell = (column: Column) => {
    const at = places.get(column)
    return at === undefined ? undefined : (cells[at] ?? '')
  }
  const wrong = (column: Column, problem: string) =>
    void problems.push({ row, column, value: (cell(column) ?? '').slice(0, 100), problem })
  /** What a cell means; it is wrong when it means nothing. */
  const meant = <T>(column: Column, meaning: T | undefined, problem: string): T | undefined => {
    if (meaning === undefined) wrong(column, problem)
    return meaning
  }
  const words = (column: Column) =>
    (cell(column) ?? '')
      .toLowerCase()
      .split(/[\s,;|]+/)
      .filter((word) => word !== '')

  const id = cell('id') || undefined
  if (id !== undefined && !uuid.test(id)) wrong('id', 'This is no id. Leave it empty for a new product.')
  const category = cell('category') ?? ''
  if (!categories.has(category)) wrong('category', `There is no such shelf. There are: ${[...categories].join(', ')}.`)
  const name = localText(cell('name_en'), cell('name_fr'))
  if (!name) wrong('name_en', 'A product needs a name.')
  for (const [column, text] of [
    ['name_en', name?.en],
    ['name_fr', name?.fr],
  ] as const)
    if ((text ?? '').length > mostName) wrong(column, `A name has at most ${mostName} characters.`)
  for (const column of ['description_en', 'description_fr'] as const)
    if ((cell(column) ?? '').length > 2000) wrong(column, 'A description has at most 2000 characters.')
  const priceMinor = meant(
    'price',
    priceOf(cell('price') ?? '', digits),
    digits === 0
      ? 'Write a whole amount like 1500, without a currency.'
      : `Write an amount like 12.50 or 12,50, with at most ${digits} decimals and without a currency.`,
  )
  const unit = meant(
    'unit',
    units.find((each) => each === (cell('unit') ?? '').toLowerCase()),
    `Write one of: ${units.join(', ')}.`,
  )
  const allergens = places.has('allergens') ? chosen(words('allergens'), allAllergens) : undefined
  if (allergens?.strange)
    wrong('allergens', `There is no "${allergens.strange}". There are: ${allAllergens.join(' ')}.`)
  const diets = places.has('diets') ? chosen(words('diets'), allDiets) : undefined
  if (diets?.strange) wrong('diets', `There is no "${diets.strange}". There are: ${allDiets.join(' ')}.`)
  const listed = cell('listed') ? meant('listed', yesOrNo(cell('listed') ?? ''), 'Write yes or no.') : undefined
  const onHand = places.has('on_hand')
    ? meant('on_hand', countOf(cell('on_hand') ?? ''), 'Write a whole number up to 1000000, or nothing: made to order.')
    : undefined
  const picture = cell('picture') || undefined
  if (picture !== undefined && !Value.Check(ProductDraft.properties.picture, picture))
    wrong('picture', 'Leave it as it was exported, or empty. Photos are added in the menu.')
  if (problems.length > 0 || !name || priceMinor === undefined || !unit) return { problems }

  const described = places.has('description_en') || places.has('description_fr')
  const description = described ? (localText(cell('description_en'), cell('description_fr')) ?? null) : undefined
  return {
    problems,
    said: {
      row,
      id,
      category,
      name,
      description,
      priceMinor,
      unit,
      allergens: allergens?.found,
      diets: diets?.found,
      listed,
      onHand,
      picture,
    },
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const mostName = 200
const { unit: Unit, allergens: Allergens, diets: Diets } = ProductDraft.properties
const units = Unit.enum as readonly VendorProduct['unit'][]
const allAllergens = Allergens.items.enum as readonly VendorProduct['allergens'][number][]
const allDiets = Diets.items.enum as readonly VendorProduct['diets'][number][]

function localText(en = '', fr = ''): LocalText | undefined {
  const english = en || fr

  return english === '' ? undefined : { en: english, ...(fr !== '' && { fr }) }
}

/** `1 500`, `12.50` or `12,5`, in minor units. */
function priceOf(text: string, digits: number): number | undefined {
  const plain = text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.')
  const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d+))?$/.exec(plain) ?? []
  const decimals = part.replace(/0+$/, '')
  if (whole === undefined || decimals.length > digits) return undefined
  const minor = Number(whole + decimals.padEnd(digits, '0'))

  return minor <= 1_000_000_000 ? minor : undefined
}

function chosen<T extends string>(words: readonly string[], all: readonly T[]): { found: T[]; strange?: string } {
  const strange = words.find((word) => !(all as readonly string[]).includes(word))

  return { found: all.filter((each) => words.includes(each)), ...(strange !== undefined && { strange }) }
}

function yesOrNo(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (['yes', 'true', '1', 'x', 'oui', 'vrai'].includes(word)) return true

  return ['no', 'false', '0', 'non', 'faux'].includes(word) ? false : undefined
}

function countOf(text: string): number | null | undefined {
  if (text === '') return null

  return /^\d{1,7}$/.test(text) && Number(text) <= 1_000_000 ? Number(text) : undefined
}
