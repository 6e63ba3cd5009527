// A webhook: proven to be the gateway's, heard once, and taken as a hint to ask the gateway itself.
import { createHash } from 'node:crypto'
import { type Errand, askGateway } from './charge-payment.ts'
import { gatewaySilent, webhookRefused } from './errors.ts'
import { type HeardMessage, OutcomeUnknown, type WebhookHint } from './gateway.ts'
import { countRefusedWebhook } from './gateway-store.ts'
import { type PaymentRow, insertWebhook, selectPayment, selectPaymentByTransaction } from './payment-store.ts'

export type HeardWebhook = Omit<HeardMessage, 'at'> & { readonly gateway: string }

/**
 * Answers whether it was news. What is heard but not yet booked when we crash is found by the poll, or when it is told
 * again: nobody polls an attempt that was given up. So a gateway that tells and cannot be asked is told to tell again.
 */
export async function hearWebhook(errand: Errand, heard: HeardWebhook): Promise<{ received: true; news: boolean }> {
  const { open, ctx } = errand
  const gateway = errand.gateways.named(heard.gateway)
  const hint = await gateway.readWebhook({ ...heard, at: ctx.at }).catch(tellAgain)
  if (!hint) {
    await open((tx) => countRefusedWebhook(tx, gateway.name, ctx.at))
    throw webhookRefused()
  }

  const payment = await paymentOf(errand, gateway.name, hint)
  const news = await open((tx) =>
    insertWebhook(tx, {
      ...hint,
      gateway: gateway.name,
      paymentId: payment?.id,
      sha256: createHash('sha256').update(heard.body).digest(),
    }),
  )
  if (payment && (news || payment.state !== 'succeeded')) {
    await askGateway(errand, payment, hint.transaction).catch(tellAgain)
  }

  return { received: true, news }
}

/** The payment that a hint is about, if this gateway was asked for it. */
async function paymentOf({ db }: Errand, gateway: string, hint: WebhookHint): Promise<PaymentRow | undefined> {
  const { reference, transaction } = hint
  const named = reference !== undefined && isUuid(reference) ? await selectPayment(db, reference) : undefined
  if (named) return named.gateway === gateway ? named : undefined

  return transaction === undefined ? undefined : selectPaymentByTransaction(db, { gateway, transaction })
}

function tellAgain(error: unknown): never {
  throw error instanceof OutcomeUnknown ? gatewaySilent() : error
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
