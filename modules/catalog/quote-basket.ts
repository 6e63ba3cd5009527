// What a basket would cost right now, or why it cannot be sold. Nothing is promised: placing the order asks again.
import { soldOut } from '@provender/inventory'
import { Fulfilment } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import {
  Place,
  type Quote,
  belowMinimum,
  fulfilmentNotOffered,
  outOfReach,
  placeMissing,
  priceBasket,
  productGone,
  tipNotTaken,
  tipTooLarge,
  vendorClosed,
  whyNotSell,
} from '@provender/pricing'
import { Type, type Static } from 'typebox'
import { vendorUnknown } from './errors.ts'
import { type Offer, getOffer } from './get-offer.ts'
import { basketOf } from './price-offer.ts'
import { ProductId } from './product.ts'
import { VendorId } from './vendor.ts'

export const TipMinor = Type.Integer({
  minimum: 0,
  maximum: 1_000_000_000,
  description: 'For the rider, in minor units.',
})

export const QuoteBasket = Type.Object({
  vendorId: VendorId,
  lines: Type.Array(Type.Object({ productId: ProductId, quantity: Type.Integer({ minimum: 1, maximum: 99 }) }), {
    minItems: 1,
    maxItems: 60,
  }),
  fulfilment: Fulfilment,
  place: Type.Optional(Place),
  tipMinor: Type.Optional(TipMinor),
})
export type QuoteBasket = Static<typeof QuoteBasket>

/** Every "no" of a quote, in the order they are said. */
export const quoteErrors = [
  vendorUnknown,
  vendorClosed,
  fulfilmentNotOffered,
  placeMissing,
  productGone,
  tipNotTaken,
  tipTooLarge,
  outOfReach,
  belowMinimum,
  tipNotTaken,
  tipTooLarge,
  soldOut,
]

/** One statement and then sums; `offer` is what the sums were made of. */
export async function quoteBasket(db: Db, ctx: Context, input: QuoteBasket): Promise<{ offer: Offer; quote: Quote }> {
  const offer = await getOffer(db, ctx, {
    vendorId: input.vendorId,
    productIds: input.lines.map((line) => line.productId),
  })
  const basket = await basketOf(db, ctx, offer, input)
  const no = whyNotSell(basket) ?? whySoldOut(offer, input.lines)
  if (no) throw no

  return { offer, quote: priceBasket(basket) }
}

/** Two lines of one product are one demand. */
function whySoldOut(offer: Offer, lines: QuoteBasket['lines']) {
  const short = [...Map.groupBy(lines, (line) => line.productId)].flatMap(([productId, same]) => {
    const available = offer.products.get(productId)?.available ?? null
    const wanted = same.reduce((total, line) => total + line.quantity, 0)
    return available !== null && available < wanted ? [[productId, available] as const] : []
  })
  if (short.length === 0) return undefined

  return soldOut({ productIds: short.map(([productId]) => productId), available: Object.fromEntries(short) })
}
