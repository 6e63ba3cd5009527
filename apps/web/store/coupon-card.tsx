// A code for something off: typed at checkout, and told plainly when it does nothing.
'use client'
import { Tag, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Quote } from '../api/schema.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { formatMoney } from '../ui/money-format.ts'

const reasons = [
  'unknown',
  'ended',
  'not_yet',
  'exhausted',
  'sign_in',
  'used_before',
  'not_for_you',
  'not_now',
  'below_minimum',
  'no_delivery',
  'nothing_fits',
  'not_combined',
] as const

export function CouponCard({
  coupon,
  quote,
  onCoupon,
}: {
  /** What is asked for now; empty for nothing. */
  coupon: string
  quote: Quote | null
  onCoupon: (coupon: string) => void
}) {
  const t = useTranslations('prices.coupon')
  const why = useRefusal(quote?.currency ?? 'EUR')
  const [typed, setTyped] = useState(coupon)
  const refused = quote?.refusedCoupons.find(({ code }) => code === coupon.toUpperCase())
  const counts = coupon !== '' && quote !== null && !refused
  const use = () => onCoupon(typed.trim())
  return (
    <Card>
      <h2 className="mb-4 text-xl">{t('title')}</h2>
      {counts ? (
        <div className="flex min-h-12 items-center justify-between gap-3 rounded-control bg-good-soft px-4 text-good">
          <p className="flex items-center gap-2 font-semibold">
            <Tag aria-hidden className="size-5" /> {t('counts', { code: coupon.toUpperCase() })}
          </p>
          <IconButton
            label={t('remove')}
            onClick={() => {
              setTyped('')
              onCoupon('')
            }}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ) : (
        <div className="flex flex-wrap items-start gap-3">
          <Input
            className="min-w-48 flex-1"
            label={t('label')}
            value={typed}
            maxLength={24}
            autoCapitalize="characters"
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value.replace(/[^A-Za-z0-9]/g, ''))}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              if (typed.length >= 3) use()
            }}
            error={refused && why(refused)}
          />
          <Button look="secondary" className="mt-7" disabled={typed.length < 3} onClick={use}>
            {t('use')}
          </Button>
        </div>
      )}
    </Card>
  )
}

/** Why a code does nothing, and what would help. */
function useRefusal(currency: string): (refused: Quote['refusedCoupons'][number]) => string {
  const t = useTranslations('prices.coupon')
  const language = useLocale()
  return ({ reason, minimumMinor }) => {
    const known = reasons.find((each) => each === reason)
    if (!known) return t('refused')
    return known === 'below_minimum'
      ? t('why.below_minimum', { amount: formatMoney({ minor: minimumMinor ?? 0, currency }, language) })
      : t(`why.${known}`)
  }
}
