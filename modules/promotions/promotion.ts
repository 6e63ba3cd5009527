// A promotion: what it takes off, for whom, when and how often, and who pays for it.
import { DayHours, LocalText } from '@provender/markets'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'

const nullable = <S extends TSchema>(schema: S, description = '') => Type.Union([schema, Type.Null()], { description })
const minor = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000_000, description })
const count = (description: string) => Type.Integer({ minimum: 1, maximum: 1_000_000, description })
const basisPoints = (description: string) => Type.Integer({ minimum: 1, maximum: 10_000, description })

export const CouponCode = Type.String({
  pattern: '^[A-Za-z0-9]{3,24}$',
  description: 'Three to 24 letters and digits; large and small are the same.',
})

const Terms = Type.Object(
  {
    bp: Type.Optional(basisPoints('percentage: so much of the goods; buy_x_get_y: so much of what is given.')),
    amountMinor: Type.Optional(minor('fixed: this much.')),
    mostMinor: Type.Optional(minor('percentage and free_delivery: never more than this.')),
    buy: Type.Optional(count('buy_x_get_y: for so many bought …')),
    get: Type.Optional(count('buy_x_get_y: … so many are given, the cheapest ones.')),
    priceMinor: Type.Optional(minor('bundle: what one of each of the products costs together.')),
  },
  { additionalProperties: false },
)

export const PromotionDraft = Type.Object({
  name: LocalText,
  code: nullable(CouponCode, 'Null: it applies by itself.'),
  listed: Type.Boolean({ description: 'Whether the storefront tells of it.' }),
  kind: Type.Enum(['percentage', 'fixed', 'free_delivery', 'buy_x_get_y', 'bundle']),
  terms: Terms,
  productIds: nullable(Type.Array(IdOf<'product'>('Product'), { minItems: 1, maxItems: 200 }), 'Null: all products.'),
  audience: Type.Enum(['everyone', 'new', 'lapsed', 'near', 'group'], {
    description: 'new: never ordered here; lapsed: not for lapsedDays; near: within nearM; group: in groupId.',
  }),
  lapsedDays: nullable(count('So many days without an order.')),
  nearM: nullable(
    Type.Integer({ minimum: 1, maximum: 200_000, description: 'No farther from the vendor, in metres.' }),
  ),
  groupId: nullable(IdOf('Customer group')),
  minimumMinor: minor('Goods worth at least this.'),
  stacks: Type.Boolean({ description: 'Whether it goes together with others that do.' }),
  vendorShareBp: Type.Integer({
    minimum: 0,
    maximum: 10_000,
    description: 'What of it the vendor pays, basis points.',
  }),
  hours: nullable(DayHours),
  startsAt: Type.String({ format: 'date-time' }),
  endsAt: nullable(Type.String({ format: 'date-time' })),
  paused: Type.Boolean(),
  budgetMinor: nullable(minor('All uses together never take off more than this.')),
  mostUses: nullable(count('So many orders altogether.')),
  perCustomer: nullable(count('So many orders of one customer.')),
  perDevice: nullable(count('So many orders from one device.')),
  perAddress: nullable(count('So many orders to one address.')),
})
export type PromotionDraft = Static<typeof PromotionDraft>

export const Promotion = Type.Object(
  {
    id: IdOf('Promotion'),
    vendorId: nullable(IdOf<'vendor'>('Vendor'), "Null: the platform's own, at every vendor."),
    ...PromotionDraft.properties,
    uses: Type.Integer({ description: 'Orders that used it and came to something.' }),
    spentMinor: Type.Integer({ description: 'What they saved.' }),
    vendorSpentMinor: Type.Integer({ description: 'What of that the vendor paid.' }),
    salesMinor: Type.Integer({ description: 'What those orders were worth to the vendor and platform before it.' }),
  },
  { title: 'Promotion' },
)
export type Promotion = Static<typeof Promotion>

/** Everything that is unclear about a promotion, for the form it was written in. */
export function whyNotPromotion(draft: PromotionDraft): { field: string; problem: string }[] {
  const { kind, terms, audience } = draft
  const wrong: readonly (readonly [boolean, string, string])[] = [
    [kind === 'percentage' && terms.bp === undefined, 'terms', 'Say how many per cent.'],
    [kind === 'fixed' && !terms.amountMinor, 'terms', 'Say how much is taken off.'],
    [kind === 'buy_x_get_y' && (!terms.buy || !terms.get), 'terms', 'Say how many are bought and how many given.'],
    [kind === 'bundle' && terms.priceMinor === undefined, 'terms', 'Say what the bundle costs.'],
    [kind === 'bundle' && (draft.productIds?.length ?? 0) < 2, 'productIds', 'A bundle needs at least two products.'],
    [audience === 'lapsed' && draft.lapsedDays === null, 'lapsedDays', 'Say after how many days without an order.'],
    [audience === 'near' && draft.nearM === null, 'nearM', 'Say how near.'],
    [audience === 'group' && draft.groupId === null, 'groupId', 'Say for which group of customers.'],
    [draft.endsAt !== null && draft.endsAt <= draft.startsAt, 'endsAt', 'It ends before it begins.'],
  ]

  return wrong.flatMap(([is, field, problem]) => (is ? [{ field, problem }] : []))
}
