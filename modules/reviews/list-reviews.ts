// What was said: of a vendor or a product for everybody, of one's own shop for its vendor, all of it for the market.
import { findProducts, findVendors, ownVendorIds, productUnknown, vendorUnknown } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { Review, type ReviewRecord, WholeReview, publicReview, wholeReview } from './review.ts'
import { type ReviewFilter, selectReviews } from './review-store.ts'
import { Standing, standingOf } from './standing.ts'
import { type Subject, selectStars } from './standing-store.ts'

const page = {
  after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'At most so many; 20 unless said.' })),
}
const next = Type.Union([Type.String(), Type.Null()], { description: 'Pass it as `after` for more; null at the end.' })

export const ListReviews = Type.Object(page)
type ListReviews = Static<typeof ListReviews>
export const ReviewPage = Type.Object({ standing: Standing, items: Type.Array(Review), next }, { title: 'ReviewPage' })
type ReviewPage = Static<typeof ReviewPage>

/** @throws vendorUnknown also for one that is not approved */
export async function listVendorReviews(
  db: Db,
  ctx: Context,
  { vendorId, ...filter }: ListReviews & { readonly vendorId: string },
): Promise<ReviewPage> {
  if ((await findVendors(db, ctx, [vendorId])).size === 0) throw vendorUnknown()

  return publicPage(db, { subject: 'vendor', subjectId: vendorId }, { vendorIds: [vendorId] }, filter)
}

/** @throws productUnknown also for what is not on sale */
export async function listProductReviews(
  db: Db,
  ctx: Context,
  { productId, ...filter }: ListReviews & { readonly productId: string },
): Promise<ReviewPage> {
  if ((await findProducts(db, ctx, [productId])).size === 0) throw productUnknown()

  return publicPage(db, { subject: 'product', subjectId: productId }, { productId }, filter)
}

async function publicPage(
  db: Db,
  subject: Subject,
  which: Pick<ReviewFilter, 'vendorIds' | 'productId'>,
  { after, limit = 20 }: ListReviews,
): Promise<ReviewPage> {
  const [stars, found] = await Promise.all([
    selectStars(db, subject),
    selectReviews(db, { ...which, state: 'shown', after, limit: limit + 1 }),
  ])

  return { standing: standingOf(stars), ...pageOf(found, limit, publicReview) }
}

export const WholeReviewPage = Type.Object({ items: Type.Array(WholeReview), next }, { title: 'WholeReviewPage' })
export const OwnVendorReviews = Type.Object(
  { standing: Standing, items: Type.Array(WholeReview), next },
  { title: 'OwnVendorReviews' },
)
export const ListOwnReviews = Type.Object({
  vendorId: Type.Optional(Type.String({ format: 'uuid', description: 'Needed by those who work for several.' })),
  unanswered: Type.Optional(Type.Boolean({ description: 'true: only what waits for an answer.' })),
  ...page,
})

/** A vendor sees all that was said of it, hidden or not. */
export async function listOwnReviews(
  db: Db,
  ctx: Context,
  { vendorId, unanswered, after, limit = 20 }: Static<typeof ListOwnReviews>,
): Promise<Static<typeof OwnVendorReviews>> {
  const wanted = ownVendorIds(ctx).find((id) => vendorId === undefined || id === vendorId)
  if (wanted === undefined) throw vendorUnknown()
  const [stars, found] = await Promise.all([
    selectStars(db, { subject: 'vendor', subjectId: wanted }),
    selectReviews(db, {
      vendorIds: [wanted],
      state: 'all',
      after,
      limit: limit + 1,
      ...(unanswered !== undefined && { unanswered }),
    }),
  ])

  return { standing: standingOf(stars), ...pageOf(found, limit, (record) => wholeReview(record)) }
}

export const ListAllReviews = Type.Object({
  state: Type.Optional(Type.Enum(['reported', 'hidden', 'all'], { description: 'reported, unless said.' })),
  ...page,
})

/** For the market: what was reported, with why. */
export async function listAllReviews(
  db: Db,
  _ctx: Context,
  { state = 'reported', after, limit = 20 }: Static<typeof ListAllReviews>,
): Promise<Static<typeof WholeReviewPage>> {
  const found = await selectReviews(db, { state, after, limit: limit + 1 })

  return pageOf(found, limit, (record) => wholeReview(record, { withReports: true }))
}

function pageOf<T>(found: readonly ReviewRecord[], limit: number, item: (record: ReviewRecord) => T) {
  const shown = found.slice(0, limit)

  return { items: shown.map(item), next: found.length > limit ? (shown.at(-1)?.id ?? null) : null }
}
