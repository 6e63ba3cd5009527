// Every statement about vendors.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import type { Place } from '@provender/pricing'
import type { LocalText } from '@provender/markets'
import { applicationPending, nameTaken } from './errors.ts'
import type { Schedule, SpecialDays, WeekHours } from './hours.ts'
import { limitTo } from './page.ts'
import type { Approval, Pause, VendorDraft, VendorRecord } from './vendor.ts'
import { idsFoundBy } from './word-store.ts'
import { slugOf, wordsIn } from './words.ts'

interface VendorRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly kind: VendorRecord['kind']
  readonly about: LocalText | null
  readonly phone: string
  readonly address_line: string
  readonly lat: number
  readonly lng: number
  readonly hours: WeekHours
  readonly special_days: readonly SpecialDays[]
  readonly last_order_minutes: number
  readonly paused: boolean
  readonly paused_until: Date | null
  readonly busy_minutes: number
  readonly busy_until: Date | null
  readonly delivery_radius_m: number
  readonly preparation_minutes: number
  readonly minimum_basket_minor: number
  readonly picture: string
  readonly approval: Approval
  readonly approval_reason: string | null
  readonly rating_hundredths: number | null
  readonly ratings: number
}

const columns = sql`vendor.id, vendor.slug, vendor.name, kind, about, phone, address_line, lat, lng, hours,
  special_days, last_order_minutes, paused, paused_until, busy_minutes, busy_until,
  delivery_radius_m, preparation_minutes, minimum_basket_minor, vendor.picture, approval, approval_reason,
  rating_hundredths, ratings`

function recordOf(row: VendorRow): VendorRecord {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    about: row.about,
    phone: row.phone,
    addressLine: row.address_line,
    place: { lat: row.lat, lng: row.lng },
    hours: row.hours,
    specialDays: row.special_days,
    lastOrderMinutes: row.last_order_minutes,
    paused: row.paused,
    pausedUntil: row.paused_until,
    busyMinutes: row.busy_minutes,
    busyUntil: row.busy_until,
    deliveryRadiusM: row.delivery_radius_m,
    preparationMinutes: row.preparation_minutes,
    minimumBasketMinor: row.minimum_basket_minor,
    picture: row.picture,
    approval: row.approval,
    approvalReason: row.approval_reason,
    ratingHundredths: row.rating_hundredths,
    ratings: row.ratings,
  }
}

export async function selectVendor(db: Db, id: string): Promise<VendorRecord | undefined> {
  const { rows } = await sql<VendorRow>`SELECT ${columns} FROM catalog.vendors AS vendor WHERE id = ${id}`.execute(db)

  return rows[0] && recordOf(rows[0])
}

export async function selectVendorBySlug(db: Db, slug: string): Promise<VendorRecord | undefined> {
  const { rows } = await sql<VendorRow>`
    SELECT ${columns} FROM catalog.vendors AS vendor WHERE slug = ${slug}
  `.execute(db)

  return rows[0] && recordOf(rows[0])
}

/** Approved ones by id; those that are not, or not any more, are left out. */
export async function selectApproved(db: Db, ids: readonly string[]): Promise<readonly VendorRecord[]> {
  const { rows } = await sql<VendorRow>`
    SELECT ${columns} FROM catalog.vendors AS vendor WHERE id = ANY(${ids}::uuid[]) AND approval = 'approved'
  `.execute(db)

  return rows.map(recordOf)
}

export interface VendorSearch {
  /** The slug of a category that the vendor has something in. */
  readonly category: string | undefined
  /** Beginnings of words of the vendor's name or of what it sells; all must fit. */
  readonly prefixes: readonly string[]
  /** Orders by distance instead of age. */
  readonly from: Place | undefined
  /** The last vendor of the page before. */
  readonly after: { readonly distanceM: number; readonly id: string } | undefined
  readonly limit: number
}

/** Approved vendors in order, each with its distance, 0 when nobody said from where. */
export async function selectVendors(
  db: Db,
  search: VendorSearch,
): Promise<readonly (VendorRecord & { distanceM: number })[]> {
  const { from, after } = search
  const distance = from ? sql`catalog.distance_m(lat, lng, ${from.lat}, ${from.lng})` : sql`0`
  const { rows } = await sql<VendorRow & { distance_m: number }>`
    SELECT * FROM (
      SELECT ${columns}, ${distance} AS distance_m FROM catalog.vendors AS vendor
      WHERE approval = 'approved' ${search.category === undefined ? sql`` : soldIn(search.category)}
        ${search.prefixes.length === 0 ? sql`` : sql`AND vendor.id IN (${idsFoundBy('vendor_id', search.prefixes)})`}
    ) AS found
    ${after ? sql`WHERE (distance_m, id) > (${after.distanceM}, ${after.id}::uuid)` : sql``}
    ORDER BY distance_m, id LIMIT ${limitTo(search.limit)}
  `.execute(db)

  return rows.map((row) => ({ ...recordOf(row), distanceM: row.distance_m }))
}

function soldIn(category: string) {
  return sql`AND EXISTS (
    SELECT FROM catalog.products AS product WHERE product.vendor_id = vendor.id AND listed AND removed_at IS NULL
      AND category_id = (SELECT id FROM catalog.categories WHERE slug = ${category}))`
}

/** For the market's own people: every vendor, or those in one state of approval, the oldest first. */
export async function selectVendorsToReview(
  db: Db,
  page: { approval: Approval | undefined; after: string | undefined; limit: number },
): Promise<readonly VendorRecord[]> {
  const { rows } = await sql<VendorRow>`
    SELECT ${columns} FROM catalog.vendors AS vendor
    WHERE true ${page.approval === undefined ? sql`` : sql`AND approval = ${page.approval}`}
      ${page.after === undefined ? sql`` : sql`AND id > ${page.after}`}
    ORDER BY id LIMIT ${page.limit}
  `.execute(db)

  return rows.map(recordOf)
}

export interface NewVendor extends VendorDraft {
  readonly id: string
  readonly approval: Approval
  readonly appliedBy: string | null
}

/** The address is made of the name, with a few letters of the id behind it when somebody has it already. */
export async function insertVendor(tx: Tx, vendor: NewVendor): Promise<VendorRecord> {
  const slug = slugOf(vendor.name)
  const { rows } = await onConstraint(
    sql<VendorRow>`
      WITH vendor AS (
        INSERT INTO catalog.vendors (id, slug, name, kind, about, phone, address_line, lat, lng, hours, delivery_radius_m,
          preparation_minutes, minimum_basket_minor, picture, approval, applied_by)
        SELECT ${vendor.id}::uuid,
          CASE WHEN EXISTS (SELECT FROM catalog.vendors WHERE slug = ${slug}) THEN ${`${slug}-${vendor.id.slice(-6)}`} ELSE ${slug} END,
          ${vendor.name}, ${vendor.kind}::catalog.vendor_kind, ${jsonOf(vendor.about)}::jsonb, ${vendor.phone},
          ${vendor.addressLine}, ${vendor.place.lat}, ${vendor.place.lng}, ${jsonOf(vendor.hours)}::jsonb,
          ${vendor.deliveryRadiusM}::int, ${vendor.preparationMinutes}::int, ${vendor.minimumBasketMinor}::bigint,
          ${vendor.picture}, ${vendor.approval}::catalog.approval, ${vendor.appliedBy}::uuid
        RETURNING *
      ), worded AS (
        INSERT INTO catalog.words (word, vendor_id) SELECT word, id FROM vendor, unnest(${wordsIn(vendor.name)}::text[]) AS word
      )
      SELECT ${columns} FROM vendor
    `.execute(tx),
    { vendors__slug_once: nameTaken, vendors__one_application: applicationPending },
  )

  return recordOf(rows[0] as VendorRow)
}

export async function updateVendor(tx: Tx, id: string, draft: VendorDraft): Promise<VendorRecord | undefined> {
  const words = wordsIn(draft.name)
  const { rows } = await sql<VendorRow>`
    WITH vendor AS (
      UPDATE catalog.vendors SET name = ${draft.name}, kind = ${draft.kind}, about = ${jsonOf(draft.about)}::jsonb,
        phone = ${draft.phone}, address_line = ${draft.addressLine}, lat = ${draft.place.lat}, lng = ${draft.place.lng},
        hours = ${jsonOf(draft.hours)}::jsonb, delivery_radius_m = ${draft.deliveryRadiusM},
        preparation_minutes = ${draft.preparationMinutes}, minimum_basket_minor = ${draft.minimumBasketMinor},
        picture = ${draft.picture}
      WHERE id = ${id} RETURNING *
    ), unsaid AS (
      DELETE FROM catalog.words WHERE vendor_id = ${id} AND product_id IS NULL AND word <> ALL (${words}::text[])
    ), said AS (
      INSERT INTO catalog.words (word, vendor_id) SELECT word, id FROM vendor, unnest(${words}::text[]) AS word
      ON CONFLICT DO NOTHING
    )
    SELECT ${columns} FROM vendor
  `.execute(tx)

  return rows[0] && recordOf(rows[0])
}

export async function updateSchedule(tx: Tx, id: string, schedule: Schedule): Promise<VendorRecord | undefined> {
  const { rows } = await sql<VendorRow>`
    UPDATE catalog.vendors AS vendor SET hours = ${jsonOf(schedule.hours)}::jsonb,
      special_days = ${jsonOf(schedule.specialDays)}::jsonb, last_order_minutes = ${schedule.lastOrderMinutes}
    WHERE id = ${id} RETURNING ${columns}
  `.execute(tx)

  return rows[0] && recordOf(rows[0])
}

export async function updatePaused(
  tx: Tx,
  id: string,
  { paused, pausedUntil }: Pause,
): Promise<VendorRecord | undefined> {
  const { rows } = await sql<VendorRow>`
    UPDATE catalog.vendors AS vendor SET paused = ${paused}, paused_until = ${pausedUntil}
    WHERE id = ${id} RETURNING ${columns}
  `.execute(tx)

  return rows[0] && recordOf(rows[0])
}

export async function updateBusy(
  tx: Tx,
  id: string,
  { minutes, until }: { minutes: number; until: Date | null },
): Promise<VendorRecord | undefined> {
  const { rows } = await sql<VendorRow>`
    UPDATE catalog.vendors AS vendor SET busy_minutes = ${minutes}, busy_until = ${until}
    WHERE id = ${id} RETURNING ${columns}
  `.execute(tx)

  return rows[0] && recordOf(rows[0])
}

export async function updateRating(
  tx: Tx,
  id: string,
  { ratingHundredths, ratings }: { ratingHundredths: number | null; ratings: number },
): Promise<void> {
  await sql`
    UPDATE catalog.vendors SET rating_hundredths = ${ratingHundredths}, ratings = ${ratings} WHERE id = ${id}
  `.execute(tx)
}

export async function updateApproval(
  tx: Tx,
  id: string,
  review: { approval: Approval; reason: string | null; at: Date },
): Promise<VendorRecord | undefined> {
  const { rows } = await onConstraint(
    sql<VendorRow>`
      UPDATE catalog.vendors AS vendor
      SET approval = ${review.approval}, approval_reason = ${review.reason}, reviewed_at = ${review.at}
      WHERE id = ${id} RETURNING ${columns}
    `.execute(tx),
    { vendors__one_application: applicationPending },
  )

  return rows[0] && recordOf(rows[0])
}

export interface ImportedVendor extends VendorDraft, Omit<Schedule, 'hours'> {
  readonly id: string
  readonly slug: string
}

/** Many approved vendors at once; those that are there already stay as they are. @returns all ids by slug */
export async function insertVendors(tx: Tx, vendors: readonly ImportedVendor[]): Promise<Map<string, string>> {
  const records = vendors.map((vendor) => ({ ...vendor, ...vendor.place, words: wordsIn(vendor.name) }))
  const { rows } = await sql<{ id: string; slug: string }>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS vendor (
        id uuid, slug text, name text, kind catalog.vendor_kind, about jsonb, phone text, "addressLine" text, lat float8,
        lng float8, hours jsonb, "specialDays" jsonb, "lastOrderMinutes" int, "deliveryRadiusM" int, "preparationMinutes" int, "minimumBasketMinor" bigint,
        picture text, words text[])
    ), inserted AS (
      INSERT INTO catalog.vendors (id, slug, name, kind, about, phone, address_line, lat, lng, hours, special_days,
        last_order_minutes, delivery_radius_m, preparation_minutes, minimum_basket_minor, picture, approval)
      SELECT id, slug, name, kind, about, phone, "addressLine", lat, lng, hours, "specialDays", "lastOrderMinutes", "deliveryRadiusM",
        "preparationMinutes", "minimumBasketMinor", picture, 'approved' FROM wanted
      ON CONFLICT (market_id, slug) DO NOTHING RETURNING id, slug
    ), worded AS (
      INSERT INTO catalog.words (word, vendor_id)
      SELECT unnest(wanted.words), wanted.id FROM wanted JOIN inserted USING (id)
    )
    SELECT id, slug FROM inserted
    UNION ALL
    SELECT vendor.id, slug FROM catalog.vendors AS vendor JOIN wanted USING (slug)
  `.execute(tx)

  return new Map(rows.map((row) => [row.slug, row.id]))
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
