// A webhook: proven to be the gateway's, heard once, and taken as a hint to ask the gateway itself.
import { createHash } from 'node:crypto'
import { type Errand, askGateway } from './collect-payment.ts'
import { gatewaySilent, webhookRefused } from './errors.ts'
import { OutcomeUnknown } from './gateway.ts'
import { insertWebhook, selectPayment } from './payment-store.ts'

export interface HeardWebhook {
  readonly gateway: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/**
 * Answers whether it was news. What is heard but not yet booked when we crash is found by the poll, or when it is told
 * again: nobody polls an attempt that was given up. So a gateway that tells and cannot be asked is told to tell again.
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
  if (payment && (news || payment.state !== 'succeeded')) await askGateway(errand, payment).catch(tellAgain)

  return { received: true, news }
}

function tellAgain(error: unknown): never {
  throw error instanceof OutcomeUnknown ? gatewaySilent() : error
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
