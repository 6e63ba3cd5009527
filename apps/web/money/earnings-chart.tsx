// Earnings as bars, with the same figures as words for whoever does not see them.
'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useDesk } from '../desk/desk-context.tsx'
import { Card } from '../ui/card.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { ErrorState } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type EarningsPeriod, type EarningsUnit, type Side, useEarnings } from './money-calls.ts'

const units = ['day', 'week', 'month'] as const

export function EarningsChart({ side }: { side: Side }) {
  const t = useTranslations('money.desk')
  return (
    <Card>
      <h2 className="mb-4 text-xl">{t('earned')}</h2>
      <Tabs
        label={t('earned')}
        defaultValue="day"
        tabs={units.map((unit) => ({ value: unit, label: t(`by.${unit}`), content: <Bars side={side} by={unit} /> }))}
      />
    </Card>
  )
}

function Bars({ side, by }: { side: Side; by: EarningsUnit }) {
  const t = useTranslations('money.desk')
  const { market } = useDesk()
  const language = useLocale()
  const earnings = useEarnings(side, by)
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const short = new Intl.NumberFormat(language, { notation: 'compact' })
  const items = earnings.data?.items ?? []
  const total = (part: keyof EarningsPeriod) => items.reduce((sum, each) => sum + Number(each[part]), 0)
  const label = (period: string) =>
    new Intl.DateTimeFormat(language, {
      timeZone: 'UTC',
      ...(by === 'month' ? { month: 'short' } : { day: 'numeric', month: 'short' }),
    }).format(new Date(`${period}T00:00:00Z`))
  return (
    <div className="pt-4">
      {earnings.isPending ? (
        <Skeleton className="h-56" />
      ) : !earnings.data ? (
        <ErrorState error={earnings.error} retry={() => void earnings.refetch()} />
      ) : items.length === 0 ? (
        <p className="py-10 text-center text-muted">{t('earnedNone')}</p>
      ) : (
        <>
          <div aria-hidden className="h-56">
            <ResponsiveContainer width="100%" height="100%">
              <BarChart
                data={items.map((each) => ({ ...each, name: label(each.period) }))}
                margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
              >
                <CartesianGrid vertical={false} stroke="var(--pv-line)" />
                <XAxis
                  dataKey="name"
                  tickLine={false}
                  axisLine={false}
                  tick={{ fill: 'var(--pv-muted)', fontSize: 12 }}
                />
                <YAxis
                  width={56}
                  tickLine={false}
                  axisLine={false}
                  tick={{ fill: 'var(--pv-muted)', fontSize: 12 }}
                  tickFormatter={(minor: number) => short.format(minor / 10 ** market.currencyDecimals)}
                />
                <Bar
                  dataKey="totalMinor"
                  fill="var(--pv-accent)"
                  radius={[6, 6, 0, 0]}
                  maxBarSize={48}
                  isAnimationActive={false}
                />
              </BarChart>
            </ResponsiveContainer>
          </div>
          <table className="sr-only">
            <caption>{t('chart', { unit: t(`unit.${by}`) })}</caption>
            <tbody>
              {items.map((each) => (
                <tr key={each.period}>
                  <th scope="row">{label(each.period)}</th>
                  <td>{money(each.totalMinor)}</td>
                  <td>{t('orders', { count: each.orders })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="mt-4 border-t border-line pt-4">
            <p className="flex items-baseline justify-between gap-4 font-semibold">
              {t('sum')} <span className="font-display text-2xl">{money(total('totalMinor'))}</span>
            </p>
            <p className="mt-1 text-sm text-muted">
              {[
                t('orders', { count: total('orders') }),
                ...(total('commissionMinor') > 0 ? [t('commission', { amount: money(total('commissionMinor')) })] : []),
                ...(total('tipsMinor') > 0 ? [t('tips', { amount: money(total('tipsMinor')) })] : []),
                ...(total('refundsMinor') < 0 ? [t('refunds', { amount: money(-total('refundsMinor')) })] : []),
              ].join(' · ')}
            </p>
          </div>
        </>
      )}
    </div>
  )
}
