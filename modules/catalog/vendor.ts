// A vendor: a kitchen, shop or farm that sells in a market, as customers see it and as it sees itself.
import { LocalText, deliveryFeeFor, textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { distanceBetween } from '@provender/places'
import { Place } from '@provender/pricing'
import { Type, type Static, type TSchema } from 'typebox'
import { WeekHours, openingAt } from './hours.ts'

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
  opensAt: moment('When it opens next; null when it is open, or not opening within a week.'),
  closesAt: moment('When it closes; null when it is closed, or never closes.'),
}
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
    ...openness,
    ...terms,
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
    paused: Type.Boolean({ description: 'Closed by hand, whatever the hours say.' }),
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
  readonly paused: boolean
  readonly deliveryRadiusM: number
  readonly preparationMinutes: number
  readonly minimumBasketMinor: number
  readonly picture: string
  readonly approval: Approval
  readonly approvalReason: string | null
}

export interface Openness {
  readonly openNow: boolean
  /** RFC 3339. */
  readonly opensAt: string | null
  readonly closesAt: string | null
}

/** Whether a vendor takes orders, and when that changes. */
export function opennessOf(vendor: { hours: WeekHours; paused: boolean }, timeZone: string, at: Date): Openness {
  const never = { openNow: false, opensAt: null, closesAt: null }
  if (vendor.paused) return never

  const opening = openingAt(vendor.hours, timeZone, at)
  return opening.openNow
    ? { openNow: true, opensAt: null, closesAt: opening.closesAt?.toISOString() ?? null }
    : { ...never, opensAt: opening.opensAt?.toISOString() ?? null }
}

/** A vendor as customers see it, from the place they ask about. */
export function publicVendor(vendor: VendorRecord, ctx: Context, from: Place | undefined): Vendor {
  const { settings } = ctx.market

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
    ...opennessOf(vendor, settings.timeZone, ctx.at),
    deliveryRadiusM: vendor.deliveryRadiusM,
    preparationMinutes: vendor.preparationMinutes,
    minimumBasketMinor: vendor.minimumBasketMinor,
    ...trip(vendor, ctx, from),
  }
}

export function profileOf(vendor: VendorRecord, ctx: Context): VendorProfile {
  return { ...vendor, ...opennessOf(vendor, ctx.market.settings.timeZone, ctx.at) }
}

function trip(vendor: VendorRecord, { market }: Context, from: Place | undefined) {
  if (!from) return { distanceM: null, deliverable: null, deliveryFeeMinor: null }

  const { settings } = market
  // The asking place first: one look from there answers for all vendors.
  const { distanceM: distance } = distanceBetween(market, from, vendor.place)
  const feeMinor = deliveryFeeFor(settings.deliveryFee, { distanceM: distance, goodsMinor: Number.POSITIVE_INFINITY })
  const deliverable =
    settings.fulfilment.includes('delivery') && feeMinor !== undefined && distance <= vendor.deliveryRadiusM

  return { distanceM: distance, deliverable, deliveryFeeMinor: deliverable ? feeMinor : null }
}
