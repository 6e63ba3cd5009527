// Using promotions for an order that is being placed, and giving them back when it comes to nothing.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import type { Discount } from '@provender/pricing'
import { createHash } from 'node:crypto'
import { insertUses, releaseUses } from './promotion-store.ts'

export interface UsePromotions {
  readonly orderId: string
  readonly customerId: string
  /** As far as a device can be known: what the client says it is. */
  readonly device?: string | undefined
  readonly address?: { readonly line: string; readonly place: { readonly lat: number; readonly lng: number } } | null
  readonly discounts: readonly Discount[]
}

/**
 * Decided here and not by the quote: of fifty who come at once only as many get it as the limits allow.
 * @throws promotionExhausted, promotionUsedBefore
 */
export async function usePromotions(tx: Tx, ctx: Context, use: UsePromotions): Promise<void> {
  const uses = use.discounts.map(({ promotionId, lineMinor, deliveryMinor, vendorLineMinor, vendorDeliveryMinor }) => ({
    id: promotionId,
    amountMinor: sum(lineMinor) + deliveryMinor,
    vendorMinor: sum(vendorLineMinor) + vendorDeliveryMinor,
  }))
  if (uses.length === 0) return

  await insertUses(tx, {
    orderId: use.orderId,
    customerId: use.customerId,
    device: use.device === undefined ? null : hashOf(use.device),
    address: use.address ? hashOf(addressKey(use.address)) : null,
    uses,
    at: ctx.at,
  })
}

/** Safe to repeat. */
export async function releasePromotions(tx: Tx, ctx: Context, orderId: string): Promise<void> {
  await releaseUses(tx, orderId, ctx.at)
}

/** "12, Main St." and "12 main st" within ten metres are one address. */
function addressKey({ line, place }: NonNullable<UsePromotions['address']>): string {
  const letters = line
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

  return `${letters} ${place.lat.toFixed(4)} ${place.lng.toFixed(4)}`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
