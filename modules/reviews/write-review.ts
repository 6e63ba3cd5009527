// Writing a review, and changing it for a week: only by who bought it, only what reached him, once for each order.
import { pictureUnknown, usePicture } from '@provender/media'
import { findRiderOf } from '@provender/delivery'
import { type OrderId, type SoldOrder, getEndedOrder, getSoldOrder, orderUnknown } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import {
  editTooLate,
  noRider,
  notOrdered,
  notReceived,
  reviewUnknown,
  reviewedAlready,
  textLikeSpam,
  textRepeated,
  tooManyReviews,
} from './errors.ts'
import { reviewWritten } from './events.ts'
import {
  type ReviewDraft,
  type ReviewRecord,
  WholeReview,
  editableUntil,
  foldedText,
  shownName,
  whyNotText,
  wholeReview,
} from './review.ts'
import {
  type ReviewToWrite,
  countWritten,
  insertReview,
  lockReview,
  selectReview,
  updateReview,
} from './review-store.ts'
import { announceStandings } from './announce-standings.ts'

/** Enough for a feast of several kitchens, too few for a campaign. */
const mostADay = 10
/** Short words of praise may be the same twice. */
const leastTelling = 20

const dayMs = 86_400_000

export const writeErrors = [
  orderUnknown,
  notReceived,
  reviewedAlready,
  notOrdered,
  noRider,
  textLikeSpam,
  textRepeated,
  tooManyReviews,
  pictureUnknown,
]

interface Written extends ReviewDraft {
  readonly orderId: OrderId
}

export async function writeReview(tx: Tx, ctx: Context, input: Written): Promise<WholeReview> {
  const order = await soldTo(tx, ctx, input.orderId)
  if (await selectReview(tx, { orderId: input.orderId })) throw reviewedAlready()

  const review = await draft(tx, ctx, { order, input, id: newId(), writtenAt: ctx.at })
  await insertReview(tx, review)
  await follow(tx, ctx, review, [])

  return wholeReview((await lockReview(tx, { id: review.id })) as ReviewRecord)
}

/** Ratings, words and pictures are all said anew. */
export async function editReview(tx: Tx, ctx: Context, input: Written): Promise<WholeReview> {
  const order = await soldTo(tx, ctx, input.orderId)
  const before = await lockReview(tx, { orderId: input.orderId })
  if (!before) throw reviewUnknown()
  if (ctx.at >= editableUntil(before.writtenAt)) throw editTooLate()

  const review = await draft(tx, ctx, { order, input, id: before.id, writtenAt: before.writtenAt })
  await updateReview(tx, review)
  await follow(tx, ctx, review, before.products, before.pictures.length)

  return wholeReview((await lockReview(tx, { id: review.id })) as ReviewRecord)
}

export const OwnReview = Type.Object(
  {
    review: Type.Union([WholeReview, Type.Null()]),
    mayWrite: Type.Boolean({ description: 'The order reached its customer and has no review yet.' }),
    mayEditUntil: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    hasRider: Type.Boolean({ description: 'A rider brought it, who can be rated as well.' }),
  },
  { title: 'OwnReview' },
)

/** What I said of my order, or whether I may. */
export async function getOwnReview(
  db: Db,
  ctx: Context,
  { orderId }: { orderId: OrderId },
): Promise<Static<typeof OwnReview>> {
  await getEndedOrder(db, ctx, { orderId, side: 'customer' })
  const [order, review, riderId] = await Promise.all([
    getSoldOrder(db, ctx, orderId),
    selectReview(db, { orderId }),
    findRiderOf(db, ctx, orderId),
  ])
  const until = review && editableUntil(review.writtenAt)

  return {
    review: review ? wholeReview(review) : null,
    mayWrite: order !== undefined && review === undefined,
    mayEditUntil: until && until > ctx.at ? until.toISOString() : null,
    hasRider: riderId !== undefined,
  }
}

/** Somebody else's order and one that never was are unknown; one's own that is still under way is not received. */
async function soldTo(tx: Tx, ctx: Context, orderId: OrderId): Promise<SoldOrder> {
  await getEndedOrder(tx, ctx, { orderId, side: 'customer' })
  const order = await getSoldOrder(tx, ctx, orderId)
  if (!order) throw notReceived()

  return order
}

async function draft(
  tx: Tx,
  ctx: Context,
  { order, input, id, writtenAt }: { order: SoldOrder; input: Written; id: string; writtenAt: Date },
): Promise<ReviewToWrite & { writtenAt: Date }> {
  const text = input.text?.trim() ?? ''
  const no = whyNotText(text)
  if (no) throw no
  const folded = text.length < leastTelling ? null : foldedText(text)
  const riderId = (await findRiderOf(tx, ctx, input.orderId)) ?? null
  if (riderId === null && input.riderRating !== undefined) throw noRider({ field: 'riderRating' })
  const products = ratedOf(order, input)

  const since = new Date(ctx.at.getTime() - dayMs)
  const others = await countWritten(tx, { customerId: order.customerId, since, folded, except: id })
  if (others.written >= mostADay) throw tooManyReviews()
  if (folded !== null && others.same > 0) throw textRepeated({ field: 'text' })

  return {
    id,
    orderId: order.id,
    customerId: order.customerId,
    author: shownName(order.customerName),
    vendorId: order.vendorId,
    riderId,
    rating: input.rating,
    vendorRating: input.vendorRating ?? input.rating,
    riderRating: input.riderRating ?? null,
    text: text === '' ? null : text,
    folded,
    pictures: input.pictures ?? [],
    products,
    at: ctx.at,
    writtenAt,
  }
}

function ratedOf(order: SoldOrder, { products = [] }: Written): ReviewToWrite['products'] {
  const names = new Map(order.lines.map(({ productId, name }) => [productId, name]))
  const rated = products.map(({ productId, rating }) => ({ productId, rating, name: names.get(productId) ?? '' }))
  const isFair =
    rated.every(({ name }) => name !== '') && new Set(rated.map((each) => each.productId)).size === rated.length
  if (!isFair) throw notOrdered({ field: 'products' })

  return rated
}

/** Pictures know who shows them; whoever was rated, before or now, stands anew. */
async function follow(
  tx: Tx,
  ctx: Context,
  review: ReviewToWrite & { writtenAt: Date },
  before: readonly { readonly productId: string }[],
  picturesBefore = 0,
): Promise<void> {
  for (let index = 0; index < Math.max(review.pictures.length, picturesBefore); index++) {
    await usePicture(tx, ctx, { usedBy: `review:${review.id}:${index}`, picture: review.pictures[index] ?? null })
  }
  await announceStandings(tx, { ...review, products: [...review.products, ...before] })
  await publish(tx, reviewWritten, {
    reviewId: review.id,
    vendorId: review.vendorId,
    rating: review.rating,
    edited: review.at > review.writtenAt,
  })
}
