// Offers that run now, on the storefront: what one gets, for whom, and the code to give.
import { Tag } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Offer } from '../api/schema.ts'
import { formatMoney } from '../ui/money-format.ts'

export function OfferStrip({ offers, currency }: { offers: readonly Offer[]; currency: string }) {
  const t = useTranslations('prices.offers')
  const sayOf = useOfferWords(currency)
  if (offers.length === 0) return null
  return (
    <section aria-label={t('title')} className="page-width py-4">
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {offers.map((offer) => (
          <li
            key={offer.id}
            className="flex items-start gap-4 rounded-card bg-highlight p-5 text-on-highlight [&_a]:underline"
          >
            <Tag aria-hidden className="mt-1 size-6 shrink-0" />
            <div className="min-w-0">
              <p className="text-lg leading-snug font-bold [overflow-wrap:anywhere]">{offer.name}</p>
              <p className="mt-0.5">{sayOf(offer)}</p>
              {offer.code && (
                <p className="mt-2">
                  {t('code')}{' '}
                  <span className="rounded-lg border-2 border-dashed border-current px-2 py-0.5 font-mono font-bold tracking-wide">
                    {offer.code}
                  </span>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useOfferWords(currency: string): (offer: Offer) => string {
  const t = useTranslations('prices.offers')
  const language = useLocale()
  const money = (minor: number) => formatMoney({ minor, currency }, language)
  const percent = (bp: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(bp / 10_000)
  return ({ kind, terms, audience, minimumMinor, endsAt }) => {
    const what = {
      percentage: () => t('percentage', { rate: percent(terms.bp ?? 0) }),
      fixed: () => t('fixed', { amount: money(terms.amountMinor ?? 0) }),
      free_delivery: () => t('free_delivery'),
      buy_x_get_y: () => t('buy_x_get_y', { buy: terms.buy ?? 1, get: terms.get ?? 1 }),
      bundle: () => t('bundle', { amount: money(terms.priceMinor ?? 0) }),
    }[kind]()
    const conditions = [
      audience === 'new' && t('forNew'),
      audience === 'lapsed' && t('forLapsed'),
      audience === 'near' && t('forNear'),
      minimumMinor > 0 && t('from', { amount: money(minimumMinor) }),
      endsAt && t('until', { date: new Date(endsAt).toLocaleDateString(language, { day: 'numeric', month: 'long' }) }),
    ]
    return [what, ...conditions].filter(Boolean).join(' · ')
  }
}
