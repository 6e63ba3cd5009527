// What a basket would cost right now, or why it cannot be sold. Nothing is promised: placing the order asks again.
import { soldOut } from '@provender/inventory'
import { Fulfilment } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import {
  ChoiceIds,
  type Discount,
  Place,
  type Quote,
  belowMinimum,
  choiceGone,
  choicesDoNotFit,
  demandOf,
  notNow,
  quantityUnfit,
  fulfilmentNotOffered,
  notServed,
  outOfReach,
  placeMissing,
  productGone,
  tipNotTaken,
  tipTooLarge,
  vendorClosed,
  whyNotSell,
} from '@provender/pricing'
import { CouponCode } from '@provender/promotions'
import { Type, type Static } from 'typebox'
import { vendorUnknown } from './errors.ts'
import { type Offer, getOffer } from './get-offer.ts'
import { basketOf, codesOf, priceOffer } from './price-offer.ts'
import { ProductId } from './product.ts'
import { VendorId } from './vendor.ts'

export const TipMinor = Type.Integer({
  minimum: 0,
  maximum: 1_000_000_000,
  description: 'For the rider, in minor units.',
})

/** Of counted things there are 99 at most on a line. */
export const Quantity = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'Pieces, or base units of what is weighed or poured.',
})

export const Coupons = Type.Array(CouponCode, { maxItems: 3, description: 'Codes of coupons.' })

export const QuoteBasket = Type.Object({
  vendorId: VendorId,
  lines: Type.Array(
    Type.Object({
      productId: ProductId,
      quantity: Quantity,
      choices: Type.Optional(ChoiceIds),
    }),
    { minItems: 1, maxItems: 60 },
  ),
  fulfilment: Fulfilment,
  place: Type.Optional(Place),
  tipMinor: Type.Optional(TipMinor),
  coupons: Type.Optional(Coupons),
})
export type QuoteBasket = Static<typeof QuoteBasket>

/** Every "no" of a quote, in the order they are said. */
export const quoteErrors = [
  vendorUnknown,
  vendorClosed,
  fulfilmentNotOffered,
  placeMissing,
  productGone,
  notNow,
  quantityUnfit,
  choiceGone,
  choicesDoNotFit,
  notServed,
  outOfReach,
  belowMinimum,
  tipNotTaken,
  tipTooLarge,
  soldOut,
]

/** One statement and then sums; `offer` is what the sums were made of, `demand` what would have to be reserved. */
export async function quoteBasket(
  db: Db,
  ctx: Context,
  input: QuoteBasket,
): Promise<{ offer: Offer; quote: Quote; demand: Demand; discounts: readonly Discount[] }> {
  const codes = codesOf(input.coupons)
  const offer = await getOffer(db, ctx, {
    vendorId: input.vendorId,
    productIds: input.lines.map((line) => line.productId),
    codes,
  })
  const basket = await basketOf(db, ctx, offer, input)
  const demand = demandOf(offer.products, input.lines)
  const no = whyNotSell(basket) ?? whySoldOut(offer, demand)
  if (no) throw no

  return { offer, demand, ...priceOffer(offer, basket, codes) }
}

type Demand = ReturnType<typeof demandOf>

function whySoldOut({ left }: Offer, demand: Demand) {
  const short = demand.flatMap(({ productId, quantity }) => {
    const available = left.get(productId)
    return available !== undefined && available < quantity ? [[productId, available] as const] : []
  })
  if (short.length === 0) return undefined

  return soldOut({ productIds: short.map(([productId]) => productId), available: Object.fromEntries(short) })
}
