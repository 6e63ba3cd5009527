// A rush: for a while every order takes longer, and customers are told before they order.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { vendorUnknown } from './errors.ts'
import { announceChange } from './own-profile.ts'
import { type VendorProfile, opennessOf } from './vendor.ts'
import { selectVendor, updateBusy } from './vendor-store.ts'

export const BeBusy = Type.Object({
  addedMinutes: Type.Integer({ minimum: 0, maximum: 120, description: 'To every order; 0 ends the rush.' }),
  forMinutes: Type.Integer({
    minimum: 5,
    maximum: 240,
    description: 'Then it ends by itself, at closing time at the latest.',
  }),
})

/** A rush that nobody thinks of any more must not greet tomorrow's first customer. */
export async function beBusy(
  tx: Tx,
  ctx: Context,
  { vendorId, addedMinutes, forMinutes }: { vendorId: string } & Static<typeof BeBusy>,
): Promise<VendorProfile> {
  const vendor = await selectVendor(tx, vendorId)
  if (!vendor) throw vendorUnknown()

  const { closesAt } = opennessOf(vendor, ctx.market.settings.timeZone, ctx.at)
  const ends = [ctx.at.getTime() + forMinutes * 60_000, ...(closesAt === null ? [] : [Date.parse(closesAt)])]
  const until = addedMinutes === 0 ? null : new Date(Math.min(...ends))

  return announceChange(tx, ctx, await updateBusy(tx, vendorId, { minutes: addedMinutes, until }))
}
