// The addresses of reviews: for everybody, for who wrote them, for who is written about, and for the market.
import { ProductId, VendorId, productUnknown, vendorUnknown } from '@provender/catalog'
import { OrderId, orderUnknown } from '@provender/ordering'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { editTooLate, reviewUnknown, textLikeSpam } from './errors.ts'
import { Answer, Moderation, Report, answerReview, moderateReview, reportReview } from './judge-review.ts'
import {
  ListAllReviews,
  ListOwnReviews,
  ListReviews,
  OwnVendorReviews,
  ReviewPage,
  WholeReviewPage,
  listAllReviews,
  listOwnReviews,
  listProductReviews,
  listVendorReviews,
} from './list-reviews.ts'
import { ReviewDraft, ReviewId, WholeReview } from './review.ts'
import { OwnReview, editReview, getOwnReview, writeErrors, writeReview } from './write-review.ts'

const ofOrder = Type.Object({ orderId: OrderId })
const one = Type.Object({ reviewId: ReviewId })
const Reported = Type.Object({ reported: Type.Boolean() })
const cache = { seconds: 300, until: ['reviews.', 'catalog.'] }

export const routes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/vendors/:vendorId/reviews',
    audience: 'public',
    permission: 'reviews.list_reviews',
    summary: 'What buyers say of a vendor, newest first, and how many gave how many stars',
    params: Type.Object({ vendorId: VendorId }),
    query: ListReviews,
    reply: ReviewPage,
    errors: [vendorUnknown],
    cache,
    handle: ({ db, ctx, params, query }) => listVendorReviews(db, ctx, { ...params, ...query }),
  }),
  route({
    method: 'GET',
    path: '/products/:productId/reviews',
    audience: 'public',
    permission: 'reviews.list_reviews',
    summary: 'What buyers say of a product',
    params: Type.Object({ productId: ProductId }),
    query: ListReviews,
    reply: ReviewPage,
    errors: [productUnknown],
    cache,
    handle: ({ db, ctx, params, query }) => listProductReviews(db, ctx, { ...params, ...query }),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId/review',
    audience: 'customer',
    permission: 'reviews.write_review',
    summary: 'What I said of my order, or whether I may',
    params: ofOrder,
    reply: OwnReview,
    errors: [orderUnknown],
    handle: ({ db, ctx, params }) => getOwnReview(db, ctx, params),
  }),
  route({
    method: 'POST',
    path: '/orders/:orderId/review',
    audience: 'customer',
    permission: 'reviews.write_review',
    summary: 'Say how an order was, once it is here',
    params: ofOrder,
    body: ReviewDraft,
    reply: WholeReview,
    status: 201,
    errors: writeErrors,
    idempotent: 'accepted',
    handle: ({ tx, ctx, params, body }) => writeReview(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/orders/:orderId/review',
    audience: 'customer',
    permission: 'reviews.write_review',
    summary: 'Change what I said, within seven days',
    params: ofOrder,
    body: ReviewDraft,
    reply: WholeReview,
    errors: [...writeErrors, reviewUnknown, editTooLate],
    handle: ({ tx, ctx, params, body }) => editReview(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/reviews/:reviewId/reports',
    audience: 'customer',
    permission: 'reviews.report_review',
    summary: 'Ask the market to look at a review',
    params: one,
    body: Report,
    reply: Reported,
    status: 201,
    errors: [reviewUnknown],
    limit: { most: 20, perSeconds: 3600, by: 'account' },
    handle: async ({ tx, ctx, params, body }) => {
      await reportReview(tx, ctx, { ...params, ...body })
      return { reported: true }
    },
  }),
  route({
    method: 'GET',
    path: '/reviews',
    audience: 'vendor',
    permission: 'reviews.list_own_reviews',
    summary: 'What buyers say of us',
    query: ListOwnReviews,
    reply: OwnVendorReviews,
    errors: [vendorUnknown],
    handle: ({ db, ctx, query }) => listOwnReviews(db, ctx, query),
  }),
  route({
    method: 'PUT',
    path: '/reviews/:reviewId/answer',
    audience: 'vendor',
    permission: 'reviews.answer_review',
    summary: 'Answer a review, for everybody to read',
    params: one,
    body: Answer,
    reply: WholeReview,
    errors: [reviewUnknown, textLikeSpam],
    handle: ({ tx, ctx, params, body }) => answerReview(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/reviews/:reviewId/reports',
    audience: 'vendor',
    permission: 'reviews.report_own_review',
    summary: 'Ask the market to look at a review of us',
    params: one,
    body: Report,
    reply: Reported,
    status: 201,
    errors: [reviewUnknown],
    handle: async ({ tx, ctx, params, body }) => {
      await reportReview(tx, ctx, { ...params, ...body, asVendor: true })
      return { reported: true }
    },
  }),
  route({
    method: 'GET',
    path: '/reviews',
    audience: 'admin',
    permission: 'reviews.moderate',
    summary: 'Reviews that were reported, that are hidden, or all',
    query: ListAllReviews,
    reply: WholeReviewPage,
    errors: [],
    handle: ({ db, ctx, query }) => listAllReviews(db, ctx, query),
  }),
  route({
    method: 'PUT',
    path: '/reviews/:reviewId/moderation',
    audience: 'admin',
    permission: 'reviews.moderate',
    summary: 'Hide a review and say why, or show it',
    params: one,
    body: Moderation,
    reply: WholeReview,
    errors: [reviewUnknown],
    handle: ({ tx, ctx, params, body }) => moderateReview(tx, ctx, { ...params, ...body }),
  }),
]
