// The facts that payments announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

const fact = {
  paymentId: IdOf<'payment'>('Payment'),
  purpose: Type.Enum(['order', 'top_up']),
  orderId: Type.Union([IdOf<'order'>('Order'), Type.Null()]),
  accountId: IdOf<'account'>('Account of the payer'),
  gateway: Type.String(),
  amountMinor: Type.Integer(),
  currency: Type.String(),
}

export const paymentSucceeded = defineEvent('payments.payment_succeeded', 1, Type.Object(fact))
export const paymentFailed = defineEvent('payments.payment_failed', 1, Type.Object({ ...fact, failure: Type.String() }))
/** The gateway's answer contradicts what we asked for; nothing is booked until a person has looked. */
export const paymentQuarantined = defineEvent(
  'payments.payment_quarantined',
  1,
  Type.Object({ ...fact, contradiction: Type.String() }),
)
/** An admin keeps new payments away from a gateway, or lets them go there again. */
export const gatewaySwitched = defineEvent(
  'payments.gateway_switched',
  1,
  Type.Object({ gateway: Type.String(), off: Type.Boolean(), reason: Type.String() }),
)
