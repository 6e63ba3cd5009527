// Applying to sell here: an account becomes the owner of a vendor that nobody sees until the market approves it.
import { bindSubject } from '@provender/identity'
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { hoursUnclear } from './errors.ts'
import { vendorApplied } from './events.ts'
import { closedAllWeek, isUnclear } from './hours.ts'
import { VendorDraft, type VendorProfile, profileOf } from './vendor.ts'
import { insertVendor } from './vendor-store.ts'

const { name, kind, phone, addressLine, place, ...later } = VendorDraft.properties

/** The rest of the profile can wait until after the approval; until there are hours, the vendor is closed. */
export const ApplyAsVendor = Type.Object({
  name,
  kind,
  phone,
  addressLine,
  place,
  ...Type.Partial(Type.Object(later)).properties,
})
export type ApplyAsVendor = Static<typeof ApplyAsVendor>

export async function applyAsVendor(tx: Tx, ctx: Context, input: ApplyAsVendor): Promise<VendorProfile> {
  if (ctx.actor.kind !== 'account') throw unauthenticated()
  const { accountId } = ctx.actor
  const draft = { ...modestBeginning(ctx), ...input }
  if (isUnclear(draft.hours)) throw hoursUnclear()

  const vendor = await insertVendor(tx, { ...draft, id: newId(), approval: 'pending', appliedBy: accountId })
  await usePicture(tx, ctx, { usedBy: `vendor:${vendor.id}`, picture: vendor.picture })
  await bindSubject(tx, ctx, { accountId, role: 'vendor', subjectId: vendor.id })
  await publish(tx, vendorApplied, { vendorId: vendor.id, name: vendor.name, accountId })

  return profileOf(vendor, ctx)
}

function modestBeginning(ctx: Context): Pick<VendorDraft, keyof typeof later> {
  return {
    about: null,
    hours: closedAllWeek,
    picture: 'fluent-emoji-flat:cooking',
    deliveryRadiusM: Math.min(3000, ctx.market.settings.deliveryFee.maximumDistanceM),
    preparationMinutes: 20,
    minimumBasketMinor: 0,
  }
}
