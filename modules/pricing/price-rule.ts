// A price rule: what makes a product cost something else than its label says, for whom, when, and within which bounds.
import { Condition, DayHours, LocalText, type WallClock, isWithin } from '@provender/markets'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** In the order they are applied, each to the price that the one before left. */
export const ruleKinds = ['group', 'bulk', 'hours', 'demand', 'condition'] as const
export const RuleKind = Type.Enum([...ruleKinds], {
  description: 'group (a price list), bulk (by quantity), hours (of the day), demand or condition (weather, season).',
})
export type RuleKind = Static<typeof RuleKind>

const Step = Type.Object(
  {
    atLeast: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'From so many on: bought (bulk), or sold (demand).' }),
    ),
    condition: Type.Optional(Condition),
    changeBp: Type.Optional(
      Type.Integer({ minimum: -10_000, maximum: 20_000, description: 'Basis points up, or down below zero.' }),
    ),
    priceMinor: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000_000,
        description: 'A price of its own, for rules of one product.',
      }),
    ),
  },
  { additionalProperties: false, description: 'One step: changeBp or priceMinor.' },
)
export type Step = Static<typeof Step>

const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()])
const amount = (description: string) => nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description }))
const moment = (description: string) => Type.String({ format: 'date-time', description })

export const PriceRuleDraft = Type.Object({
  name: LocalText,
  kind: RuleKind,
  productIds: nullable(
    Type.Array(IdOf<'product'>('Product'), { minItems: 1, maxItems: 500, description: 'Null: every product.' }),
  ),
  groupId: nullable(IdOf('Customer group')),
  hours: nullable(DayHours),
  steps: Type.Array(Step, { minItems: 1, maxItems: 10 }),
  floorMinor: amount('It never makes a price lower than this.'),
  ceilingMinor: amount('It never makes a price higher than this.'),
  startsAt: moment('From when on.'),
  endsAt: nullable(moment('Until when.')),
  paused: Type.Boolean(),
})
export type PriceRuleDraft = Static<typeof PriceRuleDraft>

export const PriceRule = Type.Object(
  { id: IdOf('Price rule'), vendorId: nullable(IdOf<'vendor'>('Vendor')), ...PriceRuleDraft.properties },
  { title: 'PriceRule', description: 'Without a vendor it is the market’s, for everybody’s products.' },
)
export type PriceRule = Static<typeof PriceRule>

/** A rule as a quote reads it: only what runs now. */
export type RunningRule = Pick<
  PriceRule,
  'id' | 'name' | 'kind' | 'productIds' | 'groupId' | 'hours' | 'steps' | 'floorMinor' | 'ceilingMinor'
>

/** All that prices depend on besides the label and the quantity. */
export interface PriceTerms {
  readonly rules: readonly RunningRule[]
  /** The groups of the customer. */
  readonly groupIds: readonly string[]
  readonly conditions: readonly Condition[]
  /** How many of a product were ordered in the last hour. */
  readonly sold: Readonly<Record<string, number>>
}

export const noTerms: PriceTerms = { rules: [], groupIds: [], conditions: [], sold: {} }

/** One thing a rule did to a price. */
export interface PriceStep {
  readonly ruleId: string
  readonly code: RuleKind
  readonly name: LocalText
  readonly fromMinor: number
  readonly toMinor: number
  /** Its floor or ceiling was reached. */
  readonly bounded: boolean
}

/** One of a product, as it is bought. */
export interface PricedUnit {
  readonly id: string
  /** Choices included. */
  readonly priceMinor: number
  readonly quantity: number
  /** What of the price is for extras: a price of its own comes without them. */
  readonly extrasMinor?: number
}

/**
 * What one of a product costs when so many are bought, and why. Of several rules of a kind the one that is cheapest for
 * the customer counts, so that the order they were made in does not.
 */
export function unitPrice(
  product: PricedUnit,
  terms: PriceTerms,
  clock: () => WallClock,
): { readonly priceMinor: number; readonly steps: readonly PriceStep[] } {
  const steps: PriceStep[] = []
  let priceMinor = product.priceMinor
  for (const kind of terms.rules.length === 0 ? [] : ruleKinds) {
    const outcomes = terms.rules
      .filter((rule) => rule.kind === kind && (rule.productIds?.includes(product.id) ?? true))
      .flatMap((rule) => outcomeOf(rule, { ...product, priceMinor }, terms, clock) ?? [])
      .toSorted((a, b) => a.toMinor - b.toMinor || (a.ruleId < b.ruleId ? -1 : 1))
    const [best] = outcomes
    if (!best || best.toMinor === priceMinor) continue

    steps.push(best)
    priceMinor = best.toMinor
  }

  return { priceMinor, steps }
}

function outcomeOf(
  rule: RunningRule,
  product: PricedUnit,
  terms: PriceTerms,
  clock: () => WallClock,
): PriceStep | undefined {
  const step = stepFor(rule, product, terms, clock)
  if (!step) return undefined

  const { priceMinor } = product
  const wanted =
    step.priceMinor === undefined
      ? Math.floor((2 * priceMinor * (10_000 + (step.changeBp ?? 0)) + 10_000) / 20_000)
      : step.priceMinor + (product.extrasMinor ?? 0)
  // A bound stops the rule, it does not move a price that was beyond it already.
  const lowest = Math.min(priceMinor, rule.floorMinor ?? 0)
  const highest = Math.max(priceMinor, rule.ceilingMinor ?? Number.MAX_SAFE_INTEGER)
  const toMinor = Math.min(Math.max(wanted, lowest), highest)

  return {
    ruleId: rule.id,
    code: rule.kind,
    name: rule.name,
    fromMinor: priceMinor,
    toMinor,
    bounded: toMinor !== wanted,
  }
}

/** The step that counts now: the highest one reached. */
function stepFor(
  rule: RunningRule,
  product: { readonly id: string; readonly quantity: number },
  terms: PriceTerms,
  clock: () => WallClock,
): Step | undefined {
  const reached = (count: number) =>
    rule.steps.filter(({ atLeast = 1 }) => count >= atLeast).toSorted((a, b) => (b.atLeast ?? 1) - (a.atLeast ?? 1))[0]
  if (rule.kind === 'group') return rule.groupId && terms.groupIds.includes(rule.groupId) ? rule.steps[0] : undefined
  if (rule.kind === 'bulk') return reached(product.quantity)
  if (rule.kind === 'hours') return rule.hours && isWithin(rule.hours, clock()) ? rule.steps[0] : undefined
  if (rule.kind === 'demand') return reached(terms.sold[product.id] ?? 0)

  return rule.steps.find(({ condition }) => condition !== undefined && terms.conditions.includes(condition))
}

/** Everything that is unclear about a rule, for the form it was written in. */
export function whyNotRule(draft: PriceRuleDraft): { field: string; problem: string }[] {
  const { kind, steps } = draft
  const counted = kind === 'bulk' || kind === 'demand'
  const wrong: readonly (readonly [boolean, string, string])[] = [
    [kind === 'group' && draft.groupId === null, 'groupId', 'Say for which group of customers.'],
    [kind !== 'group' && draft.groupId !== null, 'groupId', 'Only a price list is for a group.'],
    [kind === 'hours' && draft.hours === null, 'hours', 'Say at which hours.'],
    [
      steps.some(({ changeBp, priceMinor }) => (changeBp === undefined) === (priceMinor === undefined)),
      'steps',
      'Each step says either by how much the price changes, or the new price.',
    ],
    [
      steps.some(({ priceMinor }) => priceMinor !== undefined) && draft.productIds?.length !== 1,
      'steps',
      'A price of its own needs exactly one product.',
    ],
    [counted && steps.some(({ atLeast }) => atLeast === undefined), 'steps', 'Say from how many on each step counts.'],
    [
      counted && new Set(steps.map(({ atLeast }) => atLeast)).size < steps.length,
      'steps',
      'Two steps begin at the same number.',
    ],
    [
      kind === 'condition' && steps.some(({ condition }) => !condition),
      'steps',
      'Say in which condition each step counts.',
    ],
    [!counted && kind !== 'condition' && steps.length > 1, 'steps', 'One step is enough here.'],
    [
      draft.floorMinor !== null && draft.ceilingMinor !== null && draft.floorMinor > draft.ceilingMinor,
      'floorMinor',
      'The lowest price is above the highest.',
    ],
    [
      steps.some(({ changeBp = 0 }) => changeBp > 0) && draft.ceilingMinor === null,
      'ceilingMinor',
      'What makes things dearer needs a highest price.',
    ],
    [draft.endsAt !== null && draft.endsAt <= draft.startsAt, 'endsAt', 'It ends before it begins.'],
  ]

  return wrong.flatMap(([is, field, problem]) => (is ? [{ field, problem }] : []))
}
