// After every change of a review: whoever it rates stands anew, and those who rank and list are told.
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { standingChanged } from './events.ts'
import { ratingHundredths, standingOf } from './standing.ts'
import { type Subject, restand } from './standing-store.ts'

export async function announceStandings(
  tx: Tx,
  rated: {
    readonly vendorId: string
    readonly riderId: string | null
    readonly products: readonly { readonly productId: string }[]
  },
): Promise<void> {
  const products = [...new Set(rated.products.map(({ productId }) => productId))]
  const subjects: Subject[] = [
    { subject: 'vendor', subjectId: rated.vendorId },
    ...(rated.riderId === null ? [] : [{ subject: 'rider', subjectId: rated.riderId } as const]),
    ...products.map((subjectId) => ({ subject: 'product', subjectId }) as const),
  ]
  for (const { subject, subjectId, stars } of await restand(tx, subjects)) {
    await publish(tx, standingChanged, {
      subject,
      subjectId,
      ratingHundredths: ratingHundredths(stars),
      ratings: standingOf(stars).ratings,
    })
  }
}
