// Agreeing to a refund, or not: vendors for their own goods within a limit, administrators, and above theirs two of them.
import { moneyRulesOf } from '@provender/markets'
import { type EndedOrder, getEndedOrder, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { Type, type Static } from 'typebox'
import { alreadyDecided, beyondLimit, refundUnknown, secondPersonNeeded } from './errors.ts'
import { refundRejected } from './events.ts'
import { factOf, payRefund } from './pay-refund.ts'
import type { Refund, Side } from './refund.ts'
import {
  type RefundRow,
  lockRefund,
  refundOf,
  selectRefund,
  selectRefundsOfOrder,
  updateDecision,
  updateFirst,
} from './refund-store.ts'

export const Decide = Type.Object({
  note: Type.Optional(Type.String({ maxLength: 500, description: 'The customer reads this.' })),
})
export type Decide = Static<typeof Decide>
type DeciderSide = Exclude<Side, 'customer'>

export async function approveRefund(
  tx: Tx,
  ctx: Context,
  { refundId, side, note }: Decide & { refundId: string; side: DeciderSide },
): Promise<Refund> {
  const { refund, order } = await lockWaiting(tx, ctx, refundId, side)
  if (!(await mayDecideAlone(tx, ctx, refund, side))) await askSecond(tx, ctx, refund, side)
  else await approveLocked(tx, ctx, { refund, order, note: note?.trim() ?? null })

  return refundOf((await selectRefund(tx, refundId)) as RefundRow, side)
}

export async function rejectRefund(
  tx: Tx,
  ctx: Context,
  { refundId, side, note }: Decide & { refundId: string; side: DeciderSide },
): Promise<Refund> {
  const { refund } = await lockWaiting(tx, ctx, refundId, side)
  await updateDecision(tx, refundId, { state: 'rejected', by: accountOf(ctx), at: ctx.at, note: note?.trim() ?? null })
  await publish(tx, refundRejected, { ...factOf(refund), note: note?.trim() ?? '' })

  return refundOf((await selectRefund(tx, refundId)) as RefundRow, side)
}

/**
 * Whether nobody else has to agree. A vendor: for goods he pays for himself, all his refunds of this order within his
 * limit. An administrator: within the limit of one, or when another one has agreed before.
 */
export async function mayDecideAlone(db: Db, ctx: Context, refund: RefundRow, side: Side): Promise<boolean> {
  const { vendorRefundLimitMinor, adminRefundLimitMinor } = moneyRulesOf(ctx.market.settings)
  if (side === 'customer') return false
  if (side === 'admin') {
    if (refund.amountMinor <= adminRefundLimitMinor) return true
    return refund.firstAccount !== null && refund.firstAccount !== accountOf(ctx)
  }

  const others = await selectRefundsOfOrder(db, refund.orderId)
  const given = others.filter(
    ({ state, goodsBy }) => goodsBy === 'vendor' && state !== 'waiting' && state !== 'rejected',
  )
  const sum = given.reduce((before, each) => before + each.amountMinor, refund.amountMinor)
  const own = refund.goodsBy === 'vendor' && refund.deliveryMinor + refund.feesMinor + refund.goodwillMinor === 0

  return own && !refund.everything && sum <= vendorRefundLimitMinor
}

/** Moves the money. To be called with order and refund locked, by somebody who may. */
export async function approveLocked(
  tx: Tx,
  ctx: Context,
  { refund, order, note }: { refund: RefundRow; order: EndedOrder; note: string | null },
): Promise<void> {
  const { adminRefundLimitMinor } = moneyRulesOf(ctx.market.settings)
  const needsSecond = refund.amountMinor > adminRefundLimitMinor
  await payRefund(tx, ctx, { refund, order, by: accountOf(ctx), needsSecond, note })
}

async function askSecond(tx: Tx, ctx: Context, refund: RefundRow, side: DeciderSide): Promise<void> {
  if (side === 'vendor') throw beyondLimit()
  if (refund.firstAccount === accountOf(ctx)) throw secondPersonNeeded()

  await updateFirst(tx, refund.id, accountOf(ctx))
}

/** Locks in the order of the house: the order, then the refund. Not theirs and not there look the same. */
async function lockWaiting(
  tx: Tx,
  ctx: Context,
  refundId: string,
  side: DeciderSide,
): Promise<{ refund: RefundRow; order: EndedOrder }> {
  const known = await selectRefund(tx, refundId)
  if (!known || (side === 'vendor' && !isOfOwnVendor(ctx, known))) throw refundUnknown()
  await lockOrder(tx, known.orderId)
  const refund = await lockRefund(tx, refundId)
  if (refund.state !== 'waiting') throw alreadyDecided({ state: refund.state })

  return { refund, order: await getEndedOrder(tx, ctx, { orderId: refund.orderId, side }) }
}

function isOfOwnVendor({ actor }: Context, refund: RefundRow): boolean {
  return actor.kind === 'account' && actor.vendorIds.includes(refund.vendorId)
}

function accountOf({ actor }: Context): string {
  if (actor.kind !== 'account') throw unauthenticated()

  return actor.accountId
}
