// A refund: why it may be given, who pays for it, what it comes to, and who must agree. Pure.
import { Funder, type OrderFunds } from '@provender/ledger'
import type { EndedOrder } from '@provender/ordering'
import { OrderId } from '@provender/ordering'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

export const reasons = [
  'missing_item',
  'wrong_item',
  'poor_quality',
  'damaged',
  'late',
  'never_arrived',
  'our_mistake',
  'goodwill',
] as const
export const Reason = Type.Enum([...reasons], { description: 'Why the money goes back; it says who pays for it.' })
export type Reason = Static<typeof Reason>

/** Who pays for goods and for the delivery, unless an administrator says otherwise. Fees are always the platform's. */
export const fundersOf: Record<Reason, { readonly goodsBy: Funder; readonly deliveryBy: Funder }> = {
  missing_item: { goodsBy: 'vendor', deliveryBy: 'vendor' },
  wrong_item: { goodsBy: 'vendor', deliveryBy: 'vendor' },
  poor_quality: { goodsBy: 'vendor', deliveryBy: 'vendor' },
  damaged: { goodsBy: 'platform', deliveryBy: 'rider' },
  late: { goodsBy: 'platform', deliveryBy: 'rider' },
  never_arrived: { goodsBy: 'platform', deliveryBy: 'rider' },
  our_mistake: { goodsBy: 'platform', deliveryBy: 'platform' },
  goodwill: { goodsBy: 'promotion', deliveryBy: 'promotion' },
}

/** Reasons a vendor answers for himself. */
export function isVendorsOwn(reason: Reason): boolean {
  return fundersOf[reason].goodsBy === 'vendor'
}

export const states = ['waiting', 'rejected', 'sending', 'refunded', 'credited'] as const
export type RefundState = (typeof states)[number]
export type Side = 'customer' | 'vendor' | 'admin'

export const RefundId = IdOf<'refund'>('Refund')
export type RefundId = Static<typeof RefundId>

const minor = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: `${description}, in minor units.` }))

export const AskRefund = Type.Object({
  reason: Reason,
  note: Type.Optional(Type.String({ maxLength: 500, description: 'What happened, in words.' })),
  to: Type.Enum(['wallet', 'source'], { description: 'Into the wallet at once, or back the way it was paid.' }),
  everything: Type.Optional(Type.Boolean({ description: 'All that is left of the order, fees included.' })),
  lines: Type.Optional(
    Type.Array(
      Type.Object({
        line: Type.Integer({ minimum: 1, maximum: 1000, description: 'The line of the order, counted from 1.' }),
        quantity: Type.Integer({ minimum: 1, maximum: 1000, description: 'How many of it.' }),
      }),
      { maxItems: 100 },
    ),
  ),
  deliveryMinor: minor('Of the delivery fee'),
})
export type AskRefund = Static<typeof AskRefund>

/** An administrator may give more than the order's parts back, and say who pays. */
export const GiveRefund = Type.Object({
  ...AskRefund.properties,
  feesMinor: minor('Of the platform’s fees'),
  goodwillMinor: minor('On top of the parts, out of promotions; never more than was paid'),
  goodsBy: Type.Optional(Funder),
  deliveryBy: Type.Optional(Funder),
})
export type GiveRefund = Static<typeof GiveRefund>

export const Refund = Type.Object(
  {
    id: RefundId,
    orderId: OrderId,
    orderNumber: Type.String(),
    state: Type.Enum([...states], {
      description:
        'waiting for somebody to agree; rejected; sending (the provider is asked); refunded; credited to the wallet because the provider could not.',
    }),
    reason: Reason,
    note: Type.String(),
    lines: Type.Array(Type.Object({ line: Type.Integer(), quantity: Type.Integer() })),
    everything: Type.Boolean(),
    amountMinor: Type.Integer({ description: 'What the customer gets; an estimate while it waits.' }),
    currency: Type.String(),
    to: Type.Enum(['wallet', 'source']),
    toSourceMinor: Type.Integer({ description: 'The part that goes back the way it was paid.' }),
    askedBy: Type.Enum(['customer', 'vendor', 'admin']),
    askedAt: Type.String({ format: 'date-time' }),
    decidedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    decisionNote: Type.Union([Type.String(), Type.Null()]),
    goodsBy: Type.Union([Funder, Type.Null()], { description: 'Who pays for goods and tax; not told to customers.' }),
    deliveryBy: Type.Union([Funder, Type.Null()], { description: 'Who pays for the delivery; not told to customers.' }),
    needsSecond: Type.Boolean({ description: 'One administrator has agreed, and a second one must.' }),
  },
  { title: 'Refund' },
)
export type Refund = Static<typeof Refund>

export interface LineCount {
  readonly line: number
  readonly quantity: number
}

/** What was given back of an order before. */
export interface GivenBack {
  readonly lines: readonly LineCount[]
  readonly goodsMinor: number
  readonly deliveryMinor: number
  readonly feesMinor: number
  readonly amountMinor: number
}

export interface Parts {
  readonly goodsMinor: number
  readonly deliveryMinor: number
  readonly feesMinor: number
  readonly goodwillMinor: number
}

type Wish = Pick<GiveRefund, 'everything' | 'lines' | 'deliveryMinor' | 'feesMinor' | 'goodwillMinor'>

/** What was bought, and what the ledger knows of its price: a tip is in the delivery, all fees are in the fees. */
export interface Bought {
  readonly lines: readonly Pick<EndedOrder['lines'][number], 'quantity' | 'totalMinor' | 'discountMinor'>[]
  readonly funds: Pick<OrderFunds, 'goodsMinor' | 'deliveryMinor' | 'feesMinor' | 'taxMinor'>
}

/**
 * The parts a wish comes to, or why not. Goods follow the lines cumulatively and floored, so that a discount spread over
 * them never gives back a unit too much, and the last line takes the exact remainder.
 */
export function partsOf(bought: Bought, before: GivenBack, wish: Wish): Parts | 'line_unknown' | 'nothing_left' {
  const { lines, funds } = bought
  if (wish.everything) {
    return {
      goodsMinor: funds.goodsMinor - before.goodsMinor,
      deliveryMinor: funds.deliveryMinor - before.deliveryMinor,
      feesMinor: funds.feesMinor - before.feesMinor,
      goodwillMinor: 0,
    }
  }

  const asked = wish.lines ?? []
  if (asked.some(({ line }) => line > lines.length) || new Set(asked.map(({ line }) => line)).size < asked.length)
    return 'line_unknown'
  const done = lines.map((_, index) => quantityOf(before.lines, index + 1))
  const after = done.map((quantity, index) => quantity + quantityOf(asked, index + 1))
  if (lines.some((line, index) => (after[index] ?? 0) > line.quantity)) return 'nothing_left'

  return {
    goodsMinor: Math.min(goodsFor(bought, after) - goodsFor(bought, done), funds.goodsMinor - before.goodsMinor),
    deliveryMinor: wish.deliveryMinor ?? 0,
    feesMinor: wish.feesMinor ?? 0,
    goodwillMinor: wish.goodwillMinor ?? 0,
  }
}

function quantityOf(lines: readonly LineCount[], line: number): number {
  return lines.filter((each) => each.line === line).reduce((sum, each) => sum + each.quantity, 0)
}

/** What so many of each line are worth of the order's goods. */
function goodsFor({ lines, funds }: Bought, quantities: readonly number[]): number {
  const paidFor = (line: Bought['lines'][number]) => line.totalMinor - line.discountMinor
  const whole = lines.reduce((sum, line) => sum + paidFor(line), 0)
  const part = lines.reduce(
    (sum, line, index) => sum + Math.floor((paidFor(line) * (quantities[index] ?? 0)) / line.quantity),
    0,
  )

  return whole === 0 ? 0 : Number((BigInt(funds.goodsMinor) * BigInt(part)) / BigInt(whole))
}

/** What it will come to at most: tax on top follows the parts; what a discount takes off, the ledger will say. */
export function estimateOf({ funds }: Pick<Bought, 'funds'>, parts: Parts): number {
  const base = funds.goodsMinor + funds.deliveryMinor
  const tax = base === 0 ? 0 : Math.ceil((funds.taxMinor * (parts.goodsMinor + parts.deliveryMinor)) / base)

  return parts.goodsMinor + parts.deliveryMinor + parts.feesMinor + parts.goodwillMinor + tax
}

/** Seconds until each next question to a gateway that has not said how a refund ended; the last one repeats. */
const pollAfterSeconds = [3, 15, 60, 300, 900, 3600]

export function nextPollAt(at: Date, polls: number): Date {
  const seconds = pollAfterSeconds[Math.min(polls, pollAfterSeconds.length - 1)] as number
  return new Date(at.getTime() + seconds * 1000)
}
