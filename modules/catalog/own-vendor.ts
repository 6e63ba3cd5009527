// Which vendors a caller works for: everything at the vendor desk is reached through here.
import type { Context } from '@provender/platform/context'
import { Type } from 'typebox'
import { vendorUnknown } from './errors.ts'
import { VendorId } from './vendor.ts'

/** The query of everything at the desk. */
export const deskOf = Type.Object({
  vendorId: Type.Optional(Type.Unsafe<string>({ ...VendorId, description: 'For those who work for several vendors.' })),
})

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
