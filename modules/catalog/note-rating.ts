// How a vendor is found to be is written beside it, so that lists and cards need to ask nobody.
import type { Tx } from '@provender/platform/db'
import { updateRating } from './vendor-store.ts'

export async function noteRating(
  tx: Tx,
  fact: {
    readonly subject: string
    readonly subjectId: string
    readonly ratingHundredths: number | null
    readonly ratings: number
  },
): Promise<void> {
  if (fact.subject === 'vendor') await updateRating(tx, fact.subjectId, fact)
}
