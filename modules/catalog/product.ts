// A product: one thing on a menu or shelf, as customers see it and as its vendor sees it.
import { LocalText, textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'
import { type DetailsRead, detailsDraft, ownDetails, publicDetails, publicDetailsOf } from './details.ts'
import { OptionGroup, OptionGroupDraft, type OptionsRead, VendorOptionGroup, publicGroups } from './option.ts'
import { CategoryId } from './category.ts'
import { Picture, Slug, VendorId } from './vendor.ts'

export const ProductId = IdOf<'product'>('Product')

/** The fourteen allergens of EU Regulation 1169/2011, annex II. */
const Allergen = Type.Enum([
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
])
export const Diet = Type.Enum(['vegan', 'vegetarian', 'halal', 'gluten_free', 'organic'])
const Unit = Type.Enum(
  [
    'portion',
    'piece',
    'dozen',
    'bunch',
    'box',
    'pack',
    'jar',
    'bottle',
    'cup',
    'kg',
    '500 g',
    '250 g',
    '100 g',
    'pound',
    'half pound',
    'litre',
    '500 ml',
    'quart',
    'pint',
  ],
  { description: 'What one of it is; the price is for this much.' },
)

const nullable = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const PriceMinor = Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Of one unit, in minor units.' })
const Allergens = Type.Array(Allergen, { maxItems: 14, uniqueItems: true })
const Diets = Type.Array(Diet, { maxItems: 5, uniqueItems: true })
const Available = nullable(
  Type.Integer({ minimum: 0 }),
  'How many can be ordered, 0 when sold out; null when made to order. Ordering decides, this only tells.',
)

export const Product = Type.Object(
  {
    id: ProductId,
    slug: Slug,
    name: Type.String({ description: 'In the language of the caller.' }),
    description: nullable(Type.String(), 'In the language of the caller.'),
    priceMinor: PriceMinor,
    offer: nullable(
      Type.Object({
        priceMinor: PriceMinor,
        lowestMinor: nullable(PriceMinor, 'The lowest price of the 30 days before this one began.'),
        name: Type.String({ description: 'What the offer is called, in the language of the caller.' }),
      }),
      'What everybody is asked just now instead of priceMinor, if it is something else.',
    ),
    unit: Unit,
    picture: Picture,
    allergens: Allergens,
    diets: Diets,
    available: Available,
    ...publicDetails,
    optionGroups: Type.Array(OptionGroup, { description: 'What customers choose about it; often nothing.' }),
    category: Type.Object({ id: CategoryId, slug: Slug, name: Type.String() }),
    vendor: Type.Object({ id: VendorId, slug: Slug, name: Type.String() }),
  },
  { title: 'Product' },
)
export type Product = Static<typeof Product>

const draft = {
  category: Type.String({ description: 'The slug of a category.' }),
  name: LocalText,
  description: nullable(LocalText, 'In the languages of the market.'),
  priceMinor: PriceMinor,
  unit: Unit,
  picture: Picture,
  allergens: Allergens,
  diets: Diets,
  listed: Type.Boolean({ description: 'False takes it off the menu for now.' }),
}
/** What a vendor says about a product. */
export const ProductDraft = Type.Object({
  ...draft,
  ...detailsDraft,
  optionGroups: Type.Optional(
    Type.Array(OptionGroupDraft, {
      maxItems: 20,
      description: 'What customers choose; left out: as it is. With sizes the price is that of the cheapest one.',
    }),
  ),
})
export type ProductDraft = Static<typeof ProductDraft>

export const OnHand = nullable(
  Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  'What lies on the shelf, promised to orders or not; null: made to order.',
)

export const VendorProduct = Type.Object(
  {
    id: ProductId,
    vendorId: VendorId,
    slug: Slug,
    ...draft,
    onHand: OnHand,
    reserved: Type.Integer({ minimum: 0, description: 'Promised to orders.' }),
    available: Available,
    ...ownDetails,
    optionGroups: Type.Array(VendorOptionGroup),
  },
  { title: 'VendorProduct', description: 'A product as its vendor sees it.' },
)
export type VendorProduct = Static<typeof VendorProduct>

/** A product as it is read for customers. */
export interface ProductRecord extends OptionsRead, DetailsRead {
  readonly id: string
  readonly slug: string
  readonly name: LocalText
  readonly description: LocalText | null
  readonly priceMinor: number
  readonly offer: { readonly priceMinor: number; readonly lowestMinor: number | null; readonly name: LocalText } | null
  readonly unit: Product['unit']
  readonly picture: string
  readonly allergens: Product['allergens']
  readonly diets: Product['diets']
  readonly available: number | null
  readonly category: { readonly id: string; readonly slug: string; readonly name: LocalText }
  readonly vendor: { readonly id: string; readonly slug: string; readonly name: string }
}

export function publicProduct(product: ProductRecord, ctx: Context): Product {
  const { language } = ctx
  const groups = publicGroups(product, language)

  return {
    id: product.id,
    slug: product.slug,
    name: textIn(product.name, language),
    offer: product.offer && { ...product.offer, name: textIn(product.offer.name, language) },
    description: product.description && textIn(product.description, language),
    priceMinor: product.priceMinor,
    unit: product.unit,
    picture: product.picture,
    allergens: product.allergens,
    diets: product.diets,
    available: groups.some(cannotBeChosen) ? 0 : product.available,
    ...publicDetailsOf(product, ctx),
    optionGroups: groups,
    category: { ...product.category, name: textIn(product.category.name, language) },
    vendor: product.vendor,
  }
}

/** Whether a choice that has to be made cannot be: what is left is too little. */
function cannotBeChosen({ min, each, options }: OptionGroup): boolean {
  return options.reduce((left, { available }) => left + Math.min(each, available ?? each), 0) < min
}
