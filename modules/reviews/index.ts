// What others may use of reviews.
export { importReviews } from './import-reviews.ts'
