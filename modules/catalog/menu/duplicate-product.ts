// A second product like the first: off the menu until its vendor has made it what it is to be.
import type { LocalText } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { addProduct } from '../add-product.ts'
import { getOwnProduct } from '../own-products.ts'
import type { VendorProduct } from '../product.ts'

/** Its options come along under ids of their own; what lies on the shelf does not. */
export async function duplicateProduct(tx: Tx, ctx: Context, productId: string): Promise<VendorProduct> {
  const {
    id: _id,
    slug: _slug,
    vendorId,
    reserved: _,
    available: __,
    ...product
  } = await getOwnProduct(tx, ctx, productId)
  const optionGroups = product.optionGroups.map(({ id: _group, options, ...group }) => ({
    ...group,
    options: options.map(({ id: _option, available: _left, onHand, ...option }) => ({
      ...option,
      ...(option.productId === null && onHand !== null && { onHand: 0 }),
    })),
  }))

  return addProduct(tx, ctx, {
    vendorId,
    draft: {
      ...product,
      name: copyOf(product.name),
      optionGroups,
      listed: false,
      onHand: product.onHand === null ? null : 0,
    },
  })
}

/** As long as a name may be, the end of it making room. */
function copyOf({ en, fr }: LocalText): LocalText {
  const marked = (name: string, mark: string) => `${name.slice(0, 120 - mark.length - 3)} (${mark})`

  return { en: marked(en, 'copy'), ...(fr !== undefined && { fr: marked(fr, 'copie') }) }
}
