// The books as they stood at the end of each day.
'use client'
import { useTranslations } from 'next-intl'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Money } from '../../ui/money.tsx'
import type { DayClose } from '../answers.ts'
import { useCloses } from './use-reconciliation.ts'

export function DayCloses() {
  const t = useTranslations('payments.books')
  const closes = useCloses()
  const items = closes.data?.items ?? []
  return (
    <section aria-labelledby="closes" className="mt-10">
      <h2 id="closes" className="mb-3 text-xl">
        {t('closes')}
      </h2>
      {items.length === 0 ? (
        <Card>
          <p className="text-muted">{t('noCloses')}</p>
        </Card>
      ) : (
        <div className="space-y-3">
          {items.map((close, index) => (
            <Close key={close.day} close={close} open={index === 0} />
          ))}
        </div>
      )}
    </section>
  )
}

function Close({ close, open }: { close: DayClose; open: boolean }) {
  const t = useTranslations('payments.books')
  const owners = useTranslations('admin.books.owner')
  const kinds = useTranslations('admin.books.kind')
  const ownerOf = (name: string) => (owners.has(name as 'customer') ? owners(name as 'customer') : name)
  const kindOf = (name: string) => (kinds.has(name as 'wallet') ? kinds(name as 'wallet') : name)
  return (
    <Card snug>
      <details open={open} className="px-5 py-2">
        <summary className="flex min-h-11 items-center justify-between gap-4 font-semibold">
          <span className="tabular">{close.day}</span>
          <Badge tone={close.violations > 0 ? 'bad' : 'good'}>
            {close.violations > 0 ? t('broken', { count: close.violations }) : t('sound')}
          </Badge>
        </summary>
        <div className="grid gap-6 py-4 md:grid-cols-2">
          <div>
            <h3 className="mb-2 font-semibold">{t('trial')}</h3>
            <dl className="divide-y divide-line">
              {close.trialBalance.map((line) => (
                <div
                  key={`${line.ownerKind} ${line.kind} ${line.currency}`}
                  className="flex justify-between gap-4 py-1.5"
                >
                  <dt className="text-muted">
                    {ownerOf(line.ownerKind)}: {kindOf(line.kind)}
                  </dt>
                  <dd className="tabular">
                    <Money minor={line.balanceMinor} currency={line.currency} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
          <div>
            <h3 className="mb-2 font-semibold">{t('escrow')}</h3>
            {close.escrowAges.length === 0 ? (
              <p className="text-muted">{t('noEscrow')}</p>
            ) : (
              <dl className="divide-y divide-line">
                {close.escrowAges.map((age) => (
                  <div key={`${age.days} ${age.currency}`} className="flex justify-between gap-4 py-1.5">
                    <dt className="text-muted">{t('age', { days: age.days, count: age.orders })}</dt>
                    <dd className="tabular">
                      <Money minor={age.amountMinor} currency={age.currency} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </div>
      </details>
    </Card>
  )
}
