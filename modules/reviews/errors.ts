// Every "no" that reviews can say.
import { defineError } from '@provender/platform/errors'

export const reviewUnknown = defineError('reviews.review_unknown', 'missing', 'There is no such review.')
export const notReceived = defineError(
  'reviews.not_received',
  'conflict',
  'An order can be reviewed once it has been delivered or collected.',
)
export const reviewedAlready = defineError(
  'reviews.reviewed_already',
  'conflict',
  'This order has its review already. Change that one instead.',
)
export const editTooLate = defineError(
  'reviews.edit_too_late',
  'conflict',
  'A review can be changed for seven days after it was written.',
)
export const notOrdered = defineError(
  'reviews.not_ordered',
  'invalid',
  'Only products of this order can be rated, each once.',
)
export const noRider = defineError('reviews.no_rider', 'invalid', 'No rider brought this order.')
export const textLikeSpam = defineError(
  'reviews.text_like_spam',
  'invalid',
  'Please say it in your own words, without links, addresses or numbers to call.',
)
export const textRepeated = defineError(
  'reviews.text_repeated',
  'conflict',
  'You said exactly this in another review. Say what was special about this order.',
)
export const tooManyReviews = defineError(
  'reviews.too_many',
  'limited',
  'That is a lot of reviews for one day. Go on tomorrow.',
)
