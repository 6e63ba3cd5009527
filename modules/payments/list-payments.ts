// Payments for people who look after them: what was asked, how it stands, what the gateways said of it.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { paymentUnknown } from './errors.ts'
import { Payment, PaymentId, paymentStates } from './payment.ts'
import { paymentOf, selectCalls, selectPayment, selectPayments, selectWebhooks } from './payment-store.ts'

export const ListPayments = Type.Object({
  state: Type.Optional(Type.Enum(paymentStates)),
  open: Type.Optional(Type.Boolean({ description: 'Only those whose end is not known yet.' })),
  gateway: Type.Optional(Type.String({ pattern: '^[a-z]{2,20}$' })),
  orderId: Type.Optional(IdOf<'order'>('Order')),
  after: Type.Optional(PaymentId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 when left out.' })),
})
export type ListPayments = Static<typeof ListPayments>

/** A payment as administrators see it. */
export const AdminPayment = Type.Object(
  {
    ...Payment.properties,
    accountId: IdOf<'account'>('Account of the payer'),
    description: Type.String(),
    transaction: Type.Union([Type.String(), Type.Null()], { description: "The gateway's own name for the charge." }),
    questions: Type.Integer({ description: 'How often the poll has asked the gateway.' }),
  },
  { title: 'AdminPayment' },
)
export type AdminPayment = Static<typeof AdminPayment>

export const PaymentPage = Type.Object(
  { items: Type.Array(AdminPayment), next: Type.Union([PaymentId, Type.Null()]) },
  { title: 'PaymentPage' },
)

/** The same with everything that was said: our calls and the gateway's webhooks. */
export const PaymentStory = Type.Object(
  {
    payment: AdminPayment,
    calls: Type.Array(
      Type.Object({
        at: Type.String({ format: 'date-time' }),
        gateway: Type.String(),
        call: Type.Enum(['start', 'status']),
        answer: Type.String({ description: 'The state it named, or not_reached, or no_answer.' }),
        detail: Type.Union([Type.String(), Type.Null()]),
        tookMs: Type.Integer(),
      }),
    ),
    webhooks: Type.Array(
      Type.Object({
        at: Type.String({ format: 'date-time' }),
        gateway: Type.String(),
        eventId: Type.String(),
        tellings: Type.Integer({ description: 'How often it was told; it was news once.' }),
        lastAt: Type.String({ format: 'date-time' }),
      }),
    ),
  },
  { title: 'PaymentStory' },
)
export type PaymentStory = Static<typeof PaymentStory>

const usualLimit = 20

/** One more than asked for is read, to know whether there is a next page. */
export async function listPayments(
  db: Db,
  _ctx: Context,
  { limit = usualLimit, ...filter }: ListPayments,
): Promise<Static<typeof PaymentPage>> {
  const rows = await selectPayments(db, { ...filter, limit: limit + 1 })
  const items = rows.slice(0, limit).map(adminPayment)

  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export async function getPaymentStory(db: Db, _ctx: Context, paymentId: string): Promise<PaymentStory> {
  const row = await selectPayment(db, paymentId)
  if (!row) throw paymentUnknown()
  const [calls, webhooks] = await Promise.all([selectCalls(db, paymentId), selectWebhooks(db, paymentId)])

  return {
    payment: adminPayment(row),
    calls: calls.map(({ called_at: at, took_ms: tookMs, ...call }) => ({ ...call, at: at.toISOString(), tookMs })),
    webhooks: webhooks.map((row) => ({
      at: row.received_at.toISOString(),
      gateway: row.gateway,
      eventId: row.event_id,
      tellings: row.tellings,
      lastAt: row.last_told_at.toISOString(),
    })),
  }
}

function adminPayment(row: NonNullable<Awaited<ReturnType<typeof selectPayment>>>): AdminPayment {
  return {
    ...paymentOf(row),
    actionUrl: row.action_url,
    accountId: row.account_id,
    description: row.description,
    transaction: row.gateway_transaction,
    questions: row.polls,
  }
}
