// An order that reached its customer, for those who count and judge what was sold.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { OrderId, OrderRecord } from './order.ts'
import { selectWholeOrder } from './order-store.ts'

export interface SoldOrder extends Pick<
  OrderRecord,
  'id' | 'number' | 'customerId' | 'customerName' | 'vendorId' | 'vendorName' | 'fulfilment'
> {
  readonly soldAt: Date
  readonly lines: readonly { readonly productId: string; readonly name: string; readonly quantity: number }[]
}

/** Delivered or collected; any other order, and one that never was, is nothing to count. */
export async function getSoldOrder(db: Db, _ctx: Context, orderId: OrderId): Promise<SoldOrder | undefined> {
  const order = await selectWholeOrder(db, orderId)
  if (!order?.endedAt || (order.state !== 'delivered' && order.state !== 'collected')) return undefined

  const { id, number, customerId, customerName, vendorId, vendorName, fulfilment, endedAt, lines } = order
  return { id, number, customerId, customerName, vendorId, vendorName, fulfilment, soldAt: endedAt, lines }
}
