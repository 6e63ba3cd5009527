// Applying: somebody with an account asks to ride for the market.
import { bindSubject, getContact } from '@provender/identity'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { alreadyApplied, phoneMissing } from './errors.ts'
import { riderApplied } from './events.ts'
import { Phone, type Rider, type RiderId, Vehicle, VehicleNumber, firstNameOf, riderReply } from './rider.ts'
import { insertRider, lockRider } from './rider-store.ts'

export const ApplyAsRider = Type.Object({
  vehicle: Vehicle,
  vehicleNumber: Type.Optional(VehicleNumber),
  phone: Type.Optional(Phone),
})
export type ApplyAsRider = Static<typeof ApplyAsRider>

/** One rider for an account; an administrator decides. Without a phone number of its own, the account's counts. */
export async function applyAsRider(tx: Tx, ctx: Context, input: ApplyAsRider): Promise<Rider> {
  const { actor, at } = ctx
  if (actor.kind !== 'account') throw unauthenticated()
  if (actor.riderId !== undefined) throw alreadyApplied()
  const contact = await getContact(tx, ctx, actor.accountId)
  const phone = input.phone ?? contact.phone
  if (phone === null) throw phoneMissing()

  const id: RiderId = newId()
  await insertRider(tx, {
    id,
    accountId: actor.accountId,
    name: contact.name,
    phone,
    vehicle: input.vehicle,
    vehicleNumber: input.vehicleNumber ?? null,
    approval: 'pending',
    online: false,
    place: null,
    placeAt: null,
    at,
  })
  await bindSubject(tx, ctx, { accountId: actor.accountId, role: 'rider', subjectId: id })
  await publish(tx, riderApplied, {
    riderId: id,
    name: firstNameOf(contact.name),
    approval: 'pending',
    online: false,
    reason: null,
  })

  return riderReply({ ...(await lockRider(tx, id)), activeDeliveryId: null })
}
