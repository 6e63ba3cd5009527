// Every "no" that payments can say.
import { defineError } from '@provender/platform/errors'

export const paymentUnknown = defineError('payments.payment_unknown', 'missing', 'There is no such payment.')
export const nothingToPay = defineError(
  'payments.nothing_to_pay',
  'conflict',
  'This order is not waiting for a payment.',
)
export const methodNotOffered = defineError(
  'payments.method_not_offered',
  'conflict',
  'This way of paying is not offered here. GET /payments/methods lists the ones that are.',
)
export const beingChecked = defineError(
  'payments.being_checked',
  'conflict',
  'We are still checking your last payment of this order. Please wait a moment instead of paying twice.',
)
export const amountOutOfRange = defineError(
  'payments.amount_out_of_range',
  'invalid',
  'This amount cannot be topped up at once.',
)
export const walletNotOffered = defineError('payments.wallet_not_offered', 'conflict', 'This market has no wallets.')
export const webhookRefused = defineError(
  'payments.webhook_refused',
  'unauthenticated',
  'This message is not from the gateway.',
)
export const gatewayUnknown = defineError('payments.gateway_unknown', 'missing', 'There is no such gateway.')
export const gatewaySilent = defineError(
  'payments.gateway_silent',
  'unavailable',
  'The gateway cannot be asked at the moment. Please tell us again later.',
)
export const gatewaysDown = defineError(
  'payments.gateways_down',
  'unavailable',
  'This way of paying is switched off at the moment. Please choose another one.',
)
