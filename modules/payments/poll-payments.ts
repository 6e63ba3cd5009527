// Payments whose end is not known are asked about, less and less often, until the gateway says how they ended.
import { type Errand, checkPayment } from './charge-payment.ts'
import { nextPollAt } from './payment.ts'
import { claimDuePayments, updatePollAt } from './payment-store.ts'

const batch = 20

export async function pollPayments(errand: Errand): Promise<void> {
  const due = await errand.open(async (tx) => {
    const payments = await claimDuePayments(tx, errand.ctx.at, batch)
    for (const payment of payments) await updatePollAt(tx, payment.id, nextPollAt(errand.ctx.at, payment.polls + 1))
    return payments
  })

  await Promise.all(due.map((payment) => checkPayment(errand, payment)))
}
