// Riders who come with a market: approved, known by place, waiting for somebody to sign in as them.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import type { Place } from './place.ts'
import type { RiderId, Vehicle } from './rider.ts'
import { insertRider } from './rider-store.ts'

export interface RiderToImport {
  readonly name: string
  readonly phone: string
  readonly vehicle: Vehicle
  readonly vehicleNumber?: string
  /** Where he waits. */
  readonly place: Place
  /** Whose he is; he can be bound to an account later through identity as well. */
  readonly accountId?: string
  /** Whether he may be asked right away; false when left out. */
  readonly online?: boolean
}

/** Nobody measured where they are, so it counts as old news: a first real position in the same town is believed. */
const placeAgeMs = 3_600_000

/** Answers the ids in the order of the riders. */
export async function importRiders(tx: Tx, ctx: Context, riders: readonly RiderToImport[]): Promise<RiderId[]> {
  const ids: RiderId[] = []
  for (const { name, phone, vehicle, vehicleNumber, place, accountId, online } of riders) {
    const id: RiderId = newId()
    await insertRider(tx, {
      id,
      accountId: accountId ?? null,
      name,
      phone,
      vehicle,
      vehicleNumber: vehicleNumber ?? null,
      approval: 'approved',
      online: online ?? false,
      place,
      placeAt: new Date(ctx.at.getTime() - placeAgeMs),
      at: ctx.at,
    })
    ids.push(id)
  }

  return ids
}
