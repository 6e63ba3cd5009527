// Prices of many things by one rule, looked at before they change; and many things on the menu or off it.
'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { components } from '../../api/schema.generated.ts'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Input, RadioCards, Select } from '../../ui/field.tsx'
import { parseMoney } from '../../ui/money-format.ts'
import { Money } from '../../ui/money.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk-context.tsx'
import { refusalOf, useTap } from '../tap.ts'
import { type ArrangedShelf } from './arrange-menu.tsx'
import { productsKey } from './use-menu.ts'

type PriceRule = components['schemas']['RepriceRule']
type PriceChanges = components['schemas']['PriceChanges']

export function ManyAtOnce({
  shelves,
  open,
  onClose,
}: {
  shelves: readonly ArrangedShelf[]
  open: boolean
  onClose: () => void
}) {
  const t = useTranslations('tools.many')
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={t('title')}>
      {open && <Form shelves={shelves} onClose={onClose} />}
    </Drawer>
  )
}

function Form({ shelves, onClose }: { shelves: readonly ArrangedShelf[]; onClose: () => void }) {
  const t = useTranslations('tools.many')
  const words = useTranslations('desk')
  const { api, market } = useDesk()
  const announce = useToast()
  const coin = coins[market.currency] ?? 1
  const [shelf, setShelf] = useState('')
  const [what, setWhat] = useState('prices')
  const [by, setBy] = useState('percent')
  const [much, setMuch] = useState('')
  const [rounding, setRounding] = useState<PriceRule['rounding']>('nearest')
  const [roundTo, setRoundTo] = useState(String(coin))
  const chosen = shelf === '' ? {} : { category: shelf }
  const rule = ruleOf({ by, much, rounding, roundTo, currency: market.currency })

  const preview = useMutation({
    mutationFn: (wanted: PriceRule) =>
      read(api.POST('/api/v1/vendor/menu/prices', { body: { ...chosen, rule: wanted } })),
  })
  const done = (count: number) => {
    announce({ title: t('done', { count }) })
    onClose()
  }
  const apply = useTap({
    touches: [productsKey],
    quiet: true,
    send: ({ agreed, wanted }: { agreed: string; wanted: PriceRule }) =>
      read(api.POST('/api/v1/vendor/menu/prices', { body: { ...chosen, rule: wanted, agreed } })),
    onDone: ({ items }) => done(items.length),
  })
  const list = useTap({
    touches: [productsKey],
    quiet: true,
    send: (listed: boolean) => read(api.POST('/api/v1/vendor/menu/availability', { body: { ...chosen, listed } })),
    onDone: ({ changed }) => done(changed),
  })
  const error = preview.error ?? apply.error ?? list.error
  /** Another rule is another preview. */
  const change = (set: () => void) => {
    preview.reset()
    apply.reset()
    set()
  }
  return (
    <div className="space-y-5">
      <Select
        required
        label={t('which')}
        value={shelf}
        onChange={({ currentTarget: { value } }) => change(() => setShelf(value))}
      >
        <option value="">{t('all')}</option>
        {shelves.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <RadioCards
        label={t('what')}
        name="what"
        value={what}
        onChange={(value) => change(() => setWhat(value))}
        choices={(['prices', 'off', 'on'] as const).map((value) => ({ value, title: t(`whats.${value}`) }))}
      />
      {what === 'prices' ? (
        <>
          <div className="grid grid-cols-2 gap-3">
            <Select
              required
              label={t('by')}
              value={by}
              onChange={({ currentTarget: { value } }) => change(() => setBy(value))}
            >
              <option value="percent">{t('percent')}</option>
              <option value="amount">{t('amount')}</option>
            </Select>
            <Input
              label={t('much')}
              inputMode="text"
              placeholder="+5"
              suffix={<span className="text-sm">{by === 'percent' ? '%' : market.currency}</span>}
              value={much}
              onChange={({ currentTarget: { value } }) => change(() => setMuch(value))}
              error={much !== '' && !rule ? t('wrong') : undefined}
            />
            <Select
              required
              label={t('roundTo')}
              value={roundTo}
              onChange={({ currentTarget: { value } }) => change(() => setRoundTo(value))}
            >
              {[1, coin, 2 * coin, 10 * coin, 20 * coin]
                .filter((step, at, all) => all.indexOf(step) === at)
                .map((step) => (
                  <option key={step} value={step}>
                    {new Intl.NumberFormat(undefined, { style: 'currency', currency: market.currency }).format(
                      step / 10 ** digitsOf(market.currency),
                    )}
                  </option>
                ))}
            </Select>
            <Select
              required
              label={t('rounding')}
              value={rounding}
              onChange={({ currentTarget: { value } }) =>
                change(() => setRounding(value === 'up' || value === 'down' ? value : 'nearest'))
              }
            >
              {(['nearest', 'up', 'down'] as const).map((value) => (
                <option key={value} value={value}>
                  {t(`roundings.${value}`)}
                </option>
              ))}
            </Select>
          </div>
          <Button
            look="secondary"
            busy={preview.isPending}
            disabled={!rule}
            onClick={() => rule && preview.mutate(rule)}
          >
            {t('preview')}
          </Button>
          {preview.data && rule && (
            <Changes
              changes={preview.data}
              busy={apply.isPending}
              onApply={() => apply.mutate({ agreed: preview.data.agreement, wanted: rule })}
            />
          )}
        </>
      ) : (
        <div className="flex justify-end">
          <Button busy={list.isPending} onClick={() => list.mutate(what === 'on')}>
            {t(what === 'on' ? 'putOn' : 'takeOff')}
          </Button>
        </div>
      )}
      {error && (
        <p role="alert" className="font-medium text-bad">
          {refusalOf(error) ?? words('notDone')}
        </p>
      )}
    </div>
  )
}

function Changes({ changes, busy, onApply }: { changes: PriceChanges; busy: boolean; onApply: () => void }) {
  const t = useTranslations('tools.many')
  const { market } = useDesk()
  const impossible = changes.items.some(({ afterMinor }) => afterMinor === null)
  if (changes.items.length === 0) return <p className="text-muted">{t('nothing')}</p>
  return (
    <section aria-label={t('preview')} className="space-y-4">
      <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-control border border-line">
        {changes.items.map(({ productId, name, beforeMinor, afterMinor }) => (
          <li key={productId} className="flex items-baseline gap-3 px-4 py-2.5">
            <span className="min-w-0 flex-1 break-words">{name}</span>
            <s className="tabular text-sm text-muted">
              <Money minor={beforeMinor} currency={market.currency} />
            </s>
            {afterMinor === null ? (
              <span className="font-semibold text-bad">{t('noPrice')}</span>
            ) : (
              <Money minor={afterMinor} currency={market.currency} className="font-semibold" />
            )}
          </li>
        ))}
      </ul>
      <div className="flex justify-end">
        <Button busy={busy} disabled={impossible} onClick={onApply}>
          {t('apply', { count: changes.items.length })}
        </Button>
      </div>
    </section>
  )
}

/** What people pay with where a currency has no small coins, or no patience for them. */
const coins: Record<string, number> = { XAF: 50, EUR: 5, USD: 5, INR: 100 }

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** `+5`, `-2,5` or `0.50`; nothing while it is not a number. */
function ruleOf(typed: {
  by: string
  much: string
  rounding: PriceRule['rounding']
  roundTo: string
  currency: string
}): PriceRule | undefined {
  const text = typed.much.trim().replace(',', '.').replace('−', '-')
  if (!/^[+-]?\d{1,9}(\.\d{1,2})?$/.test(text)) return undefined
  const rounded = { roundToMinor: Number(typed.roundTo), rounding: typed.rounding }
  if (typed.by === 'percent') {
    const percentBp = Math.round(Number(text) * 100)
    return percentBp >= -9000 && percentBp <= 100_000 ? { by: { percentBp }, ...rounded } : undefined
  }
  const minor = parseMoney(text.replace(/^[+-]/, ''), typed.currency)

  return minor === undefined ? undefined : { by: { amountMinor: text.startsWith('-') ? -minor : minor }, ...rounded }
}
