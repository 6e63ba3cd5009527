// The facts catalog announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

/** Somebody asks to sell here. */
export const vendorApplied = defineEvent(
  'catalog.vendor_applied',
  1,
  Type.Object({ vendorId: IdOf('vendor'), name: Type.String(), accountId: IdOf('account') }),
)

/** The market has decided about a vendor. */
export const vendorReviewed = defineEvent(
  'catalog.vendor_reviewed',
  1,
  Type.Object({
    vendorId: IdOf('vendor'),
    name: Type.String(),
    approval: Type.Enum(['pending', 'approved', 'rejected']),
    reason: Type.Union([Type.String(), Type.Null()]),
  }),
)

/** A vendor's profile is new or different, or it opened or closed by hand. */
export const vendorChanged = defineEvent(
  'catalog.vendor_changed',
  1,
  Type.Object({ vendorId: IdOf('vendor'), paused: Type.Boolean() }),
)

/** A product is new, different or gone. */
export const productChanged = defineEvent(
  'catalog.product_changed',
  1,
  Type.Object({ productId: IdOf('product'), vendorId: IdOf('vendor'), removed: Type.Boolean() }),
)

/** Many products of a vendor are new or different at once. */
export const menuChanged = defineEvent('catalog.menu_changed', 1, Type.Object({ vendorId: IdOf('vendor') }))

export const categoryChanged = defineEvent('catalog.category_changed', 1, Type.Object({ categoryId: IdOf('category') }))

/** A whole town of vendors and products was added at once. */
export const townImported = defineEvent(
  'catalog.town_imported',
  1,
  Type.Object({ vendors: Type.Integer(), products: Type.Integer() }),
)
