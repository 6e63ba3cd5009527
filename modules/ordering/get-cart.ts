// Looking into carts: one with today's prices, or all of them at a glance.
import { codesOf, getOffer } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { type Cart, type CartTrip, cartReply, ownersOf } from './cart.ts'
import { selectCartLines, selectCarts } from './cart-store.ts'

/** What the actor means to order from one vendor; an empty cart is a cart too. */
export async function getCart(
  db: Db,
  ctx: Context,
  { vendorId, ...trip }: CartTrip & { readonly vendorId: string },
): Promise<Cart> {
  const lines = await selectCartLines(db, ownersOf(ctx.actor), vendorId)
  const offer = await getOffer(db, ctx, {
    vendorId,
    productIds: lines.map((line) => line.productId),
    codes: codesOf(trip.coupons),
  })

  return cartReply(db, ctx, offer, lines, trip)
}

export const CartList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        vendor: Type.Object({ id: IdOf<'vendor'>('Vendor'), name: Type.String(), picture: Type.String() }),
        lines: Type.Integer({ description: 'Kinds of things.' }),
        quantity: Type.Integer({ description: 'Pieces.' }),
        changedAt: Type.String({ format: 'date-time' }),
      }),
    ),
  },
  { title: 'CartList' },
)
export type CartList = Static<typeof CartList>

/** The carts with something in them, the last changed first. */
export async function listCarts(db: Db, ctx: Context): Promise<CartList> {
  const carts = await selectCarts(db, ownersOf(ctx.actor))

  return {
    items: carts.map((cart) => ({
      vendor: { id: cart.vendorId, name: cart.vendorName, picture: cart.vendorPicture },
      lines: cart.lines,
      quantity: cart.quantity,
      changedAt: cart.changedAt.toISOString(),
    })),
  }
}
