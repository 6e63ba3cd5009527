// Asking riders: every delivery that waits and everybody who is free go to the dispatcher, its answers become offers.
import { type Decision, type Explanation, createDispatcher } from '@provender/dispatch'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { Errand } from '@provender/platform/jobs'
import { newId } from '@provender/platform/ids'
import { type DecisionDraft, insertDecisions } from './decision-store.ts'
import {
  type WaitingRow,
  isDispatchDue,
  lockWaitingDeliveries,
  takeDispatchTurn,
  updateWaitingReasons,
} from './delivery-store.ts'
import { offerMade } from './events.ts'
import { type Observed, minutesOf, observe } from './observe.ts'
import { type OfferDraft, expireOpenOffers, insertOffers } from './offer-store.ts'
import { straightLineM } from './place.ts'
import { lockFreeRiders } from './rider-store.ts'
import { announceClosed } from './withdraw-offers.ts'

const mostAtOnce = 500

/** One round by the clock: offers whose time has run out are closed, then whoever is next is asked. */
export async function dispatchRound({ db, open, ctx }: Errand): Promise<void> {
  if (!(await isDispatchDue(db, ctx.at))) return

  await open((tx) => expireOffers(tx, ctx))
  await open((tx) => dispatchDeliveries(tx, ctx))
}

export async function expireOffers(tx: Tx, ctx: Context): Promise<void> {
  await announceClosed(tx, await expireOpenOffers(tx, ctx.at, mostAtOnce), 'expired')
}

/** One at a time in each market: who finds another at work leaves it to him. Locks deliveries, then riders in id order. */
export async function dispatchDeliveries(tx: Tx, ctx: Context): Promise<void> {
  if (!(await takeDispatchTurn(tx))) return
  const waiting = await lockWaitingDeliveries(tx, mostAtOnce)
  if (waiting.length === 0) return

  const observed = await observe(tx, ctx, waiting)
  // A dispatcher of its own each time: what is decided depends on what is seen and on nothing that was before.
  const sent = createDispatcher()
    .decide(observed.observation)
    .filter((decision) => decision.kind === 'send')
  const drafts = await stillFree(tx, draftsFor(ctx, waiting, observed, sent))
  const offers = drafts.map((draft) => draft.offer)
  if (offers.length > 0) await insertOffers(tx, offers)
  await announceOffers(tx, offers, waiting)
  await explainWaiting(tx, ctx, { waiting, observed, drafts })
}

type Sent = Extract<Decision, { kind: 'send' }>

interface Draft {
  readonly offer: OfferDraft
  readonly decision: DecisionDraft
}

function draftsFor(ctx: Context, waiting: readonly WaitingRow[], { free }: Observed, sent: readonly Sent[]): Draft[] {
  const expiresAt = new Date(ctx.at.getTime() + ctx.market.settings.riderOfferSeconds * 1000)

  return sent.flatMap(({ riderId, taskIds, explanation }) => {
    const delivery = waiting.find((row) => row.id === taskIds[0])
    const place = free.get(riderId)
    if (!delivery || !place) return []
    const { arrivalAt, pickupAt, considered, nextBest } = explanation

    return {
      offer: {
        id: newId(),
        deliveryId: delivery.id,
        riderId,
        distanceM: Math.round(straightLineM(place, delivery.pickup)),
        explanation: sentenceFor(explanation, minutesOf(ctx.at)),
        offeredAt: ctx.at,
        expiresAt,
      },
      decision: {
        deliveryId: delivery.id,
        riderId,
        waitingReason: null,
        considered,
        arrivalAt: timeOf(arrivalAt),
        pickupAt: timeOf(pickupAt),
        nextRiderId: nextBest?.riderId ?? null,
        nextExtraSeconds: nextBest && Math.round(nextBest.extraMinutes * 60),
      },
    }
  })
}

function sentenceFor({ arrivalAt, pickupAt, considered, nextBest }: Explanation, at: number): string {
  const first = `At the vendor's in ${minutes(arrivalAt - at)}, with the food in ${minutes(pickupAt - at)}`
  if (!nextBest) return `${first}; nobody else could be asked.`

  return `${first}; the next best of ${considered} riders would have cost ${minutes(nextBest.extraMinutes)} more.`
}

function minutes(count: number): string {
  return `${count.toFixed(1)} min`
}

function timeOf(moment: number): Date {
  return new Date(Math.round(moment * 60) * 1000)
}

/** Riders who went offline while we were choosing are left out; their deliveries are looked at again next time. */
async function stillFree(tx: Tx, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  if (drafts.length === 0) return drafts
  const free = await lockFreeRiders(
    tx,
    drafts.map(({ offer }) => offer.riderId),
  )

  return drafts.filter(({ offer }) => free.has(offer.riderId))
}

/** Everything that waits says why; what is news is written down, offers always. */
async function explainWaiting(
  tx: Tx,
  ctx: Context,
  { waiting, observed, drafts }: { waiting: readonly WaitingRow[]; observed: Observed; drafts: readonly Draft[] },
): Promise<void> {
  const asked = new Set(drafts.map(({ offer }) => offer.deliveryId))
  const reasons = waiting.map((row) => ({
    deliveryId: row.id,
    before: row.waitingReason,
    reason: asked.has(row.id) ? null : (observed.reasons.get(row.id) ?? 'later'),
  }))
  const news = reasons.filter(({ reason, before }) => reason !== null && reason !== before)
  await updateWaitingReasons(tx, reasons)
  await insertDecisions(tx, ctx.at, [
    ...drafts.map(({ decision }) => decision),
    ...news.map(({ deliveryId, reason }) => ({
      deliveryId,
      riderId: null,
      waitingReason: reason,
      considered: observed.free.size,
      arrivalAt: null,
      pickupAt: null,
      nextRiderId: null,
      nextExtraSeconds: null,
    })),
  ])
}

async function announceOffers(tx: Tx, offers: readonly OfferDraft[], waiting: readonly WaitingRow[]): Promise<void> {
  const deliveries = new Map(waiting.map((delivery) => [delivery.id, delivery]))
  for (const offer of offers) {
    const delivery = deliveries.get(offer.deliveryId)
    if (!delivery) continue

    await publish(tx, offerMade, {
      offerId: offer.id,
      deliveryId: delivery.id,
      orderId: delivery.orderId,
      riderId: offer.riderId,
      orderNumber: delivery.orderNumber,
      vendorName: delivery.vendorName,
      pickup: delivery.pickup,
      approachM: offer.distanceM,
      distanceM: delivery.distanceM,
      feeMinor: delivery.feeMinor,
      collectMinor: delivery.collectMinor,
      currency: delivery.currency,
      expiresAt: offer.expiresAt.toISOString(),
    })
  }
}
