// Price rules at a glance: what each does, within which bounds, and whether it runs.
'use client'
import { Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { formatMoney } from '../../ui/money-format.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { PriceRule } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { RuleEditor } from './rule-editor.tsx'
import { useRemoveRule, useRules } from './use-rules.ts'

type Open = { rule: PriceRule | undefined } | undefined

export function PriceRules() {
  const t = useTranslations('prices.rules')
  const rules = useRules()
  const [open, setOpen] = useState<Open>()
  const add = (
    <Button onClick={() => setOpen({ rule: undefined })}>
      <Plus aria-hidden className="size-5" /> {t('add')}
    </Button>
  )
  return (
    <section aria-labelledby="rules-title">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="rules-title" className="text-xl">
          {t('title')}
        </h2>
        {rules.data && rules.data.length > 0 && add}
      </div>
      {rules.isPending ? (
        <Loading>
          <Skeleton className="h-48 rounded-card!" />
        </Loading>
      ) : rules.data ? (
        <RuleTable rules={rules.data} edit={(rule) => setOpen({ rule })} add={add} />
      ) : (
        <ErrorState error={rules.error} retry={() => void rules.refetch()} />
      )}
      {open && <RuleEditor key={open.rule?.id ?? 'new'} rule={open.rule} close={() => setOpen(undefined)} />}
    </section>
  )
}

function RuleTable({
  rules,
  edit,
  add,
}: {
  rules: readonly PriceRule[]
  edit: (rule: PriceRule) => void
  add: ReactNode
}) {
  const t = useTranslations('prices.rules')
  const common = useTranslations('common')
  const localText = useLocalText()
  const clock = useClock()
  const what = useWhatItDoes()
  const remove = useRemoveRule()
  return (
    <DataTable
      caption={t('title')}
      rows={rules}
      rowKey={({ id }) => id}
      empty={<EmptyState picture="fluent-emoji-flat:label" title={t('none')} text={t('noneText')} action={add} />}
      columns={[
        { key: 'name', title: t('name'), leads: true, cell: (rule) => localText(rule.name) },
        { key: 'kind', title: t('kindTitle'), cell: (rule) => t(`kind.${rule.kind}`) },
        { key: 'what', title: t('what'), cell: what },
        {
          key: 'state',
          title: t('state'),
          cell: (rule) => {
            const state = runStateOf(rule, new Date())
            return (
              <span className="inline-flex flex-wrap items-center justify-end gap-2 md:justify-start">
                <Badge tone={stateTones[state]}>{t(`run.${state}`)}</Badge>
                {state === 'planned' && <span className="text-sm text-muted">{clock.when(rule.startsAt)}</span>}
              </span>
            )
          },
        },
        {
          key: 'do',
          title: '',
          align: 'end',
          cell: (rule) => (
            <span className="inline-flex justify-end gap-1">
              <Button look="quiet" onClick={() => edit(rule)}>
                {t('change')}
              </Button>
              <Button look="quiet" onClick={() => remove.mutate(rule.id)}>
                {common('remove')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  )
}

export const stateTones = {
  running: 'good',
  planned: 'accent',
  paused: 'warn',
  ended: 'neutral',
} as const satisfies Record<string, Tone>

/** Whether something with a beginning and an end runs. */
export function runStateOf(
  { startsAt, endsAt, paused }: { startsAt: string; endsAt: string | null; paused: boolean },
  now: Date,
): keyof typeof stateTones {
  if (endsAt !== null && new Date(endsAt) <= now) return 'ended'
  if (paused) return 'paused'
  return new Date(startsAt) > now ? 'planned' : 'running'
}

/** "From 5: −10 %, from 10: −25 %; not below 500 F". */
function useWhatItDoes(): (rule: PriceRule) => string {
  const t = useTranslations('prices')
  const language = useLocale()
  const { market } = useDesk()
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })
  return (rule) => {
    const steps = rule.steps.map(({ atLeast, condition, changeBp, priceMinor }) => {
      const to = priceMinor === undefined ? percent.format((changeBp ?? 0) / 10_000) : money(priceMinor)
      if (condition) return `${t(`condition.${condition}`)} ${to}`
      return atLeast !== undefined && (rule.kind === 'bulk' || rule.kind === 'demand')
        ? t('rules.from', { count: atLeast, to })
        : to
    })
    const hours = rule.hours && t('why.hours', { from: rule.hours.from, until: rule.hours.until })
    const bounds = [
      rule.floorMinor !== null && t('rules.notBelow', { price: money(rule.floorMinor) }),
      rule.ceilingMinor !== null && t('rules.notAbove', { price: money(rule.ceilingMinor) }),
    ]
    return [hours, steps.join(', '), ...bounds].filter(Boolean).join(' · ')
  }
}
