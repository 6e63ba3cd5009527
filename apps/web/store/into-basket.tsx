// The way into the basket from a shelf: a stepper, or the way to the choices of what has some.
'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { MarketSettings, Product } from '../api/schema.ts'
import { productPath } from '../ui/paths.ts'
import { useBasket } from './basket.tsx'
import { BasketStepper } from './basket-stepper.tsx'

export function IntoBasket({
  market,
  product,
  quantity,
}: {
  market: MarketSettings
  product: Product
  /** As the server knew it when the page was made. */
  quantity: number
}) {
  const t = useTranslations('products')
  const basket = useBasket()
  if (product.optionGroups.length === 0) {
    return <BasketStepper compact initial={quantity} product={{ ...product, vendorId: product.vendor.id }} />
  }

  const count = basket.quantityOf(product.id) ?? quantity
  return (
    <Link
      href={productPath(market, product.id)}
      aria-label={t('chooseFor', { name: product.name })}
      className="grid size-11 place-items-center rounded-full bg-accent font-bold text-on-accent shadow-lift transition hover:brightness-95 active:scale-95"
    >
      {count > 0 ? <span className="tabular">{count}</span> : <Plus aria-hidden className="size-5" strokeWidth={2.5} />}
    </Link>
  )
}
