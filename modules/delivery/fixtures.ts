// Riders and deliveries for other modules' tests: written as applying, accepting and dispatching would have.
import type { Actor, Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { dispatchDeliveries } from './dispatch.ts'
import { requestDelivery } from './request-delivery.ts'
import { type RiderDraft, insertRider } from './rider-store.ts'

export interface FixtureRider {
  readonly riderId: string
  readonly actor: Extract<Actor, { kind: 'account' }>
}

/** Approved, online, and in the middle of the market unless told otherwise. */
export async function aRider(tx: Tx, ctx: Context, overrides: Partial<RiderDraft> = {}): Promise<FixtureRider> {
  const accountId = newId()
  const draft: RiderDraft = {
    id: newId(),
    accountId,
    name: 'Michel Rider',
    phone: '+237670000003',
    vehicle: 'motorcycle',
    vehicleNumber: null,
    approval: 'approved',
    online: true,
    place: ctx.market.settings.centre,
    placeAt: ctx.at,
    at: ctx.at,
    ...overrides,
  }
  await insertRider(tx, draft)

  return {
    riderId: draft.id,
    actor: { kind: 'account', accountId, roles: ['rider'], vendorIds: [], riderId: draft.id },
  }
}

/** An accepted order begins to wait for a rider, and whoever is free and near is asked at once. */
export async function aDeliveryOf(tx: Tx, ctx: Context, orderId: string): Promise<void> {
  await requestDelivery(tx, ctx, orderId)
  await dispatchDeliveries(tx, ctx)
}
