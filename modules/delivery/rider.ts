// A rider: who brings food, on what, whether we let him, and whether he wants to right now.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'
import { Place } from './place.ts'

export const RiderId = IdOf('rider')
export type RiderId = Static<typeof RiderId>

export const vehicles = ['bicycle', 'ebike', 'scooter', 'motorcycle', 'car', 'van'] as const
export type Vehicle = (typeof vehicles)[number]
export const Vehicle = Type.Enum([...vehicles], { description: 'What the rider rides.' })

export const riderApprovals = ['pending', 'approved', 'rejected'] as const
export type RiderApproval = (typeof riderApprovals)[number]
export const RiderApproval = Type.Enum([...riderApprovals], { description: 'Whether the market lets this rider ride.' })

const maybe = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const time = (description: string) => Type.String({ format: 'date-time', description })

export const VehicleNumber = Type.String({
  minLength: 2,
  maxLength: 20,
  description: 'Number plate, as written on it.',
})
export const Phone = Type.String({
  pattern: '^\\+?[0-9][0-9 ().-]{4,23}$',
  description: 'Where the rider can be called.',
})

/** A rider as he and the market's administrators see him. */
export const Rider = Type.Object(
  {
    id: RiderId,
    name: Type.String(),
    phone: Type.String(),
    vehicle: Vehicle,
    vehicleNumber: maybe(VehicleNumber),
    approval: RiderApproval,
    approvalReason: maybe(Type.String({ description: 'What was said about the approval.' })),
    online: Type.Boolean({ description: 'Whether the rider wants to be asked for deliveries now.' }),
    place: Type.Union([Place, Type.Null()], { description: 'Where the rider was last seen.' }),
    placeAt: maybe(time('When that was.')),
    activeDeliveryId: maybe(IdOf('delivery')),
    appliedAt: time('When the rider applied.'),
  },
  { title: 'Rider' },
)
export type Rider = Static<typeof Rider>

export const RiderPage = Type.Object(
  { items: Type.Array(Rider), next: maybe(Type.String({ description: 'Give it as `after` for the next page.' })) },
  { title: 'RiderPage' },
)
export type RiderPage = Static<typeof RiderPage>

/** What the rider's own screen says of him. */
export const RiderSelf = Type.Object(
  {
    ...Rider.properties,
    cash: Type.Object(
      {
        inHandMinor: Type.Integer({ description: 'Cash collected and not handed in yet, in minor units.' }),
        limitMinor: Type.Integer({ description: 'At this much, no more cash orders are offered, in minor units.' }),
        currency: Type.String(),
      },
      { description: 'Cash the rider owes the platform.' },
    ),
  },
  { title: 'RiderSelf' },
)
export type RiderSelf = Static<typeof RiderSelf>

/** A rider as others see him who have to do with one of his deliveries. */
export const RiderCard = Type.Object(
  {
    firstName: Type.String(),
    vehicle: Vehicle,
    vehicleNumber: maybe(VehicleNumber),
    phone: maybe(Type.String({ description: 'While the delivery is under way.' })),
  },
  { title: 'RiderCard' },
)
export type RiderCard = Static<typeof RiderCard>

/** A rider as he is kept. */
export interface RiderRecord {
  readonly id: RiderId
  readonly accountId: string | null
  readonly name: string
  readonly phone: string
  readonly vehicle: Vehicle
  readonly vehicleNumber: string | null
  readonly approval: RiderApproval
  readonly approvalReason: string | null
  readonly online: boolean
  readonly place: Place | null
  readonly placeAt: Date | null
  /** When a move was last announced. */
  readonly toldAt: Date | null
  readonly createdAt: Date
  readonly activeDeliveryId: string | null
}

export function riderReply(rider: RiderRecord): Rider {
  return {
    id: rider.id,
    name: rider.name,
    phone: rider.phone,
    vehicle: rider.vehicle,
    vehicleNumber: rider.vehicleNumber,
    approval: rider.approval,
    approvalReason: rider.approvalReason,
    online: rider.online,
    place: rider.place,
    placeAt: rider.placeAt?.toISOString() ?? null,
    activeDeliveryId: rider.activeDeliveryId,
    appliedAt: rider.createdAt.toISOString(),
  }
}

/** @param underWay whether the rider is on the way right now: only then may he be called */
export function riderCard(rider: RiderRecord, underWay: boolean): RiderCard {
  return {
    firstName: firstNameOf(rider.name),
    vehicle: rider.vehicle,
    vehicleNumber: rider.vehicleNumber,
    phone: underWay ? rider.phone : null,
  }
}

/** "Ada" of "Ada Lovelace": enough to call somebody across a counter. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? ''
}
