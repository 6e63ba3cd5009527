// A whole town at once: categories, vendors and what they sell, with what is on the shelves.
import { stockShelves } from '@provender/inventory'
import type { LocalText } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { type Measure, type OptionKind, type Place, measureOf } from '@provender/pricing'
import { insertCategories } from './category-store.ts'
import { townImported } from './events.ts'
import type { Details } from './details.ts'
import type { FactsDraft } from './facts.ts'
import type { SpecialDays, WeekHours } from './hours.ts'
import type { PickupPointDraft } from './pickup-point.ts'
import { insertPickupPoints } from './pickup-point-store.ts'
import type { Product } from './product.ts'
import type { SoldWhen } from './sold-when.ts'
import { insertProducts, updateOptionGroups } from './product-store.ts'
import type { VendorDraft } from './vendor.ts'
import { type ImportedVendor, insertVendors } from './vendor-store.ts'

/** The part of a demo town that catalog keeps. */
export interface Town {
  /** In the order they are shown. */
  readonly categories: readonly {
    readonly slug: string
    readonly name: LocalText
    readonly picture: string
    readonly taxClass?: string
  }[]
  readonly vendors: readonly TownVendor[]
}

interface TownVendor {
  readonly slug: string
  readonly name: string
  readonly kind: VendorDraft['kind']
  readonly about: LocalText
  readonly phone: string
  readonly address: string
  readonly place: Place
  readonly hours: WeekHours
  readonly lastOrderMinutes?: number
  /** Holidays of every year: `12-25`. */
  readonly closedOn?: readonly string[]
  readonly pickupPoints?: readonly PickupPointDraft[]
  readonly deliveryRadiusM: number
  readonly preparationMinutes: number
  readonly minimumBasketMinor: number
  readonly picture: string
  readonly products: readonly TownProduct[]
}

interface TownProduct {
  /** Unique in the town. */
  readonly slug: string
  /** Slug of a category. */
  readonly category: string
  readonly name: LocalText
  readonly description: LocalText
  readonly priceMinor: number
  readonly unit: Product['unit']
  readonly picture: string
  readonly allergens: readonly Product['allergens'][number][]
  readonly dietary: readonly Product['diets'][number][]
  /** Null: made to order. */
  readonly stock: number | null
  readonly options?: readonly TownOptionGroup[]
  readonly measure?: Pick<Measure, 'step' | 'least' | 'most' | 'toleranceBp'>
  readonly facts?: FactsDraft
  readonly soldWhen?: SoldWhen
  readonly preparationMinutes?: number
}

/** Of sizes exactly one is chosen; anything may be left out; of the rest as many as it says. */
interface TownOptionGroup {
  readonly kind: OptionKind
  readonly name: LocalText
  readonly min?: number
  readonly max?: number
  /** How often one of them may be chosen; once unless said. */
  readonly each?: number
  readonly options: readonly {
    readonly name: LocalText
    readonly priceMinor?: number
    /** How many there are; not counted unless said. */
    readonly stock?: number
    /** Slug of a product of the same vendor that it stands for. */
    readonly product?: string
  }[]
}

/** Every id, by slug. */
export interface ImportedTown {
  readonly categoryIds: ReadonlyMap<string, string>
  readonly vendorIds: ReadonlyMap<string, string>
  readonly productIds: ReadonlyMap<string, string>
}

/** A handful of statements whatever the size. What is there already, by slug, stays as people have changed it since. */
export async function importTown(tx: Tx, ctx: Context, town: Town): Promise<ImportedTown> {
  const categoryIds = await insertCategories(
    tx,
    town.categories.map((category, position) => ({ ...category, id: newId(), position })),
  )
  const vendorIds = await insertVendors(
    tx,
    town.vendors.map((vendor) => vendorOf(vendor, ctx)),
  )
  await insertPickupPoints(
    tx,
    town.vendors.flatMap(({ slug, pickupPoints = [] }) =>
      pickupPoints.map((point) => ({ ...point, id: newId(), vendorId: idOf(vendorIds, slug) })),
    ),
  )
  const wanted = town.vendors.flatMap((vendor) =>
    vendor.products.map((product) => ({
      ...product,
      id: newId(),
      vendorId: idOf(vendorIds, vendor.slug),
      categoryId: idOf(categoryIds, product.category),
      allergens: [...product.allergens],
      diets: [...product.dietary],
      priceMinor: leastPrice(product),
      ...detailsOf(product),
    })),
  )
  const products = await insertProducts(tx, wanted)
  const productIds = new Map(products.map((product) => [product.slug, product.id]))
  const isNew = new Set(products.filter((product) => product.isNew).map(({ slug }) => slug))
  const choosable = wanted
    .filter(({ slug, options }) => options !== undefined && isNew.has(slug))
    .map(({ slug, options = [] }) => ({ id: idOf(productIds, slug), ...optionsOf(options, productIds) }))
  if (choosable.length > 0) await updateOptionGroups(tx, choosable)

  const stock = new Map(town.vendors.flatMap(({ products }) => products.map((each) => [each.slug, onHandOf(each)])))
  const shelves = products
    .filter((product) => product.isNew)
    .flatMap(({ id, slug }) => {
      const onHand = stock.get(slug) ?? null
      return onHand === null ? [] : [{ productId: id, onHand }]
    })
  await stockShelves(tx, ctx, [...shelves, ...choosable.flatMap(({ shelves }) => shelves)])
  await publish(tx, townImported, { vendors: town.vendors.length, products: products.length })

  return { categoryIds, vendorIds, productIds }
}

function vendorOf(vendor: TownVendor, ctx: Context): ImportedVendor {
  return {
    id: newId(),
    slug: vendor.slug,
    name: vendor.name,
    kind: vendor.kind,
    about: vendor.about,
    phone: vendor.phone,
    addressLine: vendor.address,
    place: vendor.place,
    hours: vendor.hours,
    lastOrderMinutes: vendor.lastOrderMinutes ?? 0,
    specialDays: (vendor.closedOn ?? []).map((day) => holiday(day, ctx)),
    picture: vendor.picture,
    deliveryRadiusM: vendor.deliveryRadiusM,
    preparationMinutes: vendor.preparationMinutes,
    minimumBasketMinor: vendor.minimumBasketMinor,
  }
}

/** A size's price takes the place of the product's. */
function leastPrice({ priceMinor, options = [] }: TownProduct): number {
  const sizes = options.find(({ kind }) => kind === 'size')?.options ?? []

  return sizes.length === 0 ? priceMinor : Math.min(...sizes.map((size) => size.priceMinor ?? 0))
}

function detailsOf({ measure, unit, facts = {}, soldWhen, preparationMinutes }: TownProduct): Details {
  const size = measureOf(unit)
  if (measure && !size) throw new Error(`${unit} is neither a weight nor a volume`)

  return {
    measure: measure && size ? { ...measure, ...size } : null,
    facts,
    soldWhen: soldWhen ?? null,
    preparationMinutes: preparationMinutes ?? null,
  }
}

/** What lies on the shelf, in base units where it is weighed. */
function onHandOf({ stock, measure, unit }: TownProduct): number | null {
  return stock === null || !measure ? stock : stock * (measureOf(unit)?.per ?? 1)
}

/** A town's options with ids of their own, and what lies on their shelves. */
function optionsOf(groups: readonly TownOptionGroup[], productIds: ReadonlyMap<string, string>) {
  const shelves: { productId: string; onHand: number }[] = []
  const optionGroups = groups.map(({ kind, name, options, ...bounds }) => ({
    id: newId(),
    kind,
    name,
    min: bounds.min ?? (kind === 'size' ? 1 : 0),
    max: bounds.max ?? (kind === 'size' ? 1 : options.length),
    each: bounds.each ?? 1,
    options: options.map(({ stock, product, ...option }) => {
      const id = newId()
      if (stock !== undefined) shelves.push({ productId: id, onHand: stock })
      return {
        id,
        name: option.name,
        priceMinor: option.priceMinor ?? 0,
        productId: product === undefined ? null : idOf(productIds, product),
        listed: true,
      }
    }),
  }))

  return { optionGroups, shelves }
}

/** The next time that day comes. */
function holiday(day: string, { at }: Context): SpecialDays {
  const thisYear = `${at.getUTCFullYear()}-${day}`
  const date = thisYear < at.toISOString().slice(0, 10) ? `${at.getUTCFullYear() + 1}-${day}` : thisYear

  return { from: date, to: date, openings: [], reason: 'holiday' }
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug)
  if (id === undefined) throw new Error(`the town has nothing called ${slug}`)

  return id
}
