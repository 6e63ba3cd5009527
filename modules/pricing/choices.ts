// Choices: what a customer decided about a product, whether that fits what its vendor offers, and what it costs.
import type { DomainError } from '@provender/platform/errors'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import type { Measure } from './measure.ts'
import { choiceGone, choicesDoNotFit } from './errors.ts'

/** size: its price is the product's; choice: on top of it; without: something left out, never priced. */
export const OptionKind = Type.Enum(['size', 'choice', 'without'], {
  description:
    'size: exactly one, whose price takes the place of the product price; choice: priced on top; without: left out.',
})
export type OptionKind = Static<typeof OptionKind>

/** Option ids; one that is wanted twice is there twice. */
export const ChoiceIds = Type.Array(IdOf<'option'>('Option'), {
  maxItems: 40,
  description: 'Ids of the chosen options; one that is wanted twice is there twice.',
})

export const Choice = Type.Object(
  {
    optionId: IdOf<'option'>('Option'),
    kind: OptionKind,
    group: Type.String({ description: 'What was decided, in the language of the caller.' }),
    name: Type.String(),
    priceMinor: Type.Integer({ minimum: 0, description: 'What it adds; of a size, what the product costs in it.' }),
  },
  { title: 'Choice' },
)
export type Choice = Static<typeof Choice>

export interface OfferedOption {
  readonly id: string
  readonly name: string
  readonly priceMinor: number
  /** What is reserved along with it: a product for a part of a combo, else the option itself. */
  readonly stockId: string
  /** False when its vendor took it off for now. */
  readonly offered: boolean
}

export interface OfferedGroup {
  readonly id: string
  readonly kind: OptionKind
  readonly name: string
  readonly min: number
  readonly max: number
  /** How often one option may be taken. */
  readonly each: number
  readonly options: readonly OfferedOption[]
}

/** What a price of one product depends on. */
export interface Chooseable {
  readonly priceMinor: number
  /** How it is weighed or poured; counted without. */
  readonly measure?: Measure | null
  readonly optionGroups?: readonly OfferedGroup[]
}

/** The same choices in the same order, so that two lines of one thing are seen to be one. */
export function sortedChoices(choices: readonly string[] | undefined): readonly string[] {
  return [...(choices ?? [])].sort()
}

/** The first reason why these choices cannot be had: something is gone, too little was chosen, or too much. */
export function whyNotChoose(
  productId: string,
  product: Chooseable,
  choices: readonly string[] = [],
): DomainError | undefined {
  const groups = product.optionGroups ?? []
  const known = new Set(groups.flatMap(({ options }) => options.filter(({ offered }) => offered).map(({ id }) => id)))
  const gone = [...new Set(choices.filter((id) => !known.has(id)))]
  if (gone.length > 0) return choiceGone({ productId, optionIds: gone })

  for (const group of groups) {
    const chosen = chosenOf(group, choices)
    const most = Math.max(0, ...group.options.map(({ id }) => choices.filter((each) => each === id).length))
    if (chosen.length < group.min || chosen.length > group.max || most > group.each) {
      const { min, max, each } = group
      return choicesDoNotFit({ productId, groupId: group.id, group: group.name, min, max, each, chosen: chosen.length })
    }
  }

  return undefined
}

/** What was chosen, in the order of the menu, each with its price; what is not offered any more is left out. */
export function choicesOf(product: Chooseable, choices: readonly string[] = []): Choice[] {
  return (product.optionGroups ?? []).flatMap((group) =>
    chosenOf(group, choices).map(({ id, name, priceMinor }) => ({
      optionId: id,
      kind: group.kind,
      group: group.name,
      name,
      priceMinor,
    })),
  )
}

/** What one of a product costs as it was chosen: its size or its own price, and what comes on top. */
export function unitPriceOf(product: Chooseable, chosen: readonly Choice[]): number {
  const base = chosen.find(({ kind }) => kind === 'size')?.priceMinor ?? product.priceMinor
  const extras = chosen.filter(({ kind }) => kind === 'choice')

  return extras.reduce((total, { priceMinor }) => total + priceMinor, base)
}

/** Every stock that lines draw on, summed: two lines that share one are one demand. */
export function demandOf(
  products: ReadonlyMap<string, Chooseable>,
  lines: readonly { readonly productId: string; readonly quantity: number; readonly choices?: readonly string[] }[],
): { productId: string; quantity: number }[] {
  const demand = new Map<string, number>()
  for (const line of lines) {
    for (const id of stocksOf(products.get(line.productId), line)) {
      demand.set(id, (demand.get(id) ?? 0) + line.quantity)
    }
  }

  return [...demand].map(([productId, quantity]) => ({ productId, quantity }))
}

/** What one piece of a line takes: the product, and what was chosen, as often as it was. */
export function stocksOf(
  product: Chooseable | undefined,
  { productId, choices = [] }: { readonly productId: string; readonly choices?: readonly string[] },
): string[] {
  // What is weighed takes its own weight and nothing else.
  const chosen =
    choices.length === 0 || product?.measure
      ? []
      : (product?.optionGroups ?? []).filter(({ kind }) => kind !== 'without')

  return [productId, ...chosen.flatMap((group) => chosenOf(group, choices).map(({ stockId }) => stockId))]
}

function chosenOf(group: OfferedGroup, choices: readonly string[]): OfferedOption[] {
  if (choices.length === 0) return []

  return group.options.flatMap((option) => choices.filter((id) => id === option.id).map(() => option))
}
