// Promotions at a glance: what each gives, whether it runs, and what came of it.
'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Money } from '../../ui/money.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { Promotion } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { runStateOf, stateTones } from './price-rules.tsx'
import { PromotionEditor } from './promotion-editor.tsx'
import { usePromotions, useRemovePromotion } from './use-promotions.ts'

export function Promotions() {
  const t = useTranslations('prices.promotions')
  const promotions = usePromotions()
  const [open, setOpen] = useState<{ promotion: Promotion | undefined }>()
  const add = (
    <Button onClick={() => setOpen({ promotion: undefined })}>
      <Plus aria-hidden className="size-5" /> {t('add')}
    </Button>
  )
  return (
    <section aria-labelledby="promotions-title">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="promotions-title" className="text-xl">
          {t('title')}
        </h2>
        {promotions.data && promotions.data.length > 0 && add}
      </div>
      {promotions.isPending ? (
        <Loading>
          <Skeleton className="h-48 rounded-card!" />
        </Loading>
      ) : promotions.data ? (
        promotions.data.length === 0 ? (
          <EmptyState picture="fluent-emoji-flat:wrapped-gift" title={t('none')} text={t('noneText')} action={add} />
        ) : (
          <PromotionTable promotions={promotions.data} edit={(promotion) => setOpen({ promotion })} />
        )
      ) : (
        <ErrorState error={promotions.error} retry={() => void promotions.refetch()} />
      )}
      {open && (
        <PromotionEditor
          key={open.promotion?.id ?? 'new'}
          promotion={open.promotion}
          close={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

function PromotionTable({
  promotions,
  edit,
}: {
  promotions: readonly Promotion[]
  edit: (promotion: Promotion) => void
}) {
  const t = useTranslations('prices.promotions')
  const rules = useTranslations('prices.rules')
  const common = useTranslations('common')
  const { market, app } = useDesk()
  const localText = useLocalText()
  const remove = useRemovePromotion()
  // An administrator looks at what vendors give, and leaves it to them.
  const mine = (promotion: Promotion) => app === 'vendor' || promotion.vendorId === null
  return (
    <DataTable
      caption={t('title')}
      rows={promotions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          title: rules('name'),
          leads: true,
          cell: (each) => (
            <>
              {localText(each.name)}
              <span className="block text-sm font-normal text-muted">
                {t(`kind.${each.kind}`)}
                {each.code && <span className="ml-2 font-mono">{each.code}</span>}
                {!mine(each) && ` · ${market.vocabulary.vendor.singular}`}
              </span>
            </>
          ),
        },
        {
          key: 'state',
          title: rules('state'),
          cell: (each) => {
            const state = runStateOf(each, new Date())
            return <Badge tone={stateTones[state]}>{rules(`run.${state}`)}</Badge>
          },
        },
        {
          key: 'uses',
          title: t('uses'),
          align: 'end',
          cell: (each) => (
            <span className="whitespace-nowrap">
              {each.uses}
              {each.mostUses !== null && <span className="text-muted"> / {each.mostUses}</span>}
            </span>
          ),
        },
        {
          key: 'spent',
          title: t('saved'),
          align: 'end',
          cell: (each) => (
            <>
              <Money minor={each.spentMinor} currency={market.currency} />
              {each.budgetMinor !== null && (
                <span className="block text-sm whitespace-nowrap text-muted">
                  / <Money minor={each.budgetMinor} currency={market.currency} />
                </span>
              )}
            </>
          ),
        },
        {
          key: 'sales',
          title: t('sales'),
          align: 'end',
          cell: (each) => <Money minor={each.salesMinor} currency={market.currency} />,
        },
        {
          key: 'do',
          title: '',
          align: 'end',
          cell: (each) =>
            mine(each) && (
              <span className="inline-flex justify-end gap-1">
                <Button look="quiet" onClick={() => edit(each)}>
                  {rules('change')}
                </Button>
                <Button look="quiet" onClick={() => remove.mutate(each.id)}>
                  {common('remove')}
                </Button>
              </span>
            ),
        },
      ]}
    />
  )
}
