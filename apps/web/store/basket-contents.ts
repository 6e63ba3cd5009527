// What is in the visitor's carts, for pages that show products: how many of each.
import { cache } from 'react'
import { apiFor, read, readIfAny } from '../api/server.ts'
import type { Cart, CartSummary } from '../api/schema.ts'
import { countsOf } from './counts.ts'

export const listCarts = cache(async (market: string): Promise<CartSummary[]> => {
  const api = await apiFor(market)
  return (await read(api.GET('/api/v1/carts'))).items
})

/** `undefined` when there is no such vendor any more. */
export async function findCart(
  market: string,
  query: { vendorId: string; fulfilment?: 'delivery' | 'pickup'; lat?: number; lng?: number },
): Promise<Cart | undefined> {
  const api = await apiFor(market)
  return readIfAny(api.GET('/api/v1/cart', { params: { query } }))
}

/** Product id → pieces, over the carts of these vendors. Visitors with an empty basket cost no request. */
export async function quantitiesAt(market: string, vendorIds: readonly string[]): Promise<Record<string, number>> {
  const carts = (await listCarts(market)).filter(({ vendor }) => vendorIds.includes(vendor.id))
  const whole = await Promise.all(carts.map(({ vendor }) => findCart(market, { vendorId: vendor.id })))
  return countsOf(whole.flatMap((cart) => cart?.lines ?? []))
}
