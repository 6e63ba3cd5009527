// A cart: what somebody means to order from one vendor, kept by the server, before and after signing in.
import { type Offer, type OfferedProduct, basketOf, codesOf, priceOffer } from '@provender/catalog'
import { Fulfilment } from '@provender/markets'
import type { Actor, Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import {
  Choice,
  ChoiceIds,
  Measure,
  type Place,
  Quote,
  choiceGone,
  choicesOf,
  demandOf,
  minimumOf,
  notServed,
  outOfReach,
  stocksOf,
  whyNotAmount,
  whyNotChoose,
  whyNotSell,
} from '@provender/pricing'
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'

/** The most kinds of things in one cart, as in one order. */
export const mostLines = 60

/** Whose cart it is: `account:<id>` or `guest:<hash of the token>`, so that a stolen table opens no cart. */
export type CartOwner = string

export function accountOwner(accountId: string): CartOwner {
  return `account:${accountId}`
}

export function guestOwner(token: string): CartOwner {
  return `guest:${createHash('sha256').update(token).digest('hex')}`
}

/** Every owner whose carts the actor sees, the one that is written to in front: a guest who signed in has two. */
export function ownersOf(actor: Actor): readonly CartOwner[] {
  const guest = 'guestToken' in actor && actor.guestToken !== undefined ? [guestOwner(actor.guestToken)] : []

  return actor.kind === 'account' ? [accountOwner(actor.accountId), ...guest] : guest
}

/** A cart line as it is kept. */
export interface CartLineRecord {
  readonly productId: string
  /** Option ids, ascending. */
  readonly choices: readonly string[]
  readonly name: string
  readonly quantity: number
  readonly note: string | null
}

const nullable = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: S) =>
  Type.Union([schema, Type.Null()])

const CartLine = Type.Object(
  {
    productId: IdOf<'product'>('Product'),
    name: Type.String(),
    choices: Type.Array(Choice, { description: 'What was chosen with it and is still offered.' }),
    choiceIds: ChoiceIds,
    picture: nullable(Type.String({ description: 'Null when it is not offered any more.' })),
    listPriceMinor: nullable(Type.Integer({ description: 'What its label says; null when it is gone.' })),
    unitPriceMinor: nullable(Type.Integer({ description: 'What one of it costs now; null when it is gone.' })),
    quantity: Type.Integer({ minimum: 1, description: 'Pieces, or base units of the measure.' }),
    measure: Type.Optional(Measure),
    mostMinor: Type.Optional(Type.Integer({ description: 'What it costs at most, where it is weighed when packed.' })),
    soldFrom: Type.Optional(Type.String({ format: 'date-time', description: 'When it can be had again.' })),
    totalMinor: nullable(Type.Integer()),
    reasons: Quote.properties.lines.items.properties.reasons,
    note: nullable(Type.String({ description: 'A wish for the kitchen.' })),
    available: nullable(Type.Integer({ description: 'How many are left; null when made to order.' })),
    problem: Type.Union(
      [Type.Enum(['gone', 'not_now', 'amount', 'choice_gone', 'choose', 'sold_out', 'too_few']), Type.Null()],
      {
        description:
          'gone: not offered any more; not_now: not at this time; amount: not in this amount; choice_gone: something chosen is not; choose: it needs another choice; sold_out: none left; too_few: fewer left than wanted.',
      },
    ),
  },
  { title: 'CartLine' },
)
type CartLine = Static<typeof CartLine>

export const Cart = Type.Object(
  {
    vendor: Type.Object({
      id: IdOf<'vendor'>('Vendor'),
      slug: Type.String(),
      name: Type.String(),
      picture: Type.String(),
      openNow: Type.Boolean(),
      opensAt: nullable(Type.String({ format: 'date-time' })),
      minimumBasketMinor: Type.Integer(),
    }),
    lines: Type.Array(CartLine),
    quantity: Type.Integer({ description: 'Pieces altogether.' }),
    fulfilment: Fulfilment,
    quote: Type.Union([Quote, Type.Null()], { description: 'Of the lines that can be had; null when there are none.' }),
    problem: Type.Union([Type.Object({ code: Type.String(), title: Type.String() }), Type.Null()], {
      description: 'Why it cannot be ordered like this, apart from the problems of its lines.',
    }),
  },
  { title: 'Cart' },
)
export type Cart = Static<typeof Cart>

/** How the cart would reach its owner, for the quote. */
export interface CartTrip {
  readonly fulfilment?: Fulfilment
  readonly place?: Place
  /** For the rider. */
  readonly tipMinor?: number
  readonly coupons?: readonly string[]
}

/** The cart with today's names, prices and problems, and what it would cost. */
export async function cartReply(
  db: Db,
  ctx: Context,
  offer: Offer,
  kept: readonly CartLineRecord[],
  trip: CartTrip,
): Promise<Cart> {
  const { settings } = ctx.market
  const { vendor, products, left } = offer
  const fulfilment = trip.fulfilment ?? settings.fulfilment[0] ?? 'pickup'
  const wanted = kept.filter((line) => {
    const product = products.get(line.productId)
    return (
      product !== undefined &&
      product.soldNow &&
      whyNotAmount(line.productId, product.measure, line.quantity) === undefined &&
      whyNotChoose(line.productId, product, line.choices) === undefined
    )
  })
  const demand = new Map(demandOf(products, wanted).map((each) => [each.productId, each.quantity]))
  const place = fulfilment === 'delivery' ? trip.place : undefined
  const basket = await basketOf(db, ctx, offer, { lines: wanted, fulfilment, place, tipMinor: trip.tipMinor })
  // Where nobody has said yet where to, the cart is judged as if it went next door.
  const no = wanted.length > 0 ? whyNotSell({ ...basket, distanceM: basket.distanceM ?? 0 }) : undefined
  const priced = no?.code === outOfReach.code || no?.code === notServed.code ? { ...basket, distanceM: null } : basket

  const quote = wanted.length > 0 ? priceOffer(offer, priced, codesOf(trip.coupons)).quote : null

  return {
    vendor: {
      id: vendor.id,
      slug: vendor.slug,
      name: vendor.name,
      picture: vendor.picture,
      openNow: vendor.openNow,
      opensAt: vendor.opensAt,
      minimumBasketMinor: minimumOf(basket),
    },
    lines: kept.map((line) =>
      lineReply(line, {
        product: products.get(line.productId),
        left,
        demand,
        priced: quote?.lines[wanted.indexOf(line)],
      }),
    ),
    quantity: kept.reduce((sum, line) => sum + (products.get(line.productId)?.measure ? 1 : line.quantity), 0),
    fulfilment,
    quote,
    problem: no ? { code: no.code, title: no.message } : null,
  }
}

interface Shelf {
  readonly product: OfferedProduct | undefined
  readonly left: Offer['left']
  /** Of all lines together, by stock. */
  readonly demand: ReadonlyMap<string, number>
  /** Nothing for a line that cannot be had as it is. */
  readonly priced: Quote['lines'][number] | undefined
}

const unpriced = { listPriceMinor: null, unitPriceMinor: null, totalMinor: null, reasons: [] }

function lineReply(line: CartLineRecord, { product, left, demand, priced }: Shelf): CartLine {
  const { productId, quantity, note } = line
  const said = { productId, quantity, note, choiceIds: [...line.choices] }
  if (!product) {
    return { ...said, ...unpriced, name: line.name, picture: null, choices: [], available: null, problem: 'gone' }
  }

  const choices = choicesOf(product, line.choices)
  const { name, picture, measure } = product
  const measured = measure && { measure }
  const problem = whyUnfit(line, product)
  if (problem || !priced) {
    const from = product.soldFrom !== null && { soldFrom: product.soldFrom }
    return {
      ...said,
      ...unpriced,
      ...measured,
      ...from,
      name,
      picture,
      choices,
      available: null,
      problem: problem ?? null,
    }
  }

  const { listPriceMinor, unitPriceMinor, totalMinor, expectedMinor, reasons } = priced
  const stocks = stocksOf(product, line).filter((id) => left.has(id))
  const available = stocks.length === 0 ? null : Math.min(...stocks.map((id) => left.get(id) ?? 0))
  const short = stocks.some((id) => (left.get(id) ?? 0) < (demand.get(id) ?? 0))
  return {
    ...said,
    name,
    picture,
    choices,
    listPriceMinor,
    unitPriceMinor,
    ...measured,
    totalMinor: expectedMinor ?? totalMinor,
    ...(expectedMinor !== undefined && { mostMinor: totalMinor }),
    reasons,
    available,
    problem: available !== null && available <= 0 ? 'sold_out' : short ? 'too_few' : null,
  }
}

function whyUnfit(line: CartLineRecord, product: OfferedProduct): CartLine['problem'] | undefined {
  if (!product.soldNow) return 'not_now'
  if (whyNotAmount(line.productId, product.measure, line.quantity)) return 'amount'
  const unfit = whyNotChoose(line.productId, product, line.choices)

  return unfit && (unfit.code === choiceGone.code ? 'choice_gone' : 'choose')
}
