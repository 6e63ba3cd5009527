// A vendor opens or closes by hand, as when the oven breaks: until it opens again, or until a time it says.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { timePassed } from './errors.ts'
import { announceChange } from './own-profile.ts'
import type { VendorProfile } from './vendor.ts'
import { updatePaused } from './vendor-store.ts'

export const OpenVendor = Type.Object({
  open: Type.Boolean(),
  until: Type.Optional(
    Type.String({ format: 'date-time', description: 'Closing only: when it opens again by itself, within 90 days.' }),
  ),
})

const longestMs = 90 * 24 * 60 * 60 * 1000

/** Opening by hand does not open outside the hours; closing by hand without a time holds until the vendor opens again. */
export async function openVendor(
  tx: Tx,
  ctx: Context,
  { vendorId, open, until }: { vendorId: string } & Static<typeof OpenVendor>,
): Promise<VendorProfile> {
  const pausedUntil = open || until === undefined ? null : new Date(until)
  if (pausedUntil && (pausedUntil <= ctx.at || pausedUntil.getTime() > ctx.at.getTime() + longestMs)) throw timePassed()

  return announceChange(tx, ctx, await updatePaused(tx, vendorId, { paused: !open, pausedUntil }))
}
