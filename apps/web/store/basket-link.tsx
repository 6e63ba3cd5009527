// The ways to the basket: from the header of every page, and from the foot of a menu once something is in it.
'use client'
import { ArrowRight, ShoppingBasket } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { buttonClass } from '../ui/button.tsx'
import { useBasket } from './basket.tsx'

export function BasketLink({ href }: { href: string }) {
  const t = useTranslations('shell')
  const { count } = useBasket()
  return (
    <Link
      href={href}
      className="ml-1.5 inline-flex min-h-11 items-center gap-2 rounded-full bg-accent px-4 font-semibold text-on-accent hover:brightness-95"
    >
      <ShoppingBasket aria-hidden className="size-5" />
      <span className="sr-only">{t('basketCount', { count })}</span>
      <span aria-hidden className="tabular">
        {count}
      </span>
    </Link>
  )
}

/** Keeps the way to checking out in reach of a thumb, without covering the last products. */
export function BasketBar({ href, vendorId }: { href: string; vendorId: string }) {
  const t = useTranslations('store.basket')
  const count = useBasket().countAt(vendorId)
  if (count === 0) return null
  return (
    <div className="pointer-events-none sticky bottom-0 z-20 mt-4 bg-linear-to-t from-paper via-paper/85 to-transparent pt-8 pb-[max(1rem,env(safe-area-inset-bottom))]">
      <div className="page-width flex justify-center">
        <Link
          href={href}
          className={buttonClass(
            { size: 'large' },
            'pointer-events-auto w-full max-w-lg justify-between! shadow-float',
          )}
        >
          <span className="tabular grid min-w-8 place-items-center rounded-full bg-on-accent px-2 text-accent">
            {count}
          </span>
          {t('toBasket')}
          <ArrowRight aria-hidden className="size-5" />
        </Link>
      </div>
    </div>
  )
}
