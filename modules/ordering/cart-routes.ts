// Where carts are looked into and changed over HTTP, by guests as well: their cookie names them.
import { TipMinor, productUnknown, vendorUnknown } from '@provender/catalog'
import { Fulfilment } from '@provender/markets'
import type { Actor } from '@provender/platform/context'
import { type AnyRoute, type ResponseControl, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { choiceGone, choicesDoNotFit, productGone, quantityUnfit } from '@provender/pricing'
import { CouponCode } from '@provender/promotions'
import { randomBytes } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { Cart, type CartOwner, type CartTrip, guestOwner, ownersOf } from './cart.ts'
import { PutCartLine, emptyCart, putCartLine } from './change-cart.ts'
import { cartFull } from './errors.ts'
import { CartList, getCart, listCarts } from './get-cart.ts'

const trip = {
  fulfilment: Type.Optional(Fulfilment),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'Where it would go: latitude, degrees.' })),
  lng: Type.Optional(
    Type.Number({ minimum: -180, maximum: 180, description: 'Where it would go: longitude, degrees.' }),
  ),
}
const Trip = Type.Object(trip)
/** What belongs to ordering and not to the cart: only the price is asked for with it. */
const Wish = Type.Object({ ...trip, tipMinor: Type.Optional(TipMinor), coupon: Type.Optional(CouponCode) })
const vendor = { vendorId: IdOf<'vendor'>('Vendor') }
const limit = { most: 240, perSeconds: 60, by: 'ip' } as const

export const cartRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/carts',
    audience: 'public',
    permission: 'ordering.read_cart',
    summary: 'My carts, one for each vendor',
    reply: CartList,
    errors: [],
    handle: ({ db, ctx }) => listCarts(db, ctx),
  }),
  route({
    method: 'GET',
    path: '/cart',
    audience: 'public',
    permission: 'ordering.read_cart',
    summary: 'My cart at one vendor, with what it would cost now',
    query: Type.Object({ ...vendor, ...Wish.properties }),
    reply: Cart,
    errors: [vendorUnknown],
    handle: ({ db, ctx, query }) => getCart(db, ctx, { vendorId: query.vendorId, ...tripOf(query) }),
  }),
  route({
    method: 'PUT',
    path: '/cart/lines',
    audience: 'public',
    permission: 'ordering.change_cart',
    summary: 'Set how many of a product are in the cart; 0 takes it out',
    limit,
    query: Trip,
    body: PutCartLine,
    reply: Cart,
    errors: [productUnknown, vendorUnknown, productGone, quantityUnfit, choiceGone, choicesDoNotFit, cartFull],
    handle: ({ tx, ctx, query, body, response }) =>
      putCartLine(tx, ctx, { ...body, ...tripOf(query), owner: ownerFor(ctx.actor, response) }),
  }),
  route({
    method: 'DELETE',
    path: '/cart',
    audience: 'public',
    permission: 'ordering.change_cart',
    summary: 'Empty my cart at one vendor',
    limit,
    query: Type.Object(vendor),
    reply: CartList,
    errors: [],
    handle: async ({ tx, ctx, query, response }) => {
      await emptyCart(tx, ctx, { vendorId: query.vendorId, owner: ownerFor(ctx.actor, response) })
      return listCarts(tx, ctx)
    },
  }),
]

const guestCookie = 'pv_guest'
const guestCookieSeconds = 30 * 24 * 60 * 60

/**
 * Whose cart is written. A guest without a name gets one: a cookie for browsers, the same in a header for clients that
 * send it back as X-Guest. An account's writes take the guest's cart along, so its cookie has done its duty.
 */
export function ownerFor(actor: Actor, response: ResponseControl): CartOwner {
  const [owner] = ownersOf(actor)
  if (owner !== undefined) {
    if (actor.kind === 'account' && actor.guestToken !== undefined)
      response.cookie(guestCookie, '', { maxAgeSeconds: 0 })
    return owner
  }

  const token = randomBytes(24).toString('base64url')
  response.cookie(guestCookie, token, { maxAgeSeconds: guestCookieSeconds })
  response.header('x-guest', token)
  return guestOwner(token)
}

/** Half a place is no place. */
function tripOf({ fulfilment, lat, lng, tipMinor, coupon }: Static<typeof Wish>): CartTrip {
  return {
    ...(fulfilment !== undefined && { fulfilment }),
    ...(tipMinor !== undefined && { tipMinor }),
    ...(coupon !== undefined && { coupons: [coupon] }),
    ...(lat !== undefined && lng !== undefined && { place: { lat, lng } }),
  }
}
