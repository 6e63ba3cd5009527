// The statements about standings: worked out of the rows of reviews, never counted up.
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface Subject {
  readonly subject: 'vendor' | 'product' | 'rider'
  readonly subjectId: string
}

export interface SubjectStars extends Subject {
  readonly stars: number[]
}

const noStars = [0, 0, 0, 0, 0]

/**
 * Locks the standings of these, in order, and works them out again. Who comes second waits here and then sees the first
 * one's review, because each statement looks at what was committed before it began.
 */
export async function restand(tx: Tx, subjects: readonly Subject[]): Promise<readonly SubjectStars[]> {
  await sql`
    INSERT INTO reviews.standings (subject, subject_id)
    SELECT subject, "subjectId" FROM jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) AS s (subject text, "subjectId" uuid)
    ORDER BY subject, "subjectId"
    ON CONFLICT (market_id, subject, subject_id) DO UPDATE SET stars = standings.stars
  `.execute(tx)
  const { rows } = await sql<SubjectStars>`
    UPDATE reviews.standings AS target SET stars = fresh.stars FROM (
      SELECT s.subject, s."subjectId", (
        SELECT array_agg((SELECT count(*)::int FROM (
          SELECT vendor_rating AS given FROM reviews.reviews WHERE s.subject = 'vendor' AND vendor_id = s."subjectId" AND hidden_at IS NULL
          UNION ALL SELECT rider_rating FROM reviews.reviews WHERE s.subject = 'rider' AND rider_id = s."subjectId" AND hidden_at IS NULL
          UNION ALL SELECT p.rating FROM reviews.product_ratings AS p JOIN reviews.reviews AS r ON r.id = p.review_id
            WHERE s.subject = 'product' AND p.product_id = s."subjectId" AND r.hidden_at IS NULL
        ) AS stars WHERE given = star) ORDER BY star) FROM generate_series(1, 5) AS star) AS stars
      FROM jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) AS s (subject text, "subjectId" uuid)
    ) AS fresh
    WHERE target.subject = fresh.subject AND target.subject_id = fresh."subjectId"
    RETURNING target.subject, target.subject_id AS "subjectId", target.stars
  `.execute(tx)

  return rows
}

/** All zeros for whom nobody has rated. */
export async function selectStars(db: Db, { subject, subjectId }: Subject): Promise<readonly number[]> {
  const { rows } = await sql<{ stars: number[] }>`
    SELECT stars FROM reviews.standings WHERE subject = ${subject} AND subject_id = ${subjectId}
  `.execute(db)

  return rows[0]?.stars ?? noStars
}
