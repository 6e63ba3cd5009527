// Many prices at once by one rule: looked at first, and then written exactly as they were looked at.
import { textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publishAll } from '@provender/platform/events'
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { priceImpossible, pricesMoved } from '../errors.ts'
import { productChanged } from '../events.ts'
import type { OptionGroupRecord } from '../option.ts'
import { ProductId } from '../product.ts'
import { Slug } from '../vendor.ts'
import { type PricedProduct, lockProducts, updatePrices } from './menu-store.ts'
import { RepriceRule, repriced } from './reprice.ts'

/** Which of the vendor's products; all of them when nothing is said. */
export const which = {
  productIds: Type.Optional(Type.Array(ProductId, { minItems: 1, maxItems: 2000, uniqueItems: true })),
  category: Type.Optional(Slug),
}

export const ChangePrices = Type.Object({
  ...which,
  rule: RepriceRule,
  agreed: Type.Optional(
    Type.String({ maxLength: 64, description: '`agreement` of the preview. Left out: only a preview.' }),
  ),
})

export const PriceChanges = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        productId: ProductId,
        name: Type.String(),
        beforeMinor: Type.Integer(),
        afterMinor: Type.Union([Type.Integer(), Type.Null()], { description: 'null: it would not be a price.' }),
      }),
    ),
    agreement: Type.String({ description: 'Names exactly these changes; give it back as `agreed` to make them.' }),
    applied: Type.Boolean(),
  },
  { title: 'PriceChanges' },
)

/** Sizes have prices of their own and move with their product; what is chosen on top stays. */
export async function changePrices(
  tx: Tx,
  ctx: Context,
  { vendorId, rule, agreed, ...chosen }: { vendorId: string } & Static<typeof ChangePrices>,
): Promise<Static<typeof PriceChanges>> {
  const products = await lockProducts(tx, { vendorId, ...chosen })
  const changes = products.map((product) => changeOf(product, rule))
  const items = changes.map(({ product, after }) => ({
    productId: product.id,
    name: textIn(product.name, ctx.language),
    beforeMinor: product.priceMinor,
    afterMinor: after?.priceMinor ?? null,
  }))
  const agreement = createHash('sha256')
    .update(JSON.stringify(changes.map(({ product, after }) => [product, after])))
    .digest('base64url')
  if (agreed === undefined) return { items, agreement, applied: false }
  if (agreed !== agreement) throw pricesMoved()
  const impossible = items.filter(({ afterMinor }) => afterMinor === null)
  if (impossible.length > 0) throw priceImpossible({ productIds: impossible.map(({ productId }) => productId) })

  const written = changes.flatMap(({ product, after }) => (after ? [{ id: product.id, ...after }] : []))
  await updatePrices(tx, written)
  await publishAll(
    tx,
    productChanged,
    written.map(({ id }) => ({ productId: id, vendorId, removed: false })),
  )
  return { items, agreement, applied: true }
}

interface Repriced {
  readonly priceMinor: number
  readonly optionGroups: readonly OptionGroupRecord[]
}

function changeOf(product: PricedProduct, rule: RepriceRule): { product: PricedProduct; after: Repriced | undefined } {
  const sizes = product.optionGroups.find(({ kind }) => kind === 'size')
  if (!sizes) {
    const priceMinor = repriced(product.priceMinor, rule)
    return { product, after: priceMinor === undefined ? undefined : { priceMinor, optionGroups: product.optionGroups } }
  }

  const options = sizes.options.map((size) => ({ size, priceMinor: repriced(size.priceMinor, rule) }))
  const possible = options.flatMap(({ size, priceMinor }) =>
    priceMinor === undefined ? [] : [{ ...size, priceMinor }],
  )
  if (possible.length < options.length) return { product, after: undefined }
  const offered = possible.filter(({ listed }) => listed)
  const cheapest = Math.min(...(offered.length > 0 ? offered : possible).map(({ priceMinor }) => priceMinor))
  const optionGroups = product.optionGroups.map((group) => (group === sizes ? { ...sizes, options: possible } : group))

  return { product, after: { priceMinor: cheapest, optionGroups } }
}
