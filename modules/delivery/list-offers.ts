// What a rider is being asked right now.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type } from 'typebox'
import { getOwnRider } from './get-rider.ts'
import { Offer, offerReply } from './offer.ts'
import { selectOpenOffers } from './offer-store.ts'

export const OfferList = Type.Object({ items: Type.Array(Offer) }, { title: 'OfferList' })

/** An offer whose time has run out is not shown, whether or not anybody has closed it yet. */
export async function listOffers(db: Db, ctx: Context): Promise<{ items: Offer[] }> {
  const rider = await getOwnRider(db, ctx)
  const offers = await selectOpenOffers(db, rider.id, ctx.at)

  return { items: offers.map(offerReply) }
}
