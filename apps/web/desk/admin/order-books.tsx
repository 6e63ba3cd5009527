// The money of one order: each account as a T, each transfer with its sum, which is always nothing.
'use client'
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '../../ui/card.tsx'
import { Money } from '../../ui/money.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import type { OrderLedger } from '../answers.ts'
import { useClock } from '../clock.ts'
import { sumOf, tAccountsOf, transfersOf, type TAccount, type TransferSheet } from './books.ts'
import { useOrderLedger } from './use-console.ts'

export function OrderBooks({ orderId }: { orderId: string }) {
  const t = useTranslations('admin.books')
  const ledger = useOrderLedger(orderId)
  if (ledger.isPending) return <Skeleton className="mt-8 h-80 rounded-card!" />
  if (ledger.isError) return <ErrorState error={ledger.error} retry={() => void ledger.refetch()} />
  if (!ledger.data) return null

  const { funds, entries } = ledger.data
  return (
    <section aria-labelledby="books" className="mt-8">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id="books" className="text-section">
            {t('title')}
          </h2>
          {entries.length > 0 && <p className="mt-1 text-muted">{t(`funds.${funds.state}`)}</p>}
        </div>
        {entries.length > 0 && <SumMark minor={sumOf(entries)} currency={funds.currency} />}
      </div>
      {entries.length === 0 ? (
        <Card>
          <p className="text-muted">{t('none')}</p>
        </Card>
      ) : (
        <>
          <div className="grid gap-4 md:grid-cols-2">
            {tAccountsOf(ledger.data).map((each) => (
              <TAccountCard key={each.account.id} t={each} />
            ))}
          </div>
          <h3 className="mt-8 mb-3 text-lg">{t('transfers')}</h3>
          <div className="space-y-4">
            {transfersOf(ledger.data).map((sheet) => (
              <TransferTable key={sheet.id} sheet={sheet} currency={funds.currency} />
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function useAccountName(): (account: OrderLedger['accounts'][number]) => string {
  const t = useTranslations('admin.books')
  return ({ ownerKind, ownerName, kind }) => `${ownerName ?? t(`owner.${ownerKind}`)}, ${t(`kind.${kind}`)}`
}

/** Debits on the left, credits on the right, as it has been drawn since Venice. */
function TAccountCard({ t: { account, credits, debits, sumMinor } }: { t: TAccount }) {
  const t = useTranslations('admin.books')
  const nameOf = useAccountName()
  const sides = [
    { key: 'debit', title: t('debit'), entries: debits },
    { key: 'credit', title: t('credit'), entries: credits },
  ]
  return (
    <Card snug className="flex flex-col">
      <h3 className="border-b-2 border-ink px-4 py-3 text-center text-base font-bold first-letter:uppercase">
        {nameOf(account)}
      </h3>
      <div className="grid flex-1 grid-cols-2 divide-x-2 divide-ink">
        {sides.map((side) => (
          <div key={side.key} className="min-h-24 px-4 py-3">
            <p className="mb-2 text-xs font-semibold text-muted">{side.title}</p>
            <ul className="space-y-1.5">
              {side.entries.map((entry) => (
                <li key={`${entry.transferId}${entry.amountMinor}`} className="text-right">
                  <Money minor={Math.abs(entry.amountMinor)} currency={account.currency} className="font-semibold" />
                  <span className="block text-xs text-muted">{t(`transfer.${entry.kind}`)}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <dl className="grid grid-cols-2 border-t border-line bg-sunk/60 px-4 py-2.5 text-sm">
        <dt className="text-muted">{t('ofOrder')}</dt>
        <dd className="text-right">
          <Money minor={sumMinor} currency={account.currency} className="font-semibold" />
        </dd>
        <dt className="text-muted">{t('balance')}</dt>
        <dd className="text-right">
          <Money minor={account.balanceMinor} currency={account.currency} />
        </dd>
      </dl>
    </Card>
  )
}

function TransferTable({ sheet, currency }: { sheet: TransferSheet; currency: string }) {
  const t = useTranslations('admin.books')
  const clock = useClock()
  const nameOf = useAccountName()
  const cell = 'px-4 py-2.5 sm:px-5'
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-card">
      <table className="w-full text-left">
        <caption className="border-b border-line px-4 py-3 text-left sm:px-5">
          <span className="font-semibold">{t(`transfer.${sheet.kind}`)}</span>
          <span className="tabular ml-2 text-sm text-muted">
            {t('transferNumber', { number: sheet.id })} · {clock.when(sheet.at)}
          </span>
        </caption>
        <thead className="text-sm text-muted">
          <tr>
            <th scope="col" className={cell}>
              {t('account')}
            </th>
            <th scope="col" className={clsx(cell, 'text-right')}>
              {t('debit')}
            </th>
            <th scope="col" className={clsx(cell, 'text-right')}>
              {t('credit')}
            </th>
            <th scope="col" className={clsx(cell, 'text-right max-sm:hidden')}>
              {t('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.entries.map(({ entry, account }) => (
            <tr key={`${entry.accountId}${entry.amountMinor}`} className="border-t border-line">
              <th scope="row" className={clsx(cell, 'font-medium first-letter:uppercase')}>
                {account ? nameOf(account) : entry.accountId}
              </th>
              <td className={clsx(cell, 'text-right')}>
                {entry.amountMinor < 0 && <Money minor={-entry.amountMinor} currency={currency} />}
              </td>
              <td className={clsx(cell, 'text-right')}>
                {entry.amountMinor > 0 && <Money minor={entry.amountMinor} currency={currency} />}
              </td>
              <td className={clsx(cell, 'text-right text-muted max-sm:hidden')}>
                {entry.balanceAfterMinor === null ? (
                  t('hot')
                ) : (
                  <Money minor={entry.balanceAfterMinor} currency={currency} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-2 border-ink">
            <th scope="row" colSpan={3} className={clsx(cell, 'font-semibold')}>
              {t('sum')}
            </th>
            <td className={clsx(cell, 'text-right')}>
              <SumMark minor={sheet.sumMinor} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function SumMark({ minor, currency }: { minor: number; currency: string }) {
  const t = useTranslations('admin.books')
  const right = minor === 0
  const Icon = right ? CircleCheck : CircleAlert
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 font-semibold whitespace-nowrap',
        right ? 'text-good' : 'text-bad',
      )}
    >
      <Icon aria-hidden className="size-5" /> {t('sumIs')} <Money minor={minor} currency={currency} />
    </span>
  )
}
