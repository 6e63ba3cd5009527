// Every statement about reviews.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { reviewedAlready } from './errors.ts'
import type { ReviewRecord } from './review.ts'

interface ReviewRow extends Omit<ReviewRecord, 'answer'> {
  readonly answerText: string | null
  readonly answeredAt: Date | null
}

const iso = (column: string) => sql.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

const whole = sql`
  SELECT r.id, r.order_id AS "orderId", r.customer_id AS "customerId", r.author, r.vendor_id AS "vendorId",
    r.rider_id AS "riderId", r.rating, r.vendor_rating AS "vendorRating", r.rider_rating AS "riderRating", r.said AS text,
    r.pictures, r.written_at AS "writtenAt", r.edited_at AS "editedAt", r.answer AS "answerText",
    r.answered_at AS "answeredAt", r.hidden_reason AS "hiddenReason",
    (SELECT coalesce(json_agg(json_build_object('productId', p.product_id, 'name', p.name, 'rating', p.rating)
       ORDER BY p.name, p.product_id), '[]') FROM reviews.product_ratings AS p WHERE p.review_id = r.id) AS products,
    (SELECT coalesce(json_agg(json_build_object('reason', t.reason, 'at', ${iso('t.reported_at')}) ORDER BY t.reported_at), '[]')
       FROM reviews.reports AS t WHERE t.review_id = r.id AND t.closed_at IS NULL) AS reports
  FROM reviews.reviews AS r`

function recordOf({ answerText, answeredAt, ...row }: ReviewRow): ReviewRecord {
  return { ...row, answer: answerText && answeredAt ? { text: answerText, at: answeredAt.toISOString() } : null }
}

export interface ReviewToWrite {
  readonly id: string
  readonly orderId: string
  readonly customerId: string
  readonly author: string
  readonly vendorId: string
  readonly riderId: string | null
  readonly rating: number
  readonly vendorRating: number
  readonly riderRating: number | null
  readonly text: string | null
  readonly folded: string | null
  readonly pictures: readonly string[]
  readonly products: readonly { readonly productId: string; readonly name: string; readonly rating: number }[]
  readonly at: Date
}

/** @throws reviewedAlready */
export async function insertReview(tx: Tx, review: ReviewToWrite): Promise<void> {
  await onConstraint(
    sql`
      INSERT INTO reviews.reviews (id, order_id, customer_id, author, vendor_id, rider_id, rating, vendor_rating,
        rider_rating, said, folded, pictures, written_at)
      VALUES (${review.id}, ${review.orderId}, ${review.customerId}, ${review.author}, ${review.vendorId}, ${review.riderId},
        ${review.rating}, ${review.vendorRating}, ${review.riderRating}, ${review.text}, ${review.folded},
        ${review.pictures}::text[], ${review.at})
    `.execute(tx),
    { reviews__one_per_order: reviewedAlready },
  )
  await insertProductRatings(tx, review)
}

export async function updateReview(tx: Tx, review: ReviewToWrite): Promise<void> {
  await sql`
    UPDATE reviews.reviews SET rating = ${review.rating}, vendor_rating = ${review.vendorRating},
      rider_rating = ${review.riderRating}, said = ${review.text}, folded = ${review.folded},
      pictures = ${review.pictures}::text[], edited_at = ${review.at}
    WHERE id = ${review.id}
  `.execute(tx)
  await sql`DELETE FROM reviews.product_ratings WHERE review_id = ${review.id}`.execute(tx)
  await insertProductRatings(tx, review)
}

async function insertProductRatings(tx: Tx, { id, products }: ReviewToWrite): Promise<void> {
  await sql`
    INSERT INTO reviews.product_ratings (review_id, product_id, name, rating)
    SELECT ${id}::uuid, "productId", name, rating
    FROM jsonb_to_recordset(${JSON.stringify(products)}::jsonb) AS p ("productId" uuid, name text, rating smallint)
  `.execute(tx)
}

/** Until the commit nobody else changes it. */
export async function lockReview(tx: Tx, by: { id: string } | { orderId: string }): Promise<ReviewRecord | undefined> {
  const { rows } = await sql<ReviewRow>`${whole} WHERE ${named(by)} FOR UPDATE OF r`.execute(tx)

  return rows[0] && recordOf(rows[0])
}

export async function selectReview(
  db: Db,
  by: { id: string } | { orderId: string },
): Promise<ReviewRecord | undefined> {
  const { rows } = await sql<ReviewRow>`${whole} WHERE ${named(by)}`.execute(db)

  return rows[0] && recordOf(rows[0])
}

function named(by: { id: string } | { orderId: string }) {
  return 'id' in by ? sql`r.id = ${by.id}` : sql`r.order_id = ${by.orderId}`
}

/** What the same person has written since then. */
export async function countWritten(
  tx: Tx,
  { customerId, since, folded, except }: { customerId: string; since: Date; folded: string | null; except: string },
): Promise<{ written: number; same: number }> {
  const { rows } = await sql<{ written: number; same: number }>`
    SELECT count(*) FILTER (WHERE written_at > ${since}) AS written, count(*) FILTER (WHERE folded = ${folded}) AS same
    FROM reviews.reviews WHERE customer_id = ${customerId} AND id <> ${except}
  `.execute(tx)

  return rows[0] ?? { written: 0, same: 0 }
}

export interface ReviewFilter {
  readonly vendorIds?: readonly string[]
  readonly productId?: string
  /** shown: what everybody sees; reported: what waits for the market. */
  readonly state: 'shown' | 'hidden' | 'reported' | 'all'
  readonly unanswered?: boolean
  readonly after: string | undefined
  readonly limit: number
}

/** Newest first. */
export async function selectReviews(db: Db, filter: ReviewFilter): Promise<readonly ReviewRecord[]> {
  const { vendorIds, productId, state, after } = filter
  const conditions = [
    sql`r.market_id = current_setting('app.market')`,
    vendorIds && sql`r.vendor_id = ANY (${vendorIds}::uuid[])`,
    productId !== undefined &&
      sql`r.id IN (SELECT review_id FROM reviews.product_ratings WHERE product_id = ${productId})`,
    state === 'shown' && sql`r.hidden_at IS NULL`,
    state === 'hidden' && sql`r.hidden_at IS NOT NULL`,
    state === 'reported' && sql`r.id IN (SELECT review_id FROM reviews.reports WHERE closed_at IS NULL)`,
    filter.unanswered === true && sql`r.answer IS NULL`,
    after !== undefined && sql`r.id < ${after}`,
  ].filter((condition) => condition !== false && condition !== undefined)
  const { rows } = await sql<ReviewRow>`
    ${whole} WHERE ${sql.join(conditions, sql` AND `)} ORDER BY r.id DESC LIMIT ${filter.limit}
  `.execute(db)

  return rows.map(recordOf)
}

export async function updateAnswer(tx: Tx, id: string, answer: string | null, at: Date): Promise<void> {
  await sql`
    UPDATE reviews.reviews SET answer = ${answer}, answered_at = ${answer === null ? null : at} WHERE id = ${id}
  `.execute(tx)
}

/** Reporting again says it anew; what the market has closed stays closed. */
export async function insertReport(
  tx: Tx,
  report: { reviewId: string; reporterId: string; reason: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO reviews.reports AS t (review_id, reporter_id, reason, reported_at)
    VALUES (${report.reviewId}, ${report.reporterId}, ${report.reason}, ${report.at})
    ON CONFLICT (market_id, review_id, reporter_id) DO UPDATE SET reason = excluded.reason WHERE t.closed_at IS NULL
  `.execute(tx)
}

export async function updateHidden(tx: Tx, id: string, reason: string | null, at: Date): Promise<void> {
  await sql`
    UPDATE reviews.reviews SET hidden_reason = ${reason}, hidden_at = ${reason === null ? null : at} WHERE id = ${id}
  `.execute(tx)
  await sql`
    UPDATE reviews.reports SET closed_at = ${at} WHERE review_id = ${id} AND closed_at IS NULL
  `.execute(tx)
}
