// A review: what a buyer says of an order that reached him. Pure rules about who may say what, and for how long.
import { ProductId, VendorId } from '@provender/catalog'
import { OrderId } from '@provender/ordering'
import type { DomainError } from '@provender/platform/errors'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'
import { textLikeSpam } from './errors.ts'
import { Stars } from './standing.ts'

export const ReviewId = IdOf<'review'>('Review')
const nullable = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const moment = (description: string) => Type.String({ format: 'date-time', description })

export const ReviewDraft = Type.Object({
  rating: Stars,
  vendorRating: Type.Optional(Stars),
  riderRating: Type.Optional(Stars),
  text: Type.Optional(Type.String({ maxLength: 2000, description: 'In their own words.' })),
  products: Type.Optional(
    Type.Array(Type.Object({ productId: ProductId, rating: Stars }), {
      maxItems: 60,
      description: 'Of those that were ordered.',
    }),
  ),
  pictures: Type.Optional(
    Type.Array(Type.String({ pattern: '^photo:[0-9a-f-]{36}$' }), {
      maxItems: 4,
      uniqueItems: true,
      description: 'Photos that were uploaded before.',
    }),
  ),
})
export type ReviewDraft = Static<typeof ReviewDraft>

const shown = {
  id: ReviewId,
  author: Type.String({ description: 'A first name and an initial.' }),
  rating: Stars,
  vendorRating: Stars,
  text: nullable(Type.String(), 'In their own words.'),
  pictures: Type.Array(Type.String()),
  products: Type.Array(Type.Object({ productId: ProductId, name: Type.String(), rating: Stars })),
  writtenAt: moment('When it was written.'),
  editedAt: nullable(Type.String({ format: 'date-time' }), 'When it was changed last.'),
  answer: nullable(Type.Object({ text: Type.String(), at: moment('When.') }), "The vendor's."),
}
export const Review = Type.Object(shown, { title: 'Review' })
export type Review = Static<typeof Review>

/** For its author, its vendor and the market: with the order it is about, and whether others see it. */
export const WholeReview = Type.Object(
  {
    ...shown,
    orderId: OrderId,
    vendorId: VendorId,
    riderRating: nullable(Stars, 'Of the rider who brought it.'),
    hiddenReason: nullable(Type.String(), 'Why the market hides it; null: it is shown.'),
    reports: Type.Array(Type.Object({ reason: Type.String(), at: moment('When.') }), {
      description: 'Open ones, for the market only.',
    }),
  },
  { title: 'WholeReview' },
)
export type WholeReview = Static<typeof WholeReview>

/** A review as it is kept. */
export interface ReviewRecord extends Omit<WholeReview, 'writtenAt' | 'editedAt'> {
  readonly customerId: string
  readonly riderId: string | null
  readonly writtenAt: Date
  readonly editedAt: Date | null
}

const editableMs = 7 * 86_400_000

export function editableUntil(writtenAt: Date): Date {
  return new Date(writtenAt.getTime() + editableMs)
}

/** `Sandrine Ebongue` → `Sandrine E.`: enough to know a neighbour by, too little to look one up. */
export function shownName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  const initial = rest.at(-1)?.[0]

  return initial === undefined ? first : `${first} ${initial.toUpperCase()}.`
}

/** The words without what makes two texts look different: case, accents, spaces, signs. */
export function foldedText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

const links = /https?:|www\.|\b[\w-]+\.(com|net|org|info|biz|shop|io|co|ru|cn|me|xyz)\b/i
const addresses = /[\w.+-]+@[\w-]+\.\w|(?:\+|\b00)?\d(?:[ ().-]?\d){7,}/
const stutter = /(.)\1{9,}/u

/** Links, ways to be reached, and keys held down are no review. */
export function whyNotText(text: string): DomainError | undefined {
  const isSpam = links.test(text) || addresses.test(text) || stutter.test(text)

  return isSpam ? textLikeSpam({ field: 'text' }) : undefined
}

export function publicReview(record: ReviewRecord): Review {
  const { id, author, rating, vendorRating, text, pictures, products, answer } = record

  return {
    id,
    author,
    rating,
    vendorRating,
    text,
    pictures,
    products,
    writtenAt: record.writtenAt.toISOString(),
    editedAt: record.editedAt?.toISOString() ?? null,
    answer,
  }
}

/** Reports are between reporters and the market. */
export function wholeReview(record: ReviewRecord, { withReports = false } = {}): WholeReview {
  const { orderId, vendorId, riderRating, hiddenReason, reports } = record

  return { ...publicReview(record), orderId, vendorId, riderRating, hiddenReason, reports: withReports ? reports : [] }
}
