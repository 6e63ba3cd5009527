// Deliveries: a rider's own, and all of the market for its administrators.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { DeliveryId, type DeliveryRecord } from './delivery.ts'
import {
  type AdminDeliveryPage,
  type RiderDeliveryPage,
  adminDeliveryReply,
  riderDeliveryReply,
} from './delivery-replies.ts'
import { selectDeliveries } from './delivery-store.ts'
import { getOwnRider } from './get-rider.ts'
import { selectRidersById } from './rider-store.ts'

const page = {
  after: Type.Optional(DeliveryId),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
}

export const ListOwnDeliveries = Type.Object({
  state: Type.Optional(Type.Enum(['active', 'past'], { description: 'Under way or over; both when left out.' })),
  ...page,
})
export type ListOwnDeliveries = Static<typeof ListOwnDeliveries>

export async function listOwnDeliveries(db: Db, ctx: Context, filter: ListOwnDeliveries): Promise<RiderDeliveryPage> {
  const rider = await getOwnRider(db, ctx)
  const { items, next } = await selectPage(db, { ...filter, riderId: rider.id })

  return { items: items.map(riderDeliveryReply), next }
}

export const ListAllDeliveries = Type.Object({
  state: Type.Optional(
    Type.Enum(['active', 'waiting', 'past'], {
      description: 'active: not over yet; waiting: those of them that nobody has taken; past: over.',
    }),
  ),
  ...page,
})
export type ListAllDeliveries = Static<typeof ListAllDeliveries>

export async function listAllDeliveries(db: Db, ctx: Context, filter: ListAllDeliveries): Promise<AdminDeliveryPage> {
  const { items, next } = await selectPage(db, filter)
  const riders = await selectRidersById(
    db,
    items.flatMap((delivery) => delivery.riderId ?? []),
  )

  return {
    items: items.map((delivery) => adminDeliveryReply(delivery, riders.get(delivery.riderId ?? ''), ctx)),
    next,
  }
}

interface PageFilter {
  readonly riderId?: string
  readonly state?: 'active' | 'waiting' | 'past'
  readonly after?: DeliveryId
  readonly limit: number
}

/** One more than asked for tells whether there is a next page. */
async function selectPage(
  db: Db,
  { state, limit, ...filter }: PageFilter,
): Promise<{ items: DeliveryRecord[]; next: string | null }> {
  const found = await selectDeliveries(db, { ...filter, ...(state && { phase: state }), limit: limit + 1 })
  const items = found.slice(0, limit)

  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}
