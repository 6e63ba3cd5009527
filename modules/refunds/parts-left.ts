// What is left to give back of an order, part by part.
import { getOrderFunds, listOrderRefunds } from '@provender/ledger'
import type { EndedOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { lineUnknown, nothingLeft } from './errors.ts'
import { type Bought, type GiveRefund, type GivenBack, type Parts, partsOf } from './refund.ts'
import { selectRefundsOfOrder } from './refund-store.ts'

/** What a wish comes to now. To be called with the order locked. */
export async function partsLeft(
  db: Db,
  ctx: Context,
  order: EndedOrder,
  wish: Pick<GiveRefund, 'everything' | 'lines' | 'deliveryMinor' | 'feesMinor' | 'goodwillMinor'>,
): Promise<{ bought: Bought; parts: Parts }> {
  const before = await givenBack(db, ctx, order.id)
  const bought = { lines: order.lines, funds: await getOrderFunds(db, ctx, order.id) }
  const parts = partsOf(bought, before, wish)
  if (parts === 'line_unknown') throw lineUnknown()
  if (parts === 'nothing_left') throw nothingLeft()
  const wanted = parts.goodsMinor + parts.deliveryMinor + parts.feesMinor + parts.goodwillMinor
  if (wanted <= 0 || parts.deliveryMinor + before.deliveryMinor > bought.funds.deliveryMinor) throw nothingLeft()

  return { bought, parts }
}

async function givenBack(db: Db, ctx: Context, orderId: string): Promise<GivenBack> {
  const [refunds, booked] = [await selectRefundsOfOrder(db, orderId), await listOrderRefunds(db, ctx, orderId)]
  const paid = refunds.filter(({ state }) => state !== 'waiting' && state !== 'rejected')
  const sumOf = (part: 'goodsMinor' | 'deliveryMinor' | 'feesMinor' | 'amountMinor') =>
    booked.reduce((sum, each) => sum + each[part], 0)

  return {
    lines: paid.flatMap(({ lines }) => lines),
    goodsMinor: sumOf('goodsMinor'),
    deliveryMinor: sumOf('deliveryMinor'),
    feesMinor: sumOf('feesMinor'),
    amountMinor: sumOf('amountMinor'),
  }
}
