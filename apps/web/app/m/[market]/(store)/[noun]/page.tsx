// Everything there is of one noun of the market: all its products, or all its vendors.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { findMarket } from '../../../../../api/server.ts'
import { capital } from '../../../../../desk/words.ts'
import { ProductList } from '../../../../../store/product-list.tsx'
import { VendorList } from '../../../../../store/vendor-list.tsx'

interface Props {
  params: Promise<{ market: string; noun: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { market: id, noun } = await params
  const market = await findMarket(id)
  const word = market && [market.vocabulary.product, market.vocabulary.vendor].find(({ segment }) => segment === noun)
  return word ? { title: capital(word.plural) } : {}
}

export default async function NounPage({ params, searchParams }: Props) {
  const [{ market: id, noun }, asked] = await Promise.all([params, searchParams])
  const market = await findMarket(id)
  if (!market) notFound()
  const one = (name: string) => (typeof asked[name] === 'string' ? asked[name] : undefined)
  const filter = { category: one('category'), after: one('after'), open: one('open') === 'true' }

  if (noun === market.vocabulary.product.segment) return <ProductList market={market} filter={filter} />
  if (noun === market.vocabulary.vendor.segment) return <VendorList market={market} filter={filter} />
  notFound()
}
