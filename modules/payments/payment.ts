// A payment: its states, what may follow them, and when to ask the gateway again.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** What may follow what. Money that has moved is never refused, so even a failed attempt may turn out to have worked. */
export const nextStates = {
  created: ['pending', 'action_needed', 'unknown', 'succeeded', 'failed'],
  pending: ['action_needed', 'unknown', 'succeeded', 'failed'],
  action_needed: ['pending', 'unknown', 'succeeded', 'failed'],
  unknown: ['pending', 'action_needed', 'succeeded', 'failed'],
  succeeded: [],
  failed: ['succeeded'],
} as const satisfies Record<string, readonly string[]>

export type PaymentState = keyof typeof nextStates
export const paymentStates = Object.keys(nextStates) as PaymentState[]

export function mayFollow(from: PaymentState, to: PaymentState): boolean {
  return (nextStates[from] as readonly PaymentState[]).includes(to)
}

export const GatewayMethod = Type.Enum(['card', 'mobile_money'], {
  description: 'Paid through a gateway: card or mobile_money.',
})
export type GatewayMethod = Static<typeof GatewayMethod>

export function isGatewayMethod(method: string): method is GatewayMethod {
  return method === 'card' || method === 'mobile_money'
}

export const GatewayName = Type.String({
  pattern: '^[a-z]{2,20}$',
  description: 'Through whom: one of GET /payments/methods. The market chooses when it is left out, or not to be had.',
})

export const PaymentId = IdOf<'payment'>('Payment')

/** A payment as its payer sees it. */
export const Payment = Type.Object(
  {
    id: PaymentId,
    purpose: Type.Enum(['order', 'top_up']),
    orderId: Type.Union([IdOf<'order'>('Order'), Type.Null()]),
    method: GatewayMethod,
    gateway: Type.String(),
    amountMinor: Type.Integer(),
    currency: Type.String(),
    state: Type.Enum(paymentStates),
    actionUrl: Type.Union([Type.String(), Type.Null()], {
      description: 'Where the payer approves; open it in the browser.',
    }),
    dial: Type.Union([Type.String(), Type.Null()], {
      description: 'Mobile money: the code to dial when no prompt appears on the phone.',
    }),
    failure: Type.Union([Type.String(), Type.Null()]),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { title: 'Payment' },
)
export type Payment = Static<typeof Payment>

/** Seconds until each next question while the end is not known; the last one repeats for a day. */
const pollAfterSeconds = [5, 15, 60, 300, 900, 3600]

/** @param polls questions asked so far */
export function nextPollAt(at: Date, polls: number): Date {
  const seconds = pollAfterSeconds[Math.min(polls, pollAfterSeconds.length - 1)] as number
  return new Date(at.getTime() + seconds * 1000)
}

/** A charge the gateway never heard of cannot come about any more after this long: our call was lost on the way. */
export const lostCallAfterSeconds = 120

/** After so long a call to a gateway has been given up, even when it had to wait for its turn. */
const callSeconds = 15

export function callingUntil(at: Date): Date {
  return new Date(at.getTime() + callSeconds * 1000)
}
