// Changing carts: putting things in, taking them out, emptying, and taking a guest's along on signing in.
import { getOffer, getProduct } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import { ChoiceIds, productGone, sortedChoices, whyNotAmount, whyNotChoose } from '@provender/pricing'
import { Type, type Static } from 'typebox'
import {
  type Cart,
  type CartLineRecord,
  type CartOwner,
  type CartTrip,
  accountOwner,
  cartReply,
  guestOwner,
  mostLines,
} from './cart.ts'
import {
  deleteCart,
  deleteCartLine,
  moveCarts,
  selectCartLines,
  selectVendorOfLine,
  upsertCartLine,
} from './cart-store.ts'
import { cartFull } from './errors.ts'

export const PutCartLine = Type.Object({
  productId: IdOf<'product'>('Product'),
  quantity: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    description: 'So many altogether, or so much in base units of what is weighed or poured; 0 takes it out.',
  }),
  note: Type.Optional(Type.String({ maxLength: 300, description: 'A wish for the kitchen.' })),
  choices: Type.Optional(ChoiceIds),
})
export type PutCartLine = Static<typeof PutCartLine>

/** Sets how many of a product, chosen like this, are in the cart of its vendor. Answers the cart as it is then. */
export async function putCartLine(
  tx: Tx,
  ctx: Context,
  {
    owner,
    productId,
    quantity,
    note,
    choices: chosen,
    ...trip
  }: PutCartLine & CartTrip & { readonly owner: CartOwner },
): Promise<Cart> {
  await adoptGuestCarts(tx, ctx)
  // What is in the cart can be taken out also when it is not on sale any more.
  const vendorId = (await selectVendorOfLine(tx, owner, productId)) ?? (await getProduct(tx, ctx, productId)).vendor.id
  const before = await selectCartLines(tx, [owner], vendorId)
  const offer = await getOffer(tx, ctx, { vendorId, productIds: [productId, ...before.map((line) => line.productId)] })

  const choices = sortedChoices(chosen)
  if (quantity === 0) {
    await deleteCartLine(tx, owner, { productId, choices })
    return cartReply(
      tx,
      ctx,
      offer,
      before.filter((line) => !isSame(line, { productId, choices })),
      trip,
    )
  }

  const product = offer.products.get(productId)
  if (!product) throw productGone({ productIds: [productId] })
  const unfit = whyNotAmount(productId, product.measure, quantity) ?? whyNotChoose(productId, product, choices)
  if (unfit) throw unfit
  const line = { productId, choices, name: product.name, quantity, note: note ?? null }
  const lines = withLine(before, line)
  if (lines.length > mostLines) throw cartFull({ most: mostLines })
  await upsertCartLine(tx, { ...line, owner, vendor: offer.vendor, at: ctx.at })

  return cartReply(tx, ctx, offer, lines, trip)
}

function withLine(lines: readonly CartLineRecord[], line: CartLineRecord): readonly CartLineRecord[] {
  const known = lines.some((each) => isSame(each, line))

  return known ? lines.map((each) => (isSame(each, line) ? line : each)) : [...lines, line]
}

type Identity = Pick<CartLineRecord, 'productId' | 'choices'>

/** The same product chosen in another way is another line. */
function isSame(one: Identity, other: Identity): boolean {
  return one.productId === other.productId && one.choices.join() === other.choices.join()
}

export async function emptyCart(
  tx: Tx,
  ctx: Context,
  { owner, vendorId }: { readonly owner: CartOwner; readonly vendorId: string },
): Promise<void> {
  await adoptGuestCarts(tx, ctx)
  await deleteCart(tx, owner, vendorId)
}

/** What a guest put in becomes the account's on its first write after signing in; until then it reads both as one. */
export async function adoptGuestCarts(tx: Tx, { actor }: Context): Promise<void> {
  if (actor.kind !== 'account' || actor.guestToken === undefined) return

  await moveCarts(tx, { from: guestOwner(actor.guestToken), to: accountOwner(actor.accountId) })
}
