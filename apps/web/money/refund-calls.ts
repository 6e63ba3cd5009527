// The same three questions about refunds, each side under its own address.
import type { Client } from 'openapi-fetch'
import { once, read } from '../api/client.ts'
import type { Order, paths } from '../api/schema.ts'
import type { components } from '../api/schema.generated.ts'

export type Refund = components['schemas']['Refund']
export type RefundSide = 'customer' | 'vendor' | 'admin'
export type RefundReason = Refund['reason']

export interface RefundWish {
  reason: RefundReason
  to: 'wallet' | 'source'
  note?: string
  everything?: boolean
  lines?: { line: number; quantity: number }[]
  deliveryMinor?: number
  goodwillMinor?: number
}

export async function refundsOf(api: Client<paths>, side: RefundSide, orderId: string): Promise<Refund[]> {
  const params = { path: { orderId } }
  if (side === 'customer') return (await read(api.GET('/api/v1/orders/{orderId}/refunds', { params }))).items
  if (side === 'vendor') return (await read(api.GET('/api/v1/vendor/orders/{orderId}/refunds', { params }))).items
  return (await read(api.GET('/api/v1/admin/orders/{orderId}/refunds', { params }))).items
}

/** The same key for the same press, however often it is tried. */
export function sendWish(
  api: Client<paths>,
  side: RefundSide,
  { orderId, wish, key }: { orderId: string; wish: RefundWish; key: string },
): Promise<Refund> {
  const header = once(key)
  if (side === 'customer')
    return read(api.POST('/api/v1/payments/refund', { params: { header }, body: { orderId, ...wish } }))
  const params = { path: { orderId }, header }
  if (side === 'vendor') return read(api.POST('/api/v1/vendor/orders/{orderId}/refunds', { params, body: wish }))
  return read(api.POST('/api/v1/admin/orders/{orderId}/refunds', { params, body: wish }))
}

export function decide(
  api: Client<paths>,
  side: 'vendor' | 'admin',
  { refundId, yes, note, key }: { refundId: string; yes: boolean; note?: string; key: string },
): Promise<Refund> {
  const params = { path: { refundId }, header: once(key) }
  const body = note ? { note } : {}
  if (side === 'vendor') {
    return yes
      ? read(api.POST('/api/v1/vendor/refunds/{refundId}/approve', { params, body }))
      : read(api.POST('/api/v1/vendor/refunds/{refundId}/reject', { params, body }))
  }
  return yes
    ? read(api.POST('/api/v1/admin/refunds/{refundId}/approve', { params, body }))
    : read(api.POST('/api/v1/admin/refunds/{refundId}/reject', { params, body }))
}

/** Whose reasons are whose: a vendor answers for his own goods, a customer cannot know our mistakes. */
export const reasonsOf: Record<RefundSide, readonly RefundReason[]> = {
  customer: ['missing_item', 'wrong_item', 'poor_quality', 'damaged', 'late', 'never_arrived'],
  vendor: ['missing_item', 'wrong_item', 'poor_quality'],
  admin: ['missing_item', 'wrong_item', 'poor_quality', 'damaged', 'late', 'never_arrived', 'our_mistake', 'goodwill'],
}

export function isRefundable(order: Pick<Order, 'state'>): boolean {
  return order.state === 'delivered' || order.state === 'collected'
}
