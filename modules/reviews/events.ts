// The facts reviews announces. What people wrote and who they are stay out of them: the log is for ever.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

/** A vendor, product or rider stands differently now. */
export const standingChanged = defineEvent(
  'reviews.standing_changed',
  1,
  Type.Object({
    subject: Type.Enum(['vendor', 'product', 'rider']),
    subjectId: IdOf('subject'),
    ratingHundredths: Type.Union([Type.Integer({ minimum: 100, maximum: 500 }), Type.Null()], {
      description: 'The average for ranking, drawn towards the usual one while there are few; null without any.',
    }),
    ratings: Type.Integer({ minimum: 0 }),
  }),
)

export const reviewWritten = defineEvent(
  'reviews.review_written',
  1,
  Type.Object({ reviewId: IdOf('review'), vendorId: IdOf('vendor'), rating: Type.Integer(), edited: Type.Boolean() }),
)

export const reviewAnswered = defineEvent(
  'reviews.review_answered',
  1,
  Type.Object({ reviewId: IdOf('review'), vendorId: IdOf('vendor'), customerId: IdOf('account') }),
)

export const reviewReported = defineEvent('reviews.review_reported', 1, Type.Object({ reviewId: IdOf('review') }))

/** The market hid a review, or shows it again. */
export const reviewModerated = defineEvent(
  'reviews.review_moderated',
  1,
  Type.Object({ reviewId: IdOf('review'), vendorId: IdOf('vendor'), hidden: Type.Boolean() }),
)
