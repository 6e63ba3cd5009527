// What a market charges besides the goods: the way to the customer, the service, what a tip may be, and its taxes.
import { DateTime } from 'luxon'
import { Type, type Static } from 'typebox'

const minor = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000_000, description })
const metres = (description: string, minimum = 0) => Type.Integer({ minimum, maximum: 200_000, description })
const basisPoints = (description: string, maximum = 10_000) => Type.Integer({ minimum: 0, maximum, description })
const strict = { additionalProperties: false } as const

/** What may be going on in a town and move prices: said by an administrator, or counted (busy). */
export const Condition = Type.Enum(['rain', 'storm', 'heat', 'festival', 'season', 'busy'], {
  description: 'Something going on in the town: rain, storm, heat, festival, season (of plenty) or busy.',
})
export type Condition = Static<typeof Condition>

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

const ClockTime = (description: string) => Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description })

/** Hours of some days, on the clock of the market. An end before the beginning is on the next morning. */
export const DayHours = Type.Object(
  {
    days: Type.Optional(
      Type.Array(Type.Enum([...weekdays]), { minItems: 1, uniqueItems: true, description: 'Every day when left out.' }),
    ),
    from: ClockTime('Begins, HH:MM on the clock of the market.'),
    until: ClockTime('Ends, HH:MM; before the beginning, it is on the next morning.'),
  },
  { ...strict, description: 'Hours of some days.' },
)
export type DayHours = Static<typeof DayHours>

export const DeliveryFeeRule = Type.Object(
  {
    baseMinor: minor('What every delivery costs before distance, in minor units.'),
    freeDistanceM: Type.Optional(metres('Distance already paid for by the base, in metres.')),
    perKmMinor: minor('Added for each kilometre beyond the free distance, pro rata, in minor units.'),
    maximumDistanceM: metres('Farther than this is not delivered, in metres.', 1),
    bands: Type.Optional(
      Type.Array(
        Type.Object(
          {
            upToM: metres('The farthest this band reaches, in metres.', 1),
            feeMinor: minor('What a delivery within it costs, in minor units.'),
          },
          strict,
        ),
        {
          minItems: 1,
          maxItems: 20,
          description:
            'Fees by distance, nearest first, instead of base and kilometres; farther than the last: per km.',
        },
      ),
    ),
    times: Type.Optional(
      Type.Array(
        Type.Object({ ...DayHours.properties, addMinor: minor('Added in these hours, in minor units.') }, strict),
        { maxItems: 20, description: 'Hours in which a delivery costs more.' },
      ),
    ),
    surge: Type.Optional(
      Type.Object(
        {
          steps: Type.Array(
            Type.Object(
              { condition: Condition, addBp: basisPoints('Added to the fee, basis points.', 20_000) },
              strict,
            ),
            { minItems: 1, maxItems: 6, description: 'What each condition adds while it lasts.' },
          ),
          mostBp: basisPoints('All together never add more than this, basis points of the fee.', 20_000),
          mostMinor: minor('Nor more than this, in minor units.'),
        },
        { ...strict, description: 'What rain or a rush adds to the fee for the trip, and where that ends.' },
      ),
    ),
    smallBasket: Type.Optional(
      Type.Object(
        {
          belowMinor: minor('Goods worth less than this make a small basket, in minor units.'),
          feeMinor: minor('Added to the delivery fee of a small basket, in minor units.'),
        },
        { ...strict, description: 'What a basket too small to be worth a trip pays on top.' },
      ),
    ),
    roundToMinor: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: 'The distance part is rounded to the nearest multiple of this, halves up, in minor units.',
    }),
  },
  { ...strict, description: 'How the delivery fee follows from distance, time and basket.' },
)
export type DeliveryFeeRule = Static<typeof DeliveryFeeRule>

export const ServiceFee = Type.Object(
  {
    bp: basisPoints('Of the goods, basis points.'),
    leastMinor: minor('At least this, in minor units.'),
    mostMinor: minor('At most this, in minor units.'),
  },
  { ...strict, description: 'What the platform charges the customer for its service.' },
)
export type ServiceFee = Static<typeof ServiceFee>

export const Tips = Type.Object(
  {
    suggestedMinor: Type.Array(minor('A tip one tap away, in minor units.'), { maxItems: 5, uniqueItems: true }),
    mostMinor: minor('More than this is taken for a slip of the finger, in minor units.'),
  },
  { ...strict, description: 'What customers may give the rider with an order.' },
)
export type Tips = Static<typeof Tips>

export const TaxClass = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z_]{1,30}$', description: 'What categories name it by.' }),
    bp: basisPoints('Tax on goods of this class, basis points.'),
    included: Type.Optional(
      Type.Boolean({ description: 'Whether prices of this class contain the tax; as the market says when left out.' }),
    ),
  },
  { ...strict, description: 'Goods that are taxed unlike the rest.' },
)
export type TaxClass = Static<typeof TaxClass>

/** What a trip's price depends on. */
export interface Trip {
  readonly distanceM: number
  /** Now, on the clock of the market; hours are not looked at without it. */
  readonly clock?: WallClock
  readonly conditions?: readonly Condition[]
}

/** One reason for the fee of a trip; the reasons sum up to the fee. */
export type TripPart =
  | { readonly code: 'delivery'; readonly amountMinor: number; readonly distanceM: number; readonly upToM?: number }
  | { readonly code: 'delivery_time'; readonly amountMinor: number; readonly from: string; readonly until: string }
  | {
      readonly code: 'delivery_surge'
      readonly amountMinor: number
      readonly conditions: readonly Condition[]
      readonly capped: boolean
    }

/** What the trip costs and why, or nothing when it is too far to deliver. */
export function tripParts(rule: DeliveryFeeRule, trip: Trip): TripPart[] | undefined {
  if (trip.distanceM > rule.maximumDistanceM) return undefined

  const distance = distancePart(rule, trip.distanceM)
  const { clock } = trip
  const times = (rule.times ?? [])
    .filter((hours) => clock !== undefined && isWithin(hours, clock))
    .map(({ addMinor, from, until }) => ({ code: 'delivery_time' as const, amountMinor: addMinor, from, until }))

  return [distance, ...times, ...surgePart(rule, distance.amountMinor, trip.conditions ?? [])]
}

/** The delivery fee in minor units, small-basket fee included, or nothing when it is too far to deliver. */
export function deliveryFeeFor(
  rule: DeliveryFeeRule,
  trip: Trip & { readonly goodsMinor: number },
): number | undefined {
  const parts = tripParts(rule, trip)

  return parts && parts.reduce((sum, part) => sum + part.amountMinor, smallBasketFeeFor(rule, trip.goodsMinor))
}

export function smallBasketFeeFor({ smallBasket }: DeliveryFeeRule, goodsMinor: number): number {
  return smallBasket && goodsMinor < smallBasket.belowMinor ? smallBasket.feeMinor : 0
}

function distancePart(rule: DeliveryFeeRule, distanceM: number): TripPart {
  const band = rule.bands?.find(({ upToM }) => distanceM <= upToM)
  if (band) return { code: 'delivery', amountMinor: band.feeMinor, distanceM, upToM: band.upToM }

  // Beyond the last band the kilometres begin where it ends, so that a step farther is never cheaper.
  const last = rule.bands?.at(-1)
  const [fromMinor, freeM] = last ? [last.feeMinor, last.upToM] : [rule.baseMinor, rule.freeDistanceM ?? 0]
  const exactMinor = fromMinor + (rule.perKmMinor * Math.max(0, distanceM - freeM)) / 1000

  return { code: 'delivery', amountMinor: rounded(exactMinor, rule.roundToMinor), distanceM }
}

function surgePart({ surge, roundToMinor }: DeliveryFeeRule, feeMinor: number, now: readonly Condition[]): TripPart[] {
  const steps = (surge?.steps ?? []).filter(({ condition }) => now.includes(condition))
  if (!surge || steps.length === 0) return []

  const wantedBp = steps.reduce((sum, { addBp }) => sum + addBp, 0)
  const uncapped = rounded((feeMinor * wantedBp) / 10_000, roundToMinor)
  const cap = Math.min(Math.floor((feeMinor * surge.mostBp) / 10_000), surge.mostMinor)
  const amountMinor = Math.min(uncapped, cap)
  if (amountMinor === 0) return []

  const conditions = steps.map(({ condition }) => condition)
  return [{ code: 'delivery_surge', amountMinor, conditions, capped: amountMinor < uncapped }]
}

function rounded(exactMinor: number, toMinor: number): number {
  return Math.round(exactMinor / toMinor) * toMinor
}

export function serviceFeeFor(fee: ServiceFee | undefined, goodsMinor: number): number {
  if (!fee || goodsMinor === 0) return 0
  const exact = Math.round((goodsMinor * fee.bp) / 10_000)

  return Math.min(fee.mostMinor, Math.max(fee.leastMinor, exact))
}

/** A moment as people in the market read it off the wall. */
export interface WallClock {
  readonly weekday: Weekday
  /** Of the day, 0 to 1439. */
  readonly minute: number
  /** YYYY-MM-DD. */
  readonly date: string
}

export function wallClock(timeZone: string, at: Date): WallClock {
  const there = DateTime.fromJSDate(at, { zone: timeZone })

  return {
    weekday: weekdays[there.weekday - 1] ?? 'monday',
    minute: there.hour * 60 + there.minute,
    date: there.toISODate() ?? '',
  }
}

/** The end is not part of the hours; a night belongs to the day it began on. */
export function isWithin({ days, from, until }: DayHours, clock: WallClock): boolean {
  const [begins, ends] = [minuteOf(from), minuteOf(until)]
  const on = (day: Weekday) => days === undefined || days.includes(day)
  if (begins < ends) return on(clock.weekday) && begins <= clock.minute && clock.minute < ends
  if (clock.minute >= begins) return on(clock.weekday)

  return clock.minute < ends && on(dayBefore(clock.weekday))
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function dayBefore(day: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(day) + 6) % 7] ?? day
}
