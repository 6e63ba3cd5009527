// Riders for other modules' tests: written as applying and being let in would have.
import type { Actor, Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
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
