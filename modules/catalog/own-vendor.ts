// Which vendors a caller works for: everything at the vendor desk is reached through here.
import type { Context } from '@provender/platform/context'
import { vendorUnknown } from './errors.ts'

/** The vendor meant: the one named, if the caller works for it, else the caller's first. */
export function ownVendorId(ctx: Context, wanted?: string): string {
  const own = ownVendorIds(ctx)
  const vendorId = wanted === undefined ? own[0] : own.find((id) => id === wanted)
  if (vendorId === undefined) throw vendorUnknown()

  return vendorId
}

export function ownVendorIds(ctx: Context): readonly string[] {
  return ctx.actor.kind === 'account' ? ctx.actor.vendorIds : []
}
