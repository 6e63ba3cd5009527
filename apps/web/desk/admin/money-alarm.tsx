// The books contradict themselves: said on every page of the console until they do not.
'use client'
import { OctagonAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { adminPath } from '../../ui/paths.ts'
import { useDesk } from '../desk-context.tsx'
import { useMoneyAlarm } from './use-reconciliation.ts'

export function MoneyAlarm() {
  const t = useTranslations('payments.books')
  const { market } = useDesk()
  const alarm = useMoneyAlarm()
  if (!alarm.data || alarm.data.violations === 0) return null

  return (
    <div role="alert" className="mb-6 flex flex-wrap items-center gap-4 rounded-card bg-bad-soft px-5 py-4 text-bad">
      <OctagonAlert aria-hidden className="size-7 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t('broken', { count: alarm.data.violations })}</p>
        <p className="text-sm break-words">{alarm.data.first}</p>
      </div>
      <Link href={adminPath(market, 'ledger')} className="inline-flex min-h-11 items-center font-semibold underline">
        {t('toLedger')}
      </Link>
    </div>
  )
}
