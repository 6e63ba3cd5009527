// An order's money: the terms it is opened on, and how far it has come.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** The parts of an order's price, in minor units. Who gets them at settlement follows from what they mean. */
export interface FundsTerms {
  readonly orderId: string
  readonly customerId: string
  readonly vendorId: string
  /** What the vendor sells, after his own discounts. Tax included in prices stays in here. */
  readonly goodsMinor: number
  /** The rider's fee. */
  readonly deliveryMinor: number
  /** The platform's fee to the customer. */
  readonly feesMinor: number
  /** Tax added on top of prices. The vendor keeps it to hand it on; no commission is taken of it. */
  readonly taxMinor: number
  /** What the platform pays in the customer's place. */
  readonly discountMinor: number
  /** Of the goods, in basis points, floored: the vendor has the remainder. */
  readonly commissionBp: number
  readonly currency: string
}

export const FundsState = Type.Enum(['pending', 'paid', 'delivered', 'cancelled'], {
  description:
    'pending: not all is in escrow (cash never is); paid: all is; delivered: shared out; cancelled: given back.',
})
export type FundsState = Static<typeof FundsState>

export const OrderFunds = Type.Object({
  orderId: IdOf('order'),
  state: FundsState,
  payment: Type.Enum(['prepaid', 'cash']),
  currency: Type.String(),
  goodsMinor: Type.Integer(),
  deliveryMinor: Type.Integer(),
  feesMinor: Type.Integer(),
  taxMinor: Type.Integer(),
  discountMinor: Type.Integer(),
  commissionMinor: Type.Integer(),
  totalMinor: Type.Integer({
    description: 'What the customer pays: goods, delivery, fees and tax, less the discount.',
  }),
  capturedMinor: Type.Integer({ description: 'What has arrived in escrow; cash never does.' }),
  refundedMinor: Type.Integer({ description: 'What went back to the customer, by cancellation or refunds.' }),
})
export type OrderFunds = Static<typeof OrderFunds>
