// Thanking the rider after the order has come, out of the wallet.
import { fundsMovedOn, riderMissing, tipRider } from '@provender/ledger'
import { getEndedOrder, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { tipNotPossible, tipTooLarge } from './errors.ts'
import { tipGiven } from './events.ts'

const impossible = new Set([fundsMovedOn, riderMissing].map(({ code }) => code))

/** A slip of the finger is caught: a tip is at most what the order cost. All of it is the rider's. */
export async function giveTip(
  tx: Tx,
  ctx: Context,
  { orderId, amountMinor }: { orderId: string; amountMinor: number },
): Promise<{ amountMinor: number; currency: string }> {
  await lockOrder(tx, orderId)
  const { totalMinor, currency, customerId, state } = await getEndedOrder(tx, ctx, { orderId, side: 'customer' })
  if (state !== 'delivered') throw tipNotPossible({ state })
  if (amountMinor > totalMinor) throw tipTooLarge({ mostMinor: totalMinor, currency })

  try {
    await tipRider(tx, ctx, { tipId: newId(), orderId, amountMinor })
  } catch (error) {
    throw error instanceof DomainError && impossible.has(error.code) ? tipNotPossible() : error
  }
  await publish(tx, tipGiven, { orderId, customerId, amountMinor, currency })

  return { amountMinor, currency }
}
