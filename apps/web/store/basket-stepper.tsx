// How many of one product are in the basket, to be changed wherever the product is shown.
'use client'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { useBasket } from './basket.tsx'

export function BasketStepper({
  product,
  initial,
  compact = false,
}: {
  product: { id: string; name: string; vendorId: string; available: number | null }
  /** As the server knew it when the page was made. */
  initial: number
  compact?: boolean
}) {
  const basket = useBasket()
  const count = basket.quantityOf(product.id) ?? initial
  return (
    <QuantityStepper
      compact={compact}
      name={product.name}
      count={count}
      max={Math.min(99, Math.max(product.available ?? 99, count))}
      onChange={(quantity) =>
        basket.change({ productId: product.id, vendorId: product.vendorId, quantity, before: count })
      }
    />
  )
}
