// Packing an order: what was weighed, or could not be had. It may cost less then, never more, and the rest goes back.
import { repackStock } from '@provender/inventory'
import { reduceFunds } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { type PricePart, priceOfAmount, taxOn } from '@provender/pricing'
import { Type, type Static } from 'typebox'
import { beyondBound, linePacked, lineUnknown, movedOn, nothingLeft } from './errors.ts'
import { orderPacked } from './events.ts'
import { PackedReason } from './order.ts'
import type { LockedOrder } from './order-store.ts'
import { type LineToPack, lockLines, updateAmounts, writePacked } from './pack-store.ts'

export const PackLine = Type.Object({
  quantity: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    description: 'How much of it is packed, in pieces or base units; 0: none of it can be had.',
  }),
  reason: Type.Optional(PackedReason),
})
export type PackLine = Static<typeof PackLine>

/** @param order held, and the actor's to pack */
export async function packLine(
  tx: Tx,
  ctx: Context,
  order: LockedOrder,
  { position, quantity, reason }: PackLine & { readonly position: number },
): Promise<LockedOrder> {
  if (order.state !== 'accepted' && order.state !== 'preparing') throw movedOn({ state: order.state })
  const lines = await lockLines(tx, order.id)
  const line = lines.find((each) => each.position === position)
  if (!line) throw lineUnknown()
  if (line.packedQuantity !== null) throw linePacked()
  const most = line.mostQuantity ?? line.quantity
  if (quantity > most) throw beyondBound({ most, packed: quantity })
  if (quantity === 0 && lines.every((each) => each === line || each.packedQuantity === 0)) throw nothingLeft()

  const chargedMinor = Math.min(line.totalMinor, priceOfAmount(line.unitPriceMinor, quantity, line.per))
  const packed = reason ?? (quantity < line.quantity && line.mostQuantity === null ? 'sold_out' : 'weighed')
  const cheaper = lessBy(order, line, chargedMinor)

  // Locks in the order of the house: the order is held, then stock, then the ledger.
  await repackStock(tx, ctx, { orderId: order.id, changes: changesOf(line, quantity, packed) })
  const { returnedMinor } = await reduceFunds(tx, ctx, {
    orderId: order.id,
    key: `line:${position}`,
    goodsMinor: cheaper.goodsMinor - cheaper.vendorDiscountMinor,
    taxMinor: cheaper.taxAddedMinor,
    discountMinor: cheaper.discountMinor - cheaper.vendorDiscountMinor + cheaper.pointsMinor,
  })
  await writePacked(tx, { orderId: order.id, position, quantity, chargedMinor, reason: packed })
  await updateAmounts(tx, order, cheaper)
  await publish(tx, orderPacked, {
    orderId: order.id,
    number: order.number,
    vendorId: order.vendorId,
    customerId: order.customerId,
    productId: line.productId,
    name: line.name,
    orderedQuantity: line.quantity,
    packedQuantity: quantity,
    reason: packed,
    chargedMinor,
    returnedMinor,
    totalMinor: cheaper.totalMinor,
    currency: order.currency,
    at: ctx.at.toISOString(),
  })

  return cheaper
}

/** Whoever forgets the scale charges for what was ordered, and nothing more stays held. */
export async function packRest(tx: Tx, ctx: Context, order: LockedOrder): Promise<LockedOrder> {
  const lines = await lockLines(tx, order.id)
  let packed = order
  for (const line of lines) {
    if (line.mostQuantity === null || line.packedQuantity !== null) continue
    packed = await packLine(tx, ctx, packed, { position: line.position, quantity: line.quantity, reason: 'weighed' })
  }

  return packed
}

/** What the shelf gives less or more; what is missing takes its chosen options along. */
function changesOf(line: LineToPack, quantity: number, reason: Static<typeof PackedReason>) {
  const delta = quantity - line.quantity
  if (delta === 0) return []

  return line.takes.map((productId) => ({ productId, delta, missing: reason !== 'weighed' && delta < 0 }))
}

/** The order's amounts with one line charged less: its discount and tax shrink in proportion, fees and tip stay. */
export function lessBy<O extends LockedOrder>(order: O, line: LineToPack, chargedMinor: number): O {
  const cutMinor = line.totalMinor - chargedMinor
  const discountCut = line.totalMinor === 0 ? 0 : Math.floor((line.discountMinor * cutMinor) / line.totalMinor)
  const vendorCut =
    order.discountMinor === 0 ? 0 : Math.floor((order.vendorDiscountMinor * discountCut) / order.discountMinor)
  const rate = { bp: line.taxBp, included: line.taxIncluded }
  const before = taxOn({ ...rate, amountMinor: line.totalMinor - line.discountMinor })
  const after = taxOn({ ...rate, amountMinor: chargedMinor - (line.discountMinor - discountCut) })
  const taxCut = Math.min(order.taxMinor, before - after)
  const addedCut = line.taxIncluded ? 0 : Math.min(order.taxAddedMinor, taxCut)
  const totalMinor = order.totalMinor - cutMinor + discountCut - addedCut
  // What points had paid for and is not bought now comes off the points.
  const pointsMinor = order.pointsMinor + Math.min(0, totalMinor)

  return {
    ...order,
    goodsMinor: order.goodsMinor - cutMinor,
    discountMinor: order.discountMinor - discountCut,
    vendorDiscountMinor: order.vendorDiscountMinor - vendorCut,
    taxMinor: order.taxMinor - taxCut,
    taxAddedMinor: order.taxAddedMinor - addedCut,
    pointsMinor,
    totalMinor: Math.max(0, totalMinor),
    agreedTotalMinor: order.agreedTotalMinor ?? order.totalMinor,
    parts: order.parts.map((part) => lessPart(part, { cutMinor, discountCut, taxCut, rate })),
  }
}

interface Cuts {
  readonly cutMinor: number
  readonly discountCut: number
  readonly taxCut: number
  readonly rate: { readonly bp: number; readonly included: boolean }
}

function lessPart(part: PricePart, { cutMinor, discountCut, taxCut, rate }: Cuts): PricePart {
  if (part.code === 'goods') return { ...part, amountMinor: part.amountMinor - cutMinor }
  if (part.code === 'discount' && part.amountMinor < 0) {
    return { ...part, amountMinor: Math.min(0, part.amountMinor + discountCut) }
  }
  if (part.code === 'tax' && part.facts.bp === rate.bp && part.facts.included === rate.included) {
    return { ...part, amountMinor: Math.max(0, part.amountMinor - taxCut) }
  }

  return part
}
