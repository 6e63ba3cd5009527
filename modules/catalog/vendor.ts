// A vendor: a kitchen, shop or farm that sells in a market, as customers see it and as it sees itself.
import { LocalText, deliveryFeeFor, textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { type Zone, coverageAt, distanceBetween } from '@provender/places'
import { Place } from '@provender/pricing'
import { DateTime } from 'luxon'
import { Type, type Static, type TSchema } from 'typebox'
import { LastOrderMinutes, type Schedule, SpecialDays, WeekHours, mostSpecialDays, openingAt } from './hours.ts'

export const VendorId = IdOf<'vendor'>('Vendor')
const VendorKind = Type.Enum(['restaurant', 'home_cook', 'grocer', 'farm_shop'])
export const Approval = Type.Enum(['pending', 'approved', 'rejected'])
export type Approval = Static<typeof Approval>

/** A drawing of @iconify-json/fluent-emoji-flat, or an uploaded photo. */
export const Picture = Type.String({
  pattern: '^(fluent-emoji-flat:[a-z0-9-]{1,60}|photo:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$',
  description:
    'An icon of @iconify-json/fluent-emoji-flat; or `photo:{id}`, whose bytes are at `/files/pictures/{id}/{width}.{format}` in widths 160, 320, 640 and 1280 as webp and avif.',
})
export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 })

const nullable = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const moment = (description: string) => nullable(Type.String({ format: 'date-time' }), description)

const openness = {
  openNow: Type.Boolean({ description: 'Takes orders at this moment.' }),
  opensAt: moment('When it takes orders next; null when it does now, or when that is not in sight.'),
  closesAt: moment('When it closes; null when it takes no orders, or never closes.'),
  lastOrderAt: moment('Until when it takes orders before it closes; null when it takes none, or never closes.'),
}
const schedule = {
  specialDays: Type.Array(SpecialDays, { maxItems: mostSpecialDays, description: 'From today on, in order.' }),
  lastOrderMinutes: LastOrderMinutes,
}
const BusyMinutes = Type.Integer({ minimum: 0, maximum: 120, description: 'What a rush adds to every order.' })
const terms = {
  deliveryRadiusM: Type.Integer({ minimum: 0, maximum: 200_000, description: 'How far it delivers, in metres.' }),
  preparationMinutes: Type.Integer({ minimum: 0, maximum: 1440, description: 'From accepting to ready, usually.' }),
  minimumBasketMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'It takes no smaller order.' }),
}

export const Vendor = Type.Object(
  {
    id: VendorId,
    slug: Slug,
    name: Type.String(),
    kind: VendorKind,
    about: nullable(Type.String(), 'In the language of the caller.'),
    phone: Type.String(),
    addressLine: Type.String(),
    place: Place,
    picture: Picture,
    hours: WeekHours,
    ...schedule,
    ...openness,
    busy: nullable(
      Type.Object({ addedMinutes: BusyMinutes, until: Type.String({ format: 'date-time' }) }),
      'A rush that is on; its minutes are part of preparationMinutes.',
    ),
    ...terms,
    rating: nullable(Type.Number(), 'What buyers say, 1 to 5, to a tenth; null before the first.'),
    ratings: Type.Integer({ minimum: 0, description: 'How many buyers said so.' }),
    distanceM: nullable(Type.Integer(), 'To the place asked about, along the streets; null when none was.'),
    deliverable: nullable(Type.Boolean(), 'Whether it delivers to the place asked about; null when none was.'),
    deliveryFeeMinor: nullable(Type.Integer(), 'To the place asked about, for a basket that is not a small one.'),
  },
  { title: 'Vendor' },
)
export type Vendor = Static<typeof Vendor>

const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const Phone = Type.String({ pattern: '^\\+?[0-9][0-9 ().-]{4,23}$' })
const AddressLine = Type.String({ minLength: 3, maxLength: 200 })

/** What a vendor says about itself. */
export const VendorDraft = Type.Object({
  name: Name,
  kind: VendorKind,
  about: nullable(LocalText, 'What it is about, in the languages of the market.'),
  phone: Phone,
  addressLine: AddressLine,
  place: Place,
  hours: WeekHours,
  picture: Picture,
  ...terms,
})
export type VendorDraft = Static<typeof VendorDraft>

export const VendorProfile = Type.Object(
  {
    id: VendorId,
    slug: Slug,
    ...VendorDraft.properties,
    ...schedule,
    paused: Type.Boolean({ description: 'Closed by hand, whatever the hours say.' }),
    pausedUntil: moment('When a pause ends by itself; null when it does not.'),
    busyMinutes: BusyMinutes,
    busyUntil: moment('When the rush ends by itself; null when there is none.'),
    ...openness,
    approval: Approval,
    approvalReason: nullable(Type.String(), 'Why the market decided so.'),
  },
  { title: 'VendorProfile', description: 'A vendor as it sees itself.' },
)
export type VendorProfile = Static<typeof VendorProfile>

/** A vendor as it is kept. */
export interface VendorRecord {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly kind: Static<typeof VendorKind>
  readonly about: LocalText | null
  readonly phone: string
  readonly addressLine: string
  readonly place: Place
  readonly hours: WeekHours
  readonly specialDays: readonly SpecialDays[]
  readonly lastOrderMinutes: number
  readonly paused: boolean
  readonly pausedUntil: Date | null
  readonly busyMinutes: number
  readonly busyUntil: Date | null
  readonly deliveryRadiusM: number
  readonly preparationMinutes: number
  readonly minimumBasketMinor: number
  readonly picture: string
  readonly approval: Approval
  readonly approvalReason: string | null
  readonly ratingHundredths: number | null
  readonly ratings: number
}

export interface Openness {
  readonly openNow: boolean
  /** RFC 3339. */
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly lastOrderAt: string | null
}

/** What a vendor's own hand has to do with whether it takes orders. */
export interface Pause {
  readonly paused: boolean
  readonly pausedUntil: Date | null
}

export function isPaused({ paused, pausedUntil }: Pause, at: Date): boolean {
  return paused && (pausedUntil === null || at < pausedUntil)
}

/** Whether a vendor takes orders, and when that changes. */
export function opennessOf(vendor: Schedule & Pause, timeZone: string, at: Date): Openness {
  const never = { openNow: false, opensAt: null, closesAt: null, lastOrderAt: null }
  if (isPaused(vendor, at)) return { ...never, opensAt: vendor.pausedUntil && opensAfter(vendor.pausedUntil) }

  const opening = openingAt(vendor, timeZone, at)
  if (!opening.openNow) return { ...never, opensAt: opening.opensAt?.toISOString() ?? null }
  const { closesAt, lastOrderAt } = opening
  return {
    openNow: true,
    opensAt: null,
    closesAt: closesAt?.toISOString() ?? null,
    lastOrderAt: lastOrderAt?.toISOString() ?? null,
  }

  function opensAfter(end: Date): string | null {
    const then = openingAt(vendor, timeZone, end)
    return (then.openNow ? end : then.opensAt)?.toISOString() ?? null
  }
}

/** What a rush adds to every order at this moment; it ends by itself, whether anybody thinks of it or not. */
export function busyMinutesAt({ busyMinutes, busyUntil }: { busyMinutes: number; busyUntil: Date | null }, at: Date) {
  return busyUntil !== null && at < busyUntil ? busyMinutes : 0
}

/** Special days that are not over yet. */
function upcoming(days: readonly SpecialDays[], timeZone: string, at: Date): SpecialDays[] {
  const today = DateTime.fromJSDate(at, { zone: timeZone }).toISODate() ?? ''

  return days.filter(({ to }) => to >= today).sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** From where somebody asks, and the zones that matter there. */
export interface Seen {
  readonly from: Place
  readonly zones: readonly Zone[]
}

/** A vendor as customers see it, from the place they ask about. */
export function publicVendor(vendor: VendorRecord, ctx: Context, seen: Seen | undefined): Vendor {
  const { settings } = ctx.market
  const addedMinutes = busyMinutesAt(vendor, ctx.at)

  return {
    id: vendor.id,
    slug: vendor.slug,
    name: vendor.name,
    kind: vendor.kind,
    about: vendor.about && textIn(vendor.about, ctx.language),
    phone: vendor.phone,
    addressLine: vendor.addressLine,
    place: vendor.place,
    picture: vendor.picture,
    hours: vendor.hours,
    specialDays: upcoming(vendor.specialDays, settings.timeZone, ctx.at),
    lastOrderMinutes: vendor.lastOrderMinutes,
    ...opennessOf(vendor, settings.timeZone, ctx.at),
    busy: addedMinutes > 0 && vendor.busyUntil ? { addedMinutes, until: vendor.busyUntil.toISOString() } : null,
    deliveryRadiusM: vendor.deliveryRadiusM,
    preparationMinutes: vendor.preparationMinutes + addedMinutes,
    minimumBasketMinor: vendor.minimumBasketMinor,
    rating: vendor.ratingHundredths === null ? null : Math.round(vendor.ratingHundredths / 10) / 10,
    ratings: vendor.ratings,
    ...trip(vendor, ctx, seen),
  }
}

/** Pauses and rushes that are over are not told any more. */
export function profileOf(vendor: VendorRecord, ctx: Context): VendorProfile {
  const { timeZone } = ctx.market.settings
  const paused = isPaused(vendor, ctx.at)
  const busyMinutes = busyMinutesAt(vendor, ctx.at)

  return {
    ...vendor,
    specialDays: upcoming(vendor.specialDays, timeZone, ctx.at),
    paused,
    pausedUntil: (paused && vendor.pausedUntil?.toISOString()) || null,
    busyMinutes,
    busyUntil: (busyMinutes > 0 && vendor.busyUntil?.toISOString()) || null,
    ...opennessOf(vendor, timeZone, ctx.at),
  }
}

function trip(vendor: VendorRecord, { market }: Context, seen: Seen | undefined) {
  if (!seen) return { distanceM: null, deliverable: null, deliveryFeeMinor: null }

  const { settings } = market
  const { from, zones } = seen
  const { isServed, isDrawn, zone } = coverageAt(zones, vendor.id, from)
  // The asking place first: one look from there answers for all vendors.
  const { distanceM: distance } = distanceBetween(market, from, vendor.place)
  const usualMinor = deliveryFeeFor(settings.deliveryFee, {
    distanceM: distance,
    goodsMinor: Number.POSITIVE_INFINITY,
  })
  const feeMinor = usualMinor === undefined ? undefined : (zone?.feeMinor ?? usualMinor) + (zone?.extraMinor ?? 0)
  const deliverable =
    settings.fulfilment.includes('delivery') &&
    feeMinor !== undefined &&
    isServed &&
    (isDrawn || distance <= vendor.deliveryRadiusM)

  return { distanceM: distance, deliverable, deliveryFeeMinor: deliverable ? feeMinor : null }
}
