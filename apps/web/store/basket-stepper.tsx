// How many of one product are in the basket, to be changed wherever the product is shown.
'use client'
import { useLocale } from 'next-intl'
import type { Product } from '../api/schema.ts'
import { amountText } from '../ui/amount.ts'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { useBasket } from './basket.tsx'

export function BasketStepper({
  product,
  initial,
  compact = false,
}: {
  product: Pick<Product, 'id' | 'name' | 'available' | 'measure'> & { vendorId: string }
  /** As the server knew it when the page was made. */
  initial: number
  compact?: boolean
}) {
  const basket = useBasket()
  const language = useLocale()
  const count = basket.quantityOf(product.id) ?? initial
  const { measure } = product
  const most = measure?.most ?? 99
  return (
    <QuantityStepper
      compact={compact}
      name={product.name}
      count={count}
      max={Math.min(most, Math.max(product.available ?? most, count))}
      {...(measure && { step: measure.step, min: measure.least, text: amountText(count, measure, language) })}
      onChange={(quantity) =>
        basket.change({
          productId: product.id,
          vendorId: product.vendorId,
          quantity,
          before: count,
          measured: measure !== null,
        })
      }
    />
  )
}
