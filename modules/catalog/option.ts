// Options of a product: groups that customers choose from, as its vendor writes them and as customers see them.
import { LocalText, textIn } from '@provender/markets'
import type { Language } from '@provender/platform/context'
import { IdOf, newId } from '@provender/platform/ids'
import { type OfferedGroup, OptionKind } from '@provender/pricing'
import { Type, type Static, type TSchema } from 'typebox'

const OptionId = IdOf<'option'>('Option')
const GroupId = IdOf<'optionGroup'>('OptionGroup')
const nullable = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const Minor = Type.Integer({
  minimum: 0,
  maximum: 1_000_000_000,
  description: 'On top of the price; of a size, the price of the product in it; 0 for what is left out.',
})
const bounds = {
  min: Type.Integer({ minimum: 0, maximum: 40, description: 'How many have to be chosen; 0: none need to be.' }),
  max: Type.Integer({ minimum: 1, maximum: 40, description: 'How many may be chosen.' }),
  each: Type.Integer({ minimum: 1, maximum: 20, description: 'How often one of them may be chosen.' }),
}
const Available = nullable(Type.Integer({ minimum: 0 }), 'How many are left; null when it is not counted.')

/** What customers choose from. */
export const OptionGroup = Type.Object(
  {
    id: GroupId,
    kind: OptionKind,
    name: Type.String({ description: 'In the language of the caller.' }),
    ...bounds,
    options: Type.Array(
      Type.Object({ id: OptionId, name: Type.String(), priceMinor: Minor, available: Available }, { title: 'Option' }),
    ),
  },
  { title: 'OptionGroup' },
)
export type OptionGroup = Static<typeof OptionGroup>

const option = {
  name: LocalText,
  priceMinor: Minor,
  productId: Type.Optional(
    nullable(IdOf<'product'>('Product'), 'In a combo: which product of the vendor it is; its stock is drawn on.'),
  ),
  listed: Type.Boolean({ description: 'False takes it off for now.' }),
}
const group = { kind: OptionKind, name: LocalText, ...bounds }

/** What a vendor says about a group. Ids of what is there already are kept, so that its stock and carts are. */
export const OptionGroupDraft = Type.Object(
  {
    id: Type.Optional(GroupId),
    ...group,
    options: Type.Array(
      Type.Object({
        id: Type.Optional(OptionId),
        ...option,
        onHand: Type.Optional(
          nullable(
            Type.Integer({ minimum: 0, maximum: 1_000_000 }),
            'What lies on the shelf; null: not counted; left out: as it is.',
          ),
        ),
      }),
      { minItems: 1, maxItems: 60 },
    ),
  },
  { title: 'OptionGroupDraft' },
)
export type OptionGroupDraft = Static<typeof OptionGroupDraft>

/** A group as its vendor sees it. */
export const VendorOptionGroup = Type.Object(
  {
    id: GroupId,
    ...group,
    options: Type.Array(
      Type.Object({
        id: OptionId,
        ...option,
        onHand: nullable(Type.Integer({ minimum: 0 }), 'What lies on the shelf; null: not counted.'),
        available: Available,
      }),
    ),
  },
  { title: 'VendorOptionGroup' },
)
export type VendorOptionGroup = Static<typeof VendorOptionGroup>

/** A group as it is kept. */
export interface OptionGroupRecord {
  readonly id: string
  readonly kind: OptionKind
  readonly name: LocalText
  readonly min: number
  readonly max: number
  readonly each: number
  readonly options: readonly OptionRecord[]
}

interface OptionRecord {
  readonly id: string
  readonly name: LocalText
  readonly priceMinor: number
  readonly productId: string | null
  readonly listed: boolean
}

/** What there is of the things that options stand for, by stock id: [on the shelf, still to be sold]. */
export type OptionStock = Readonly<Record<string, readonly [onHand: number, available: number]>>

export interface OptionsRead {
  readonly optionGroups: readonly OptionGroupRecord[]
  readonly optionStock: OptionStock | null
  /** Products that options stand for and that are on sale. */
  readonly optionParts: readonly string[] | null
}

/** What matters of a group whether it was just written or is kept. */
interface GroupShape extends Pick<OptionGroupRecord, 'kind' | 'min' | 'max' | 'each'> {
  readonly options: readonly {
    readonly priceMinor: number
    readonly listed: boolean
    readonly productId?: string | null
  }[]
}

/** What is wrong with what a vendor wrote about its groups, in words; nothing when it makes sense. */
export function whatIsUnclear(groups: readonly GroupShape[]): { field: string; problem: string } | undefined {
  if (groups.filter(({ kind }) => kind === 'size').length > 1) {
    return { field: '/optionGroups', problem: 'A product has one group of sizes at most.' }
  }
  for (const [index, { kind, min, max, each, options }] of groups.entries()) {
    const path = `/optionGroups/${index}`
    if (min > max)
      return { field: `${path}/min`, problem: 'More have to be chosen than may be. Lower min, or raise max.' }
    if (max > options.length * each) {
      return { field: `${path}/max`, problem: 'There are not that many options. Lower max, or add options.' }
    }
    if (kind === 'size' && (min !== 1 || max !== 1)) {
      return { field: `${path}/min`, problem: 'Of sizes exactly one is chosen: min and max are 1.' }
    }
    const priced = options.findIndex(({ priceMinor }) => priceMinor > 0)
    if (kind === 'without' && (min > 0 || priced >= 0)) {
      const at = priced >= 0 ? `${path}/options/${priced}/priceMinor` : `${path}/min`
      return { field: at, problem: 'Leaving something out is free, and nobody has to.' }
    }
  }

  return undefined
}

/** The groups as they are to be kept: with ids of their own, of which only those the product had before are kept. */
export function keptGroups(
  drafts: readonly OptionGroupDraft[],
  before: readonly OptionGroupRecord[],
): OptionGroupRecord[] {
  const groupIds = new Set(before.map(({ id }) => id))
  const optionIds = new Set(before.flatMap(({ options }) => options.map(({ id }) => id)))
  const kept = (known: Set<string>, id: string | undefined) => (id !== undefined && known.delete(id) ? id : newId())

  return drafts.map(({ id, kind, name, min, max, each, options }) => ({
    id: kept(groupIds, id),
    kind,
    name,
    min,
    max,
    each,
    options: options.map((option) => ({
      id: kept(optionIds, option.id),
      name: option.name,
      priceMinor: option.priceMinor,
      productId: option.productId ?? null,
      listed: option.listed,
    })),
  }))
}

/** What is reserved when an option is ordered. */
export function stockIdOf(option: { readonly id: string; readonly productId: string | null }): string {
  return option.productId ?? option.id
}

export function stockIdsOf(groups: readonly OptionGroupRecord[]): string[] {
  return [...new Set(groups.flatMap(({ options }) => options.map(stockIdOf)))]
}

/** Products that options stand for. */
export function partIdsOf(groups: readonly GroupShape[]): string[] {
  return [...new Set(groups.flatMap(({ options }) => options.flatMap(({ productId }) => productId ?? [])))]
}

/** What the product costs at least: in its cheapest size, when it has sizes. */
export function leastPriceOf(priceMinor: number, groups: readonly GroupShape[]): number {
  const sizes = groups.find(({ kind }) => kind === 'size')?.options.filter(({ listed }) => listed) ?? []

  return sizes.length === 0 ? priceMinor : Math.min(...sizes.map((size) => size.priceMinor))
}

/** As customers see them; what is off for now is not there. */
export function publicGroups({ optionGroups, ...read }: OptionsRead, language: Language): OptionGroup[] {
  return optionGroups.map((group) => ({
    id: group.id,
    kind: group.kind,
    name: textIn(group.name, language),
    min: group.min,
    max: group.max,
    each: group.each,
    options: group.options
      .filter((option) => isOffered(option, read))
      .map((option) => ({
        id: option.id,
        name: textIn(option.name, language),
        priceMinor: option.priceMinor,
        available: read.optionStock?.[stockIdOf(option)]?.[1] ?? null,
      })),
  }))
}

/** As prices and placing need them. */
export function offeredGroups({ optionGroups, ...read }: OptionsRead, language: Language): OfferedGroup[] {
  return optionGroups.map((group) => ({
    ...group,
    name: textIn(group.name, language),
    options: group.options.map((option) => ({
      id: option.id,
      name: textIn(option.name, language),
      priceMinor: option.priceMinor,
      stockId: stockIdOf(option),
      offered: isOffered(option, read),
    })),
  }))
}

/** As their vendor sees them. */
export function ownGroups({ optionGroups, optionStock }: OptionsRead): VendorOptionGroup[] {
  return optionGroups.map((group) => ({
    ...group,
    options: group.options.map((option) => {
      const [onHand, available] = optionStock?.[stockIdOf(option)] ?? [null, null]
      return { ...option, onHand, available }
    }),
  }))
}

/** As it is kept: what there is of it is inventory's to know. */
export function withoutStock(group: VendorOptionGroup): OptionGroupRecord {
  return {
    ...group,
    options: group.options.map(({ id, name, priceMinor, productId, listed }) => ({
      id,
      name,
      priceMinor,
      productId: productId ?? null,
      listed,
    })),
  }
}

function isOffered(option: OptionRecord, { optionParts }: Pick<OptionsRead, 'optionParts'>): boolean {
  return option.listed && (option.productId === null || (optionParts ?? []).includes(option.productId))
}
