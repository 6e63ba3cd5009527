// What others do about a review: the vendor answers, anybody reports, the market hides it or shows it again.
import { ownVendorIds } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { reviewUnknown } from './errors.ts'
import { reviewAnswered, reviewModerated, reviewReported } from './events.ts'
import { announceStandings } from './announce-standings.ts'
import { type ReviewRecord, type WholeReview, whyNotText, wholeReview } from './review.ts'
import { insertReport, lockReview, updateAnswer, updateHidden } from './review-store.ts'

interface Named {
  readonly reviewId: string
}

export const Answer = Type.Object({
  text: Type.Union([Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }), Type.Null()], {
    description: 'What everybody reads under the review; null takes it back.',
  }),
})

export async function answerReview(
  tx: Tx,
  ctx: Context,
  { reviewId, text }: Named & Static<typeof Answer>,
): Promise<WholeReview> {
  const review = await lockReview(tx, { id: reviewId })
  if (!review || !ownVendorIds(ctx).includes(review.vendorId)) throw reviewUnknown()
  const no = whyNotText(text ?? '')
  if (no) throw no

  await updateAnswer(tx, reviewId, text?.trim() ?? null, ctx.at)
  const { vendorId, customerId } = review
  if (text !== null) await publish(tx, reviewAnswered, { reviewId, vendorId, customerId })
  return wholeReview((await lockReview(tx, { id: reviewId })) as ReviewRecord)
}

export const Report = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'What is wrong with it.' }),
})

/** Whoever is signed in may ask the market to look; a vendor only at what was said of it. */
export async function reportReview(
  tx: Tx,
  ctx: Context,
  { reviewId, reason, asVendor = false }: Named & Static<typeof Report> & { asVendor?: boolean },
): Promise<void> {
  const review = await lockReview(tx, { id: reviewId })
  const reaches = asVendor ? review && ownVendorIds(ctx).includes(review.vendorId) : review?.hiddenReason === null
  if (ctx.actor.kind !== 'account' || !reaches) throw reviewUnknown()

  await insertReport(tx, { reviewId, reporterId: ctx.actor.accountId, reason: reason.trim(), at: ctx.at })
  await publish(tx, reviewReported, { reviewId })
}

export const Moderation = Type.Object({
  hiddenReason: Type.Union([Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }), Type.Null()], {
    description: 'Why it is hidden; its author and its vendor read it. Null: it is shown, and reports are closed.',
  }),
})

/** A hidden review counts for nothing. */
export async function moderateReview(
  tx: Tx,
  ctx: Context,
  { reviewId, hiddenReason }: Named & Static<typeof Moderation>,
): Promise<WholeReview> {
  const review = await lockReview(tx, { id: reviewId })
  if (!review) throw reviewUnknown()

  await updateHidden(tx, reviewId, hiddenReason?.trim() ?? null, ctx.at)
  await announceStandings(tx, review)
  await publish(tx, reviewModerated, { reviewId, vendorId: review.vendorId, hidden: hiddenReason !== null })
  return wholeReview((await lockReview(tx, { id: reviewId })) as ReviewRecord, { withReports: true })
}
