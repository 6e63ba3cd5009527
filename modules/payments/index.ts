// Payments' public face.
export type { Gateway, ChargeEvidence, ChargeRequest, RefundEvidence } from './gateway.ts'
export type { Gateways } from './gateways.ts'
export { gatewaySilent } from './errors.ts'
export { OutcomeUnknown } from './gateway.ts'
export { Payment } from './payment.ts'
