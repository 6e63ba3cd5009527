// A refund as the ledger sees it: which parts of a delivered order go back, who pays for them, and where to.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** Who pays: out of earnings (vendor, rider), or the platform, as its own loss or from its promotions. */
export const Funder = Type.Enum(['vendor', 'rider', 'platform', 'promotion'], { description: 'Who pays for it.' })
export type Funder = Static<typeof Funder>

export interface RefundTerms {
  readonly refundId: string
  readonly orderId: string
  readonly goodsMinor: number
  readonly deliveryMinor: number
  readonly feesMinor: number
  /** On top of the parts, out of promotions; with them never more than was paid. */
  readonly goodwillMinor: number
  /** Pays for goods and the tax on top of them. */
  readonly goodsBy: Funder
  readonly deliveryBy: Funder
  /** The capture whose money goes back the way it came, and how much of it; the rest goes to the wallet. */
  readonly captureId: number | null
  readonly toSourceMinor: number
}

const minor = Type.Integer()

export const OrderRefund = Type.Object({
  refundId: IdOf('refund'),
  state: Type.Enum(['done', 'sending', 'sent', 'returned'], {
    description:
      'done: in the wallet; sending: the provider is asked; sent: it has paid out; returned: to the wallet instead.',
  }),
  goodsMinor: minor,
  deliveryMinor: minor,
  feesMinor: minor,
  taxMinor: minor,
  discountMinor: Type.Integer({ description: 'The part of the discount that returns to who gave it.' }),
  goodwillMinor: minor,
  commissionMinor: Type.Integer({ description: 'Commission that the vendor gets back.' }),
  goodsBy: Funder,
  deliveryBy: Funder,
  amountMinor: Type.Integer({ description: 'What the customer gets.' }),
  toSourceMinor: minor,
  at: Type.String({ format: 'date-time' }),
})
export type OrderRefund = Static<typeof OrderRefund>

/** A provider's payment that reached the order, and what can still go back to it. */
export interface RefundableCapture {
  readonly captureId: number
  readonly provider: string
  readonly providerTransaction: string
  readonly leftMinor: number
}
