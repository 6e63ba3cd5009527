// A webhook: proven to be the gateway's, heard once, and taken as a hint to ask the gateway itself.
import { createHash } from 'node:crypto'
import { type Errand, checkPayment } from './collect-payment.ts'
import { webhookRefused } from './errors.ts'
import { insertWebhook, selectPayment } from './payment-store.ts'

export interface HeardWebhook {
  readonly gateway: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/**
 * Answers whether it was news. What is heard but not yet booked when we crash is found by the poll, or when it is told
 * again: nobody polls an attempt that was given up.
 */
export async function hearWebhook(errand: Errand, heard: HeardWebhook): Promise<{ received: true; news: boolean }> {
  const gateway = errand.gateways.named(heard.gateway)
  const hint = gateway.readWebhook(heard.headers, heard.body, errand.ctx.at)
  if (!hint) throw webhookRefused()

  const news = await errand.open((tx) =>
    insertWebhook(tx, {
      gateway: gateway.name,
      eventId: hint.eventId,
      reference: hint.reference,
      sha256: createHash('sha256').update(heard.body).digest(),
    }),
  )
  const payment = isUuid(hint.reference) ? await selectPayment(errand.db, hint.reference) : undefined
  if (payment && (news || payment.state !== 'succeeded')) await checkPayment(errand, payment)

  return { received: true, news }
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
