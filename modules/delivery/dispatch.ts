// Asking riders: every delivery that waits and everybody who is free go to the dispatcher, its answers become offers.
import { getBalance } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { Errand } from '@provender/platform/jobs'
import { newId } from '@provender/platform/ids'
import { type Decision, type Dispatcher, type FreeRider, type WaitingDelivery, nearestRider } from './dispatcher.ts'
import {
  type WaitingRow,
  isDispatchDue,
  lockWaitingDeliveries,
  takeDispatchTurn,
  updateWaitingReasons,
} from './delivery-store.ts'
import { offerMade } from './events.ts'
import { type OfferDraft, expireOpenOffers, insertOffers } from './offer-store.ts'
import { straightLineM } from './place.ts'
import { lockFreeRiders, selectFreeRiders } from './rider-store.ts'
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
export async function dispatchDeliveries(tx: Tx, ctx: Context, dispatcher: Dispatcher = nearestRider): Promise<void> {
  if (!(await takeDispatchTurn(tx))) return
  const waiting = await lockWaitingDeliveries(tx, mostAtOnce)
  if (waiting.length === 0) return

  const decisions = dispatcher.choose({
    at: ctx.at,
    deliveries: waiting.map(waitingDelivery),
    riders: await observeRiders(tx, ctx, waiting),
    searchRadiusM: ctx.market.settings.riderSearchRadiusM,
  })
  const offers = await offersFor(tx, ctx, decisions)
  if (offers.length > 0) await insertOffers(tx, offers)
  await announceOffers(tx, offers, waiting)
  await updateWaitingReasons(tx, decisions.map(reasonOf))
}

function waitingDelivery(row: WaitingRow): WaitingDelivery {
  const { id, pickup, dropoff, requestedAt, readyAt, collectMinor, refusals } = row

  return {
    id,
    pickup,
    dropoff: dropoff.place,
    requestedAt,
    readyAt,
    collectMinor,
    refusals: refusals.map(({ riderId, times, lastAt }) => ({ riderId, times, lastAt: new Date(lastAt) })),
  }
}

/** Everybody who is free. How much cash he may still hold is looked up for those a cash order could be offered to. */
async function observeRiders(db: Db, ctx: Context, waiting: readonly WaitingRow[]): Promise<FreeRider[]> {
  const { riderSearchRadiusM } = ctx.market.settings
  const cashPickups = waiting.filter((each) => each.collectMinor > 0).map((each) => each.pickup)
  const free: FreeRider[] = []
  // One after the other: inside a transaction a late answer must not outlive it.
  for (const { id, vehicle, ...place } of await selectFreeRiders(db)) {
    const near = cashPickups.some((pickup) => straightLineM(place, pickup) <= riderSearchRadiusM)
    free.push({ id, place, vehicle, cashRoomMinor: near ? await cashRoomOf(db, ctx, id) : 0 })
  }

  return free
}

async function cashRoomOf(db: Db, ctx: Context, riderId: string): Promise<number> {
  const { currency, riderCashLimitMinor } = ctx.market.settings
  const account = { ownerKind: 'rider', ownerId: riderId, kind: 'cash_in_hand', currency } as const

  return riderCashLimitMinor + (await getBalance(db, ctx, account))
}

/** Riders who went offline while we were choosing are left out; their deliveries are looked at again next time. */
async function offersFor(tx: Tx, ctx: Context, decisions: readonly Decision[]): Promise<OfferDraft[]> {
  const chosen = decisions.filter((decision) => decision.kind === 'offer')
  if (chosen.length === 0) return []

  const stillFree = await lockFreeRiders(
    tx,
    chosen.map((decision) => decision.riderId),
  )
  const expiresAt = new Date(ctx.at.getTime() + ctx.market.settings.riderOfferSeconds * 1000)
  return chosen
    .filter((decision) => stillFree.has(decision.riderId))
    .map(({ deliveryId, riderId, distanceM, explanation }) => ({
      id: newId(),
      deliveryId,
      riderId,
      distanceM,
      explanation,
      offeredAt: ctx.at,
      expiresAt,
    }))
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

function reasonOf(decision: Decision) {
  return { deliveryId: decision.deliveryId, reason: decision.kind === 'wait' ? decision.reason : null }
}
