// Taking back what is still being asked: the order is off, or the rider has gone.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { offerClosed } from './events.ts'
import { type ClosedOffer, withdrawOffers } from './offer-store.ts'

export async function withdrawDeliveryOffers(tx: Tx, ctx: Context, deliveryId: string): Promise<void> {
  await announceClosed(tx, await withdrawOffers(tx, { deliveryId }, ctx.at), 'withdrawn')
}

export async function withdrawRiderOffers(tx: Tx, ctx: Context, riderId: string): Promise<void> {
  await announceClosed(tx, await withdrawOffers(tx, { riderId }, ctx.at), 'withdrawn')
}

/** Tells the riders' screens, and the dispatcher that he may look again. */
export async function announceClosed(
  tx: Tx,
  offers: readonly ClosedOffer[],
  state: 'accepted' | 'declined' | 'expired' | 'withdrawn',
): Promise<void> {
  for (const { offerId, deliveryId, riderId } of offers) {
    await publish(tx, offerClosed, { offerId, deliveryId, riderId, state })
  }
}
