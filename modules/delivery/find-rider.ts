// Who brought an order, for those who ask how it was.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { selectDeliveryOfOrder } from './delivery-store.ts'

/** Nobody for an order that was collected. */
export async function findRiderOf(db: Db, _ctx: Context, orderId: string): Promise<string | undefined> {
  const delivery = await selectDeliveryOfOrder(db, orderId)

  return delivery?.riderId ?? undefined
}
