// What others may use of reviews.
export { answerReview } from './judge-review.ts'
export { writeReview } from './write-review.ts'
