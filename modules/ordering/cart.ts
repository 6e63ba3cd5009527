// A cart: what somebody means to order from one vendor, kept by the server, before and after signing in.
import { type Offer, basketOf } from '@provender/catalog'
import { Fulfilment } from '@provender/markets'
import type { Actor, Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import { type Place, Quote, minimumOf, outOfReach, priceBasket, whyNotSell } from '@provender/pricing'
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'

/** The most kinds of things in one cart, as in one order. */
export const mostLines = 60

/** Whose cart it is: `account:<id>` or `guest:<hash of the token>`, so that a stolen table opens no cart. */
export type CartOwner = string

export function accountOwner(accountId: string): CartOwner {
  return `account:${accountId}`
}

export function guestOwner(token: string): CartOwner {
  return `guest:${createHash('sha256').update(token).digest('hex')}`
}

/** Every owner whose carts the actor sees, the one that is written to in front: a guest who signed in has two. */
export function ownersOf(actor: Actor): readonly CartOwner[] {
  const guest = 'guestToken' in actor && actor.guestToken !== undefined ? [guestOwner(actor.guestToken)] : []

  return actor.kind === 'account' ? [accountOwner(actor.accountId), ...guest] : guest
}

/** A cart line as it is kept. */
export interface CartLineRecord {
  readonly productId: string
  readonly name: string
  readonly quantity: number
  readonly note: string | null
}

const nullable = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: S) =>
  Type.Union([schema, Type.Null()])

const CartLine = Type.Object(
  {
    productId: IdOf<'product'>('Product'),
    name: Type.String(),
    picture: nullable(Type.String({ description: 'Null when it is not offered any more.' })),
    unitPriceMinor: nullable(Type.Integer({ description: 'What one of it costs now; null when it is gone.' })),
    quantity: Type.Integer({ minimum: 1 }),
    totalMinor: nullable(Type.Integer()),
    note: nullable(Type.String({ description: 'A wish for the kitchen.' })),
    available: nullable(Type.Integer({ description: 'How many are left; null when made to order.' })),
    problem: Type.Union([Type.Enum(['gone', 'sold_out', 'too_few']), Type.Null()], {
      description: 'gone: not offered any more; sold_out: none left; too_few: fewer left than wanted.',
    }),
  },
  { title: 'CartLine' },
)
type CartLine = Static<typeof CartLine>

export const Cart = Type.Object(
  {
    vendor: Type.Object({
      id: IdOf<'vendor'>('Vendor'),
      slug: Type.String(),
      name: Type.String(),
      picture: Type.String(),
      openNow: Type.Boolean(),
      opensAt: nullable(Type.String({ format: 'date-time' })),
      minimumBasketMinor: Type.Integer(),
    }),
    lines: Type.Array(CartLine),
    quantity: Type.Integer({ description: 'Pieces altogether.' }),
    fulfilment: Fulfilment,
    quote: Type.Union([Quote, Type.Null()], { description: 'Of the lines that can be had; null when there are none.' }),
    problem: Type.Union([Type.Object({ code: Type.String(), title: Type.String() }), Type.Null()], {
      description: 'Why it cannot be ordered like this, apart from the problems of its lines.',
    }),
  },
  { title: 'Cart' },
)
export type Cart = Static<typeof Cart>

/** How the cart would reach its owner, for the quote. */
export interface CartTrip {
  readonly fulfilment?: Fulfilment
  readonly place?: Place
  /** For the rider. */
  readonly tipMinor?: number
}

/** The cart with today's names, prices and problems, and what it would cost. */
export async function cartReply(
  db: Db,
  ctx: Context,
  offer: Offer,
  kept: readonly CartLineRecord[],
  trip: CartTrip,
): Promise<Cart> {
  const { settings } = ctx.market
  const { vendor, products } = offer
  const fulfilment = trip.fulfilment ?? settings.fulfilment[0] ?? 'pickup'
  const lines = kept.map((line) => lineReply(line, products.get(line.productId)))
  const wanted = kept.filter((line) => products.has(line.productId))
  const place = fulfilment === 'delivery' ? trip.place : undefined
  const basket = await basketOf(db, ctx, offer, { lines: wanted, fulfilment, place, tipMinor: trip.tipMinor })
  // Where nobody has said yet where to, the cart is judged as if it went next door.
  const no = wanted.length > 0 ? whyNotSell({ ...basket, distanceM: basket.distanceM ?? 0 }) : undefined
  const priced = no?.code === outOfReach.code ? { ...basket, distanceM: null } : basket

  return {
    vendor: {
      id: vendor.id,
      slug: vendor.slug,
      name: vendor.name,
      picture: vendor.picture,
      openNow: vendor.openNow,
      opensAt: vendor.opensAt,
      minimumBasketMinor: minimumOf(basket),
    },
    lines,
    quantity: kept.reduce((sum, line) => sum + line.quantity, 0),
    fulfilment,
    quote: wanted.length > 0 ? priceBasket(priced) : null,
    problem: no ? { code: no.code, title: no.message } : null,
  }
}

function lineReply(line: CartLineRecord, product: ReturnType<Offer['products']['get']>): CartLine {
  const { productId, quantity, note } = line
  if (!product) {
    const gone = { picture: null, unitPriceMinor: null, totalMinor: null, available: null, problem: 'gone' as const }
    return { productId, name: line.name, quantity, note, ...gone }
  }

  const { name, picture, priceMinor, available } = product
  const left = available ?? Number.POSITIVE_INFINITY
  return {
    productId,
    name,
    picture,
    unitPriceMinor: priceMinor,
    quantity,
    totalMinor: priceMinor * quantity,
    note,
    available,
    problem: left <= 0 ? 'sold_out' : left < quantity ? 'too_few' : null,
  }
}
