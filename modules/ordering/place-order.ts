// Placing an order: a basket becomes a promise that the vendor can see.
import { Coupons, type Offer, Quantity, TipMinor, quoteBasket, quoteErrors } from '@provender/catalog'
import { getContact } from '@provender/identity'
import { reserveStock } from '@provender/inventory'
import { insufficientFunds, openAndPay, openOrder, walletFrozen } from '@provender/ledger'
import { Fulfilment, PaymentMethod } from '@provender/markets'
import { type Context, actorName } from '@provender/platform/context'
import { type Tx, together } from '@provender/platform/db'
import { unauthenticated } from '@provender/platform/http-errors'
import { IdOf, newId } from '@provender/platform/ids'
import { ChoiceIds, type Quote, goodsRate, stocksOf } from '@provender/pricing'
import { couponRefused, promotionExhausted, promotionUsedBefore, usePromotions } from '@provender/promotions'
import { randomInt } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { accountOwner } from './cart.ts'
import { adoptGuestCarts } from './change-cart.ts'
import { methodNotOffered, priceMoved, tooManyUnpaid, walletPartTooLarge } from './errors.ts'
import { Address, type LineRecord, type Order, orderReply } from './order.ts'
import { announcePlaced, confirmationTimes, secondsAfter } from './order-state.ts'
import { type LineDraft, type OrderDraft, countUnpaidOrders, insertOrder } from './order-store.ts'

const OrderLineInput = Type.Object({
  productId: IdOf<'product'>('Product'),
  quantity: Quantity,
  note: Type.Optional(Type.String({ maxLength: 300, description: 'A wish for the kitchen.' })),
  choices: Type.Optional(ChoiceIds),
})

const basket = {
  lines: Type.Array(OrderLineInput, { minItems: 1, maxItems: 60 }),
  fulfilment: Fulfilment,
  paymentMethod: PaymentMethod,
  fromWalletMinor: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'Paid from the wallet at once, the rest by card or mobile money: both, or neither.',
    }),
  ),
  address: Type.Optional(Address),
  tipMinor: Type.Optional(TipMinor),
  coupons: Type.Optional(Coupons),
  device: Type.Optional(
    Type.String({ minLength: 8, maxLength: 64, description: 'The same for every order from this device.' }),
  ),
  agreedTotalMinor: Type.Integer({ minimum: 0, description: 'What the customer saw on the button, in minor units.' }),
  contactPhone: Type.Optional(
    Type.String({ pattern: '^\\+?[0-9][0-9 ().-]{4,23}$', description: 'When it is not the one of the account.' }),
  ),
}
/** What is ordered from a vendor that the address names already. */
export const Basket = Type.Object(basket)
export const PlaceOrder = Type.Object({ vendorId: IdOf<'vendor'>('Vendor'), ...basket })
export type PlaceOrder = Static<typeof PlaceOrder>

/** Every "no" of placing, for the routes that place. */
export const placeErrors = [
  methodNotOffered,
  ...quoteErrors,
  couponRefused,
  priceMoved,
  tooManyUnpaid,
  walletPartTooLarge,
  promotionExhausted,
  promotionUsedBefore,
  insufficientFunds,
  walletFrozen,
]

/** Refuses rather than surprises: a closed vendor, a vanished dish or a moved price is a plain "no". */
export async function placeOrder(tx: Tx, ctx: Context, input: PlaceOrder): Promise<Order> {
  const { actor, market } = ctx
  if (actor.kind !== 'account') throw unauthenticated()
  const { paymentMethods } = market.settings
  if (!paymentMethods.includes(input.paymentMethod)) throw methodNotOffered({ offered: paymentMethods })
  const { fromWalletMinor = 0 } = input
  if (fromWalletMinor > 0 && !mayBeCombined(input.paymentMethod, paymentMethods)) {
    throw methodNotOffered({ offered: paymentMethods })
  }

  const { vendorId, lines, fulfilment, address } = input
  const [{ offer, quote, demand, discounts }, contact] = await together(
    quoteBasket(tx, ctx, {
      vendorId,
      lines,
      fulfilment,
      ...(address && { place: address.place }),
      ...(input.tipMinor !== undefined && { tipMinor: input.tipMinor }),
      ...(input.coupons && { coupons: input.coupons }),
    }),
    getContact(tx, ctx, actor.accountId),
  )
  const [refusal] = quote.refusedCoupons
  if (refusal) throw couponRefused({ ...refusal, quote })
  if (quote.totalMinor !== input.agreedTotalMinor) throw priceMoved({ quote })
  if (fromWalletMinor >= quote.totalMinor && fromWalletMinor > 0)
    throw walletPartTooLarge({ totalMinor: quote.totalMinor })
  const draft = draftOf(ctx, input, { offer, quote, contact })
  if (draft.state === 'awaiting_payment') await refuseHoarding(tx, draft.customerId)
  if (actor.guestToken !== undefined) await adoptGuestCarts(tx, ctx)

  // Locks in the order of the house: stock, promotions, then the wallet. The new order's own rows are nobody else's to
  // wait for. None needs the answer of the one before, and a "no" undoes all of them.
  const [, , number] = await together(
    reserveStock(tx, ctx, { orderId: draft.id, lines: demand, until: draft.confirmedAt ? null : draft.deadlineAt }),
    usePromotions(tx, ctx, { ...useOf(draft), device: input.device, discounts }),
    insertOrder(tx, draft),
    openFunds(tx, ctx, draft, fromWalletMinor),
  )
  const order = { ...draft, number, history: [{ ...draft.began, state: draft.state, at: ctx.at.toISOString() }] }
  if (order.confirmedAt) await announcePlaced(tx, ctx, order, order.lines, 'customer')

  return orderReply(
    { ...order, lines: order.lines.map(seenLine) },
    { settings: market.settings, language: ctx.language, side: 'customer' },
  )
}

/** Wallet and cash are placed at once; cards and mobile money wait for their provider. */
function draftOf(ctx: Context, input: PlaceOrder, { offer, quote, contact }: Terms): OrderDraft {
  const { vendor } = offer
  const { settings } = ctx.market
  const waits = (input.paymentMethod === 'card' || input.paymentMethod === 'mobile_money') && quote.totalMinor > 0
  const address = input.fulfilment === 'delivery' && input.address ? input.address : null

  return {
    id: newId(),
    state: waits ? 'awaiting_payment' : 'placed',
    fulfilment: input.fulfilment,
    paymentMethod: input.paymentMethod,
    customerId: contact.accountId,
    customerName: contact.name,
    contactPhone: input.contactPhone ?? contact.phone,
    vendorId: vendor.id,
    vendorName: vendor.name,
    vendorPhone: vendor.phone,
    vendorPlace: vendor.place,
    address: address && { line: address.line, place: address.place, note: address.note ?? null },
    distanceM: quote.distanceM,
    goodsMinor: quote.goodsMinor,
    deliveryFeeMinor: quote.deliveryFeeMinor,
    smallBasketFeeMinor: quote.smallBasketFeeMinor,
    taxMinor: quote.taxMinor,
    taxIncluded: quote.taxIncluded,
    taxAddedMinor: quote.taxAddedMinor,
    serviceFeeMinor: quote.serviceFeeMinor,
    tipMinor: quote.tipMinor,
    discountMinor: quote.discountMinor,
    vendorDiscountMinor: quote.vendorDiscountMinor,
    pointsMinor: 0,
    parts: quote.parts,
    totalMinor: quote.totalMinor,
    currency: quote.currency,
    preparationMinutes: Math.max(
      vendor.preparationMinutes,
      ...quote.lines.map((line) => offer.products.get(line.productId)?.preparationMinutes ?? 0),
    ),
    handoverCode: String(randomInt(10_000)).padStart(4, '0'),
    placedAt: ctx.at,
    paidAt: waits || input.paymentMethod === 'cash' ? null : ctx.at,
    readyAt: null,
    endedAt: null,
    ...(waits
      ? { confirmedAt: null, cancelUntil: null, deadlineAt: secondsAfter(ctx.at, settings.paymentWithinSeconds) }
      : confirmationTimes(ctx.at, settings)),
    lines: quote.lines.map(
      ({ listPriceMinor: _list, expectedMinor: _expected, reasons: _reasons, ...line }, index) => ({
        ...line,
        note: input.lines[index]?.note ?? null,
        ...packing(ctx, offer, input.lines[index]),
      }),
    ),
    began: { at: ctx.at, role: 'customer', actor: actorName(ctx.actor), reason: null },
    emptiesCartOf: waits ? null : accountOwner(contact.accountId),
  }
}

/** What packing a line will need to know of today's offer. */
function packing(ctx: Context, offer: Offer, line: PlaceOrder['lines'][number] | undefined) {
  const product = line && offer.products.get(line.productId)
  const { bp, included } = goodsRate(ctx.market.settings.tax, product?.taxClass)

  return { takes: line ? stocksOf(product, line) : [], taxBp: bp, taxIncluded: included }
}

function useOf({ id, customerId, address }: OrderDraft) {
  return { orderId: id, customerId, address }
}

interface Terms {
  readonly offer: Offer
  readonly quote: Quote
  readonly contact: { readonly accountId: string; readonly name: string; readonly phone: string | null }
}

/** Without what only packing needs. */
function seenLine({ takes: _takes, taxBp: _bp, taxIncluded: _included, ...line }: LineDraft): LineRecord {
  return line
}

/** Unpaid orders hold stock, so one customer has only so many at a time. */
const mostUnpaid = 3

async function refuseHoarding(tx: Tx, customerId: string): Promise<void> {
  if ((await countUnpaidOrders(tx, customerId)) >= mostUnpaid) throw tooManyUnpaid({ most: mostUnpaid })
}

/** The wallet can pay a part of what a provider collects the rest of. */
function mayBeCombined(method: PaymentMethod, offered: readonly PaymentMethod[]): boolean {
  return (method === 'card' || method === 'mobile_money') && offered.includes('wallet')
}

/**
 * Opens the order's account with the ledger; a wallet pays at once, all of it or its part. That part lies in escrow while
 * the provider is asked for the rest, and goes back with everything else should the order come to nothing.
 */
export async function openFunds(tx: Tx, ctx: Context, order: OrderDraft, fromWalletMinor = 0): Promise<void> {
  const funds = {
    orderId: order.id,
    customerId: order.customerId,
    vendorId: order.vendorId,
    goodsMinor: order.goodsMinor - order.vendorDiscountMinor,
    deliveryMinor: order.deliveryFeeMinor + order.tipMinor,
    feesMinor: order.smallBasketFeeMinor + order.serviceFeeMinor,
    taxMinor: order.taxAddedMinor,
    discountMinor: order.discountMinor - order.vendorDiscountMinor + order.pointsMinor,
    commissionBp: ctx.market.settings.commissionBp,
    currency: order.currency,
  }
  if (order.paidAt) await openAndPay(tx, ctx, funds)
  else if (fromWalletMinor > 0) await openAndPay(tx, ctx, { ...funds, fromWalletMinor })
  else await openOrder(tx, ctx, { ...funds, payment: order.paymentMethod === 'cash' ? 'cash' : 'prepaid' })
}
