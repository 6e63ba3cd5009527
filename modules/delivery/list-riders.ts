// The market's riders, for its administrators.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { RiderApproval, RiderId, type RiderPage, riderReply } from './rider.ts'
import { selectRiders } from './rider-store.ts'

export const ListRiders = Type.Object({
  approval: Type.Optional(RiderApproval),
  online: Type.Optional(Type.Boolean()),
  after: Type.Optional(RiderId),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type ListRiders = Static<typeof ListRiders>

/** Newest first. */
export async function listRiders(db: Db, _ctx: Context, filter: ListRiders): Promise<RiderPage> {
  const riders = await selectRiders(db, { ...filter, limit: filter.limit + 1 })
  const items = riders.slice(0, filter.limit)

  return { items: items.map(riderReply), next: riders.length > filter.limit ? (items.at(-1)?.id ?? null) : null }
}
