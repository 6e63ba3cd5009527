// One of a noun of the market: a product, or a vendor with its menu.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { apiFor, findMarket, readIfAny } from '../../../../../../api/server.ts'
import type { Menu, Product } from '../../../../../../api/schema.ts'
import { menuFilterOf } from '../../../../../../store/menu-filter.tsx'
import { ProductView } from '../../../../../../store/product-view.tsx'
import { VendorView } from '../../../../../../store/vendor-view.tsx'

interface Props {
  params: Promise<{ market: string; noun: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const findProduct = cache(async (market: string, productId: string): Promise<Product | undefined> => {
  if (!/^[0-9a-f-]{36}$/.test(productId)) return undefined
  const api = await apiFor(market)
  return readIfAny(api.GET('/api/v1/products/{productId}', { params: { path: { productId } } }))
})

/** `vendorId` may be the vendor's slug. */
const findMenu = cache(async (market: string, vendorId: string): Promise<Menu | undefined> => {
  const api = await apiFor(market)
  return readIfAny(api.GET('/api/v1/vendors/{vendorId}/menu', { params: { path: { vendorId } } }))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { market: marketId, noun, id } = await params
  const market = await findMarket(marketId)
  if (noun === market?.vocabulary.product.segment) {
    const product = await findProduct(marketId, id)
    return product ? { title: product.name, ...(product.description && { description: product.description }) } : {}
  }
  if (noun === market?.vocabulary.vendor.segment) {
    const menu = await findMenu(marketId, id)
    return menu ? { title: menu.vendor.name, ...(menu.vendor.about && { description: menu.vendor.about }) } : {}
  }
  return {}
}

export default async function OnePage({ params, searchParams }: Props) {
  const [{ market: marketId, noun, id }, asked] = await Promise.all([params, searchParams])
  const market = await findMarket(marketId)
  if (noun === market?.vocabulary.product.segment) {
    const product = await findProduct(marketId, id)
    if (product) return <ProductView market={market} product={product} />
  }
  if (noun === market?.vocabulary.vendor.segment) {
    const menu = await findMenu(marketId, id)
    if (menu) {
      const reviewsAfter = typeof asked.reviews === 'string' ? asked.reviews : undefined
      return <VendorView market={market} menu={menu} filter={menuFilterOf(asked)} reviewsAfter={reviewsAfter} />
    }
  }
  notFound()
}
