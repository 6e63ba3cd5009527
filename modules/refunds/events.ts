// The facts that refunds announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

const fact = {
  refundId: IdOf<'refund'>('Refund'),
  orderId: IdOf<'order'>('Order'),
  orderNumber: Type.String(),
  customerId: IdOf<'account'>('Customer'),
  vendorId: IdOf<'vendor'>('Vendor'),
  reason: Type.String(),
  amountMinor: Type.Integer(),
  currency: Type.String(),
}

/** Somebody wants money back and somebody else has to agree. */
export const refundAsked = defineEvent('refunds.refund_asked', 1, Type.Object({ ...fact, by: Type.String() }))
export const refundRejected = defineEvent('refunds.refund_rejected', 1, Type.Object({ ...fact, note: Type.String() }))
/** The money is where it was meant to go; `toWallet` when the provider could not take it back. */
export const refundPaid = defineEvent('refunds.refund_paid', 1, Type.Object({ ...fact, toWallet: Type.Boolean() }))
