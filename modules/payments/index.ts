// Payments' public face.
export type { Gateway, ChargeEvidence, ChargeRequest } from './gateway.ts'
export { OutcomeUnknown } from './gateway.ts'
export { Payment } from './payment.ts'
