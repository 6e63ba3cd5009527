// Giving back what an order received, because it will not be delivered.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { cancel } from './ledger-store.ts'

/** Everything goes to the customer's wallet; so does money that arrives later. Safe to repeat. */
export async function cancelFunds(tx: Tx, ctx: Context, orderId: string): Promise<{ returnedMinor: number }> {
  const { returned_minor } = await cancel(tx, { orderId, actor: actorName(ctx.actor) })
  return { returnedMinor: returned_minor }
}
