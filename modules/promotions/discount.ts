// What promotions take off a basket: each by itself, and together by rules that do not depend on their order.
import { type LocalText, type WallClock, isWithin } from '@provender/markets'
import { type Discount, type Quote, splitByLargestRemainder } from '@provender/pricing'
import type { PromotionDraft } from './promotion.ts'

/** A promotion as a quote reads it: automatic and running, or asked for by its code, running or not. */
export type OfferedPromotion = Omit<PromotionDraft, 'name' | 'listed'> & {
  readonly id: string
  readonly name: LocalText
  /** Uses or budget have run out. */
  readonly exhausted: boolean
  /** How often this customer used it. */
  readonly mine: number
}

/** What is known of who buys. */
export interface Shopper {
  readonly signedIn: boolean
  /** Orders that came to something; the last one, RFC 3339. */
  readonly orders: number
  readonly lastOrderAt: string | null
  readonly groupIds: readonly string[]
}

/** Why a coupon does nothing, in the order a customer would want to hear. */
export type Refusal =
  | 'unknown'
  | 'ended'
  | 'not_yet'
  | 'exhausted'
  | 'sign_in'
  | 'used_before'
  | 'not_for_you'
  | 'not_now'
  | 'below_minimum'
  | 'no_delivery'
  | 'nothing_fits'
  | 'not_combined'

export interface Priced {
  readonly lines: readonly Pick<Quote['lines'][number], 'productId' | 'unitPriceMinor' | 'quantity' | 'totalMinor'>[]
  readonly goodsMinor: number
  readonly deliveryFeeMinor: number
  readonly distanceM: number | null
}

export interface Moment {
  readonly at: Date
  readonly clock: () => WallClock
}

export function whyNotFor(
  offered: OfferedPromotion,
  shopper: Shopper,
  priced: Priced,
  { at, clock }: Moment,
): Refusal | undefined {
  if (offered.paused || (offered.endsAt !== null && Date.parse(offered.endsAt) <= at.getTime())) return 'ended'
  if (Date.parse(offered.startsAt) > at.getTime()) return 'not_yet'
  if (offered.exhausted) return 'exhausted'
  const personal = offered.perCustomer !== null || !['everyone', 'near'].includes(offered.audience)
  if (personal && !shopper.signedIn) return 'sign_in'
  if (offered.perCustomer !== null && offered.mine >= offered.perCustomer) return 'used_before'
  if (!isFor(offered, shopper, priced, at)) return 'not_for_you'
  if (offered.hours && !isWithin(offered.hours, clock())) return 'not_now'
  if (priced.goodsMinor < offered.minimumMinor) return 'below_minimum'
  if (offered.kind === 'free_delivery' && priced.deliveryFeeMinor === 0) return 'no_delivery'

  return undefined
}

function isFor(
  { audience, lapsedDays, nearM, groupId }: OfferedPromotion,
  shopper: Shopper,
  priced: Priced,
  at: Date,
): boolean {
  if (audience === 'new') return shopper.orders === 0
  if (audience === 'near') return priced.distanceM !== null && priced.distanceM <= (nearM ?? 0)
  if (audience === 'group') return groupId !== null && shopper.groupIds.includes(groupId)
  if (audience !== 'lapsed') return true
  const last = shopper.lastOrderAt === null ? undefined : Date.parse(shopper.lastOrderAt)

  return last !== undefined && at.getTime() - last >= (lapsedDays ?? 0) * 86_400_000
}

/** What a promotion by itself takes off each line and the delivery. */
interface Cut {
  readonly lines: readonly number[]
  readonly deliveryMinor: number
}

/** Never more than a line or the delivery costs. */
export function cutOf(
  { kind, terms, productIds }: Pick<PromotionDraft, 'kind' | 'terms' | 'productIds'>,
  priced: Priced,
): Cut {
  const fits = priced.lines.map(({ productId }) => productIds?.includes(productId) ?? true)
  const weights = priced.lines.map((line, index) => (fits[index] ? line.totalMinor : 0))
  const eligible = sum(weights)
  const none = { lines: weights.map(() => 0), deliveryMinor: 0 }
  const most = terms.mostMinor ?? Number.MAX_SAFE_INTEGER
  if (kind === 'free_delivery') return { ...none, deliveryMinor: Math.min(priced.deliveryFeeMinor, most) }
  if (eligible === 0) return none
  if (kind === 'buy_x_get_y') return { ...none, lines: givenOf(terms, priced, fits) }
  if (kind === 'bundle') return { ...none, lines: bundled(terms.priceMinor ?? 0, productIds ?? [], priced) }

  const amount = kind === 'fixed' ? (terms.amountMinor ?? 0) : Math.floor((eligible * (terms.bp ?? 0)) / 10_000)
  return { ...none, lines: splitByLargestRemainder(Math.min(amount, eligible, most), weights) }
}

/** For every `buy` and `get` together the cheapest ones are given, wherever they stand in the basket. */
function givenOf(
  { buy = 1, get = 1, bp = 10_000 }: PromotionDraft['terms'],
  priced: Priced,
  fits: readonly boolean[],
): number[] {
  const fitting = priced.lines.flatMap((line, index) => (fits[index] ? [{ ...line, index }] : []))
  const pieces = sum(fitting.map(({ quantity }) => quantity))
  let left = Math.floor(pieces / (buy + get)) * get
  const cuts = priced.lines.map(() => 0)
  for (const { index, unitPriceMinor, quantity } of fitting.toSorted(
    (a, b) => a.unitPriceMinor - b.unitPriceMinor || a.index - b.index,
  )) {
    const given = Math.min(left, quantity)
    cuts[index] = Math.floor((given * unitPriceMinor * bp) / 10_000)
    left -= given
  }

  return cuts
}

/** One of each, for a price of their own, as often as the basket holds them all. */
function bundled(priceMinor: number, productIds: readonly string[], { lines }: Priced): number[] {
  const piecesOf = (id: string) =>
    sum(lines.filter(({ productId }) => productId === id).map(({ quantity }) => quantity))
  const sets = Math.min(...productIds.map(piecesOf))
  const cuts = lines.map(() => 0)
  if (!Number.isFinite(sets) || sets === 0) return cuts

  // Of a product on several lines the cheapest pieces make the bundle, so that nobody loses an extra that was paid for.
  const inside = lines.map(() => 0)
  for (const id of productIds) {
    let left = sets
    const own = lines.flatMap((line, index) => (line.productId === id ? [{ ...line, index }] : []))
    for (const { index, unitPriceMinor, quantity } of own.toSorted(
      (a, b) => a.unitPriceMinor - b.unitPriceMinor || a.index - b.index,
    )) {
      const taken = Math.min(left, quantity)
      inside[index] = taken * unitPriceMinor
      left -= taken
    }
  }
  const saved = sum(inside) - sets * priceMinor

  return saved <= 0 ? cuts : splitByLargestRemainder(saved, inside)
}

/**
 * The discounts of a basket and what became of each code. Every promotion is measured against full prices, and those that
 * do not stack stand alone: the customer gets the best one of them, or all that stack together, whichever is more. So
 * neither the order of promotions nor that of codes changes the total.
 */
export function discountsFor(
  offers: readonly OfferedPromotion[],
  codes: readonly string[],
  asked: { readonly shopper: Shopper; readonly priced: Priced; readonly moment: Moment },
): {
  readonly discounts: readonly Discount[]
  readonly refused: readonly { readonly code: string; readonly reason: Refusal; readonly minimumMinor?: number }[]
} {
  const { shopper, priced, moment } = asked
  const judged = offers
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((offer) => {
      const no = whyNotFor(offer, shopper, priced, moment)
      const cut = no ? undefined : cutOf(offer, priced)
      const worth = cut ? sum(cut.lines) + cut.deliveryMinor : 0
      return { offer, cut, worth, no: no ?? (worth === 0 ? ('nothing_fits' as const) : undefined) }
    })
  const fitting = judged.filter(({ no }) => no === undefined)
  const together = bounded(
    fitting.filter(({ offer }) => offer.stacks),
    priced,
  )
  const alone = fitting
    .filter(({ offer }) => !offer.stacks)
    .map((each) => bounded([each], priced))
    .toSorted(
      (a, b) => amountOf(b) - amountOf(a) || ((a[0]?.promotionId ?? '') < (b[0]?.promotionId ?? '') ? -1 : 1),
    )[0]
  const discounts = alone && amountOf(alone) > amountOf(together) ? alone : together

  const refused = [...new Set(codes)].flatMap((code) => {
    const found = judged.find(({ offer }) => offer.code === code)
    if (!found) return [{ code, reason: 'unknown' as const }]
    if (discounts.some(({ promotionId }) => promotionId === found.offer.id)) return []
    const reason = found.no ?? 'not_combined'
    return [{ code, reason, ...(reason === 'below_minimum' && { minimumMinor: found.offer.minimumMinor }) }]
  })

  return { discounts, refused }
}

/** Makes sure that together they never take off more than there is, nor more from the vendor than he sells. */
function bounded(
  fitting: readonly { readonly offer: OfferedPromotion; readonly cut: Cut | undefined }[],
  priced: Priced,
): Discount[] {
  const lineLeft = priced.lines.map(({ totalMinor }) => totalMinor)
  let deliveryLeft = priced.deliveryFeeMinor
  let vendorLeft = priced.goodsMinor

  return fitting.flatMap(({ offer, cut }) => {
    if (!cut) return []
    const lineMinor = cut.lines.map((wanted, index) => Math.min(wanted, lineLeft[index] ?? 0))
    const deliveryWanted = Math.min(cut.deliveryMinor, deliveryLeft)
    const vendorLineMinor = shareOf(sum(lineMinor), offer.vendorShareBp)
    const vendorDeliveryWanted = shareOf(deliveryWanted, offer.vendorShareBp)
    // A vendor gives away no more than it sells; what it cannot pay of a delivery is not taken off.
    const vendorDeliveryMinor = Math.max(0, Math.min(vendorDeliveryWanted, vendorLeft - sum(lineMinor)))
    const deliveryMinor = deliveryWanted - (vendorDeliveryWanted - vendorDeliveryMinor)
    if (sum(lineMinor) + deliveryMinor === 0) return []

    lineMinor.forEach((taken, index) => (lineLeft[index] = (lineLeft[index] ?? 0) - taken))
    deliveryLeft -= deliveryMinor
    vendorLeft -= sum(lineMinor) + vendorDeliveryMinor
    const vendorLines = sum(lineMinor) === 0 ? lineMinor : splitByLargestRemainder(vendorLineMinor, lineMinor)
    return [
      {
        promotionId: offer.id,
        name: offer.name,
        code: offer.code,
        lineMinor,
        vendorLineMinor: vendorLines,
        deliveryMinor,
        vendorDeliveryMinor,
      },
    ]
  })
}

function shareOf(amountMinor: number, bp: number): number {
  return Math.floor((amountMinor * bp) / 10_000)
}

function amountOf(discounts: readonly Discount[]): number {
  return sum(discounts.map(({ lineMinor, deliveryMinor }) => sum(lineMinor) + deliveryMinor))
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
