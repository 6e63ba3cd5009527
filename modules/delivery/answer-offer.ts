// A rider's answer to an offer: he takes the delivery, or lets somebody else.
import { assignRider } from '@provender/ledger'
import { type LockedOrder, isFinal, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { moveDelivery } from './delivery-state.ts'
import { type LockedDelivery, lockDelivery } from './delivery-store.ts'
import { notApproved, offerGone, offerUnknown } from './errors.ts'
import { getOwnRider } from './get-rider.ts'
import type { OfferId, OfferRecord } from './offer.ts'
import { type LockedOffer, lockOffer, selectOffer, updateOfferState } from './offer-store.ts'
import { type LockedRider, lockRider } from './rider-store.ts'
import { announceClosed } from './withdraw-offers.ts'

/**
 * Only the rider who was asked can accept, and only once: whatever races, one assignment comes out. A second tap
 * answers what the first one did. Locks in the order of the house: order, delivery, rider, offer, then the ledger.
 */
export async function acceptOffer(tx: Tx, ctx: Context, { offerId }: { offerId: OfferId }): Promise<LockedDelivery> {
  const asked = await getOwnOffer(tx, ctx, offerId)
  const order = await lockOrder(tx, asked.orderId)
  const delivery = await lockDelivery(tx, asked.deliveryId)
  const rider = await lockRider(tx, asked.riderId)
  const offer = await lockOffer(tx, offerId)
  if (offer.state === 'accepted' && delivery.riderId === rider.id) return delivery
  const no = whyNotAccept({ order, delivery, rider, offer, at: ctx.at })
  if (no) throw no

  await updateOfferState(tx, { offerId, state: 'accepted', at: ctx.at })
  await announceClosed(tx, [{ offerId, deliveryId: delivery.id, riderId: rider.id }], 'accepted')
  const assigned = await moveDelivery(tx, ctx, delivery, { to: 'assigned', rider, by: 'rider' })
  // He will be paid for it. With a cash order he will hold the money too, so his limit is asked once more, exactly.
  await assignRider(tx, ctx, { orderId: order.id, riderId: rider.id })

  return assigned
}

interface Answering {
  readonly order: LockedOrder
  readonly delivery: LockedDelivery
  readonly rider: LockedRider
  readonly offer: LockedOffer
  readonly at: Date
}

function whyNotAccept({ order, delivery, rider, offer, at }: Answering): DomainError | undefined {
  if (offer.state !== 'open' || at >= offer.expiresAt) return offerGone({ state: stateAt(offer, at) })
  if (isFinal(order.state) || delivery.state !== 'waiting') return offerGone({ state: 'withdrawn' })
  if (rider.approval !== 'approved') return notApproved({ approval: rider.approval, reason: rider.approvalReason })

  return undefined
}

/** An offer that nobody has closed yet is over all the same when its time has run out. */
function stateAt(offer: OfferRecord, at: Date): OfferRecord['state'] {
  return offer.state === 'open' && at >= offer.expiresAt ? 'expired' : offer.state
}

/** Somebody else is asked at once. Declining what is over anyway changes nothing. */
export async function declineOffer(tx: Tx, ctx: Context, { offerId }: { offerId: OfferId }): Promise<OfferRecord> {
  await getOwnOffer(tx, ctx, offerId)
  const offer = await lockOffer(tx, offerId)
  if (offer.state === 'accepted') throw offerGone({ state: offer.state })
  if (offer.state !== 'open') return offer

  await updateOfferState(tx, { offerId, state: 'declined', at: ctx.at })
  await announceClosed(tx, [{ offerId, deliveryId: offer.deliveryId, riderId: offer.riderId }], 'declined')

  return { ...offer, state: 'declined' }
}

/** Somebody else's offer and one that never was look the same: unknown. */
async function getOwnOffer(tx: Tx, ctx: Context, offerId: OfferId): Promise<OfferRecord> {
  const rider = await getOwnRider(tx, ctx)
  const offer = await selectOffer(tx, offerId)
  if (!offer || offer.riderId !== rider.id) throw offerUnknown()

  return offer
}
