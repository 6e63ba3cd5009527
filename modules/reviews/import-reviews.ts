// Reviews a demo town begins with, as if its orders had been and gone.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { announceStandings } from './announce-standings.ts'
import { foldedText, shownName } from './review.ts'
import { insertReview, updateAnswer } from './review-store.ts'

export interface ReviewToImport {
  readonly customerId: string
  readonly customerName: string
  readonly vendorId: string
  readonly rating: number
  readonly text: string | null
  /** The vendor's. */
  readonly answer: string | null
  readonly at: Date
}

/** Written in the order given; each vendor's standing is announced once. */
export async function importReviews(tx: Tx, _ctx: Context, reviews: readonly ReviewToImport[]): Promise<void> {
  for (const { customerName, text, answer, ...review } of reviews) {
    const id = newId()
    await insertReview(tx, {
      ...review,
      id,
      orderId: newId(),
      author: shownName(customerName),
      riderId: null,
      vendorRating: review.rating,
      riderRating: null,
      text,
      folded: text && foldedText(text),
      pictures: [],
      products: [],
    })
    if (answer !== null) await updateAnswer(tx, id, answer, review.at)
  }
  for (const vendorId of new Set(reviews.map((review) => review.vendorId)))
    await announceStandings(tx, { vendorId, riderId: null, products: [] })
}
