// A product with choices: what goes with it, what is left out, how many, and what that costs, ready to be put into the
// basket with one thumb.
'use client'
import { clsx } from 'clsx'
import { Check, Minus, Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'
import type { Product } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { Money } from '../ui/money.tsx'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { useBasket } from './basket.tsx'
import {
  type Chosen,
  type OptionGroup,
  choiceIds,
  chosenIn,
  firstChoice,
  missingIn,
  mostOf,
  toggled,
  unitPriceMinor,
} from './choosing.ts'

export function ChooseProduct({ product, currency }: { product: Product; currency: string }) {
  const t = useTranslations('products')
  const language = useLocale()
  const basket = useBasket()
  const groups = product.optionGroups
  const [chosen, setChosen] = useState<Chosen>(() => firstChoice(groups))
  const [wanted, setWanted] = useState(1)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const missing = missingIn(groups, chosen)
  const most = mostOf(product, chosen)
  const quantity = Math.max(1, Math.min(wanted, most))
  const total = formatMoney({ minor: unitPriceMinor(product, chosen) * quantity, currency }, language)

  const add = async () => {
    setTried(true)
    const [first] = missing
    if (first) {
      form.current?.querySelector(`#${CSS.escape(`group-${first.id}`)}`)?.scrollIntoView({ block: 'center' })
      return
    }
    setBusy(true)
    const added = await basket.add({
      productId: product.id,
      choices: choiceIds(groups, chosen),
      quantity,
      name: product.name,
    })
    setBusy(false)
    if (!added) return
    setWanted(1)
    setTried(false)
  }

  return (
    <form
      ref={form}
      className="space-y-7"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      {groups.map((group) => (
        <Group
          key={group.id}
          group={group}
          chosen={chosen}
          currency={currency}
          missing={tried && missing.includes(group)}
          onChange={setChosen}
        />
      ))}
      <div className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 flex flex-wrap items-center gap-3 rounded-card border border-line bg-card p-3 shadow-float md:static md:border-0 md:bg-transparent md:p-0 md:shadow-none">
        <QuantityStepper name={product.name} count={quantity} min={1} max={Math.max(1, most)} onChange={setWanted} />
        <Button type="submit" size="large" className="min-w-0 flex-1 px-4!" busy={busy} disabled={most < 1}>
          {most < 1 ? t('soldOutLikeThis') : t('addFor', { total })}
        </Button>
      </div>
    </form>
  )
}

function Group({
  group,
  chosen,
  currency,
  missing,
  onChange,
}: {
  group: OptionGroup
  chosen: Chosen
  currency: string
  missing: boolean
  onChange: (chosen: Chosen) => void
}) {
  const t = useTranslations('products')
  const heading = useId()
  const count = chosenIn(group, chosen)
  const done = count >= group.min
  return (
    <fieldset id={`group-${group.id}`} aria-labelledby={heading}>
      <div id={heading} className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <span className="font-display text-lg font-bold">
          {group.kind === 'without' ? t('leaveOut') : group.name}
          {group.min !== group.max && group.max > 1 && (
            <span className="ml-2 text-sm font-medium text-muted">{hintOf(t, group)}</span>
          )}
        </span>
        {group.min > 0 && (
          <Badge tone={missing ? 'bad' : done ? 'good' : 'highlight'} icon={done ? <Check aria-hidden /> : undefined}>
            {group.min === 1 ? t('required') : t('chosenOf', { count, min: group.min })}
          </Badge>
        )}
      </div>
      {missing && (
        <p role="alert" className="mb-2 font-medium text-bad">
          {t('chooseFirst', { count: group.min - count })}
        </p>
      )}
      <ul className="space-y-2">
        {group.options.map((option) => (
          <li key={option.id}>
            <OptionRow
              group={group}
              option={option}
              times={chosen[option.id] ?? 0}
              full={count >= group.max}
              currency={currency}
              toggle={() => onChange(toggled(group, chosen, option.id))}
              take={(times) => onChange({ ...chosen, [option.id]: times })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function hintOf(t: ReturnType<typeof useTranslations<'products'>>, { min, max }: OptionGroup): string {
  return min === 0 ? t('upTo', { max }) : t('between', { min, max })
}

function OptionRow({
  group,
  option,
  times,
  full,
  currency,
  toggle,
  take,
}: {
  group: OptionGroup
  option: OptionGroup['options'][number]
  times: number
  full: boolean
  currency: string
  toggle: () => void
  take: (times: number) => void
}) {
  const t = useTranslations('products')
  const soldOut = option.available === 0
  const single = group.max === 1
  const several = group.each > 1 && !single
  const blocked = soldOut || (!single && full && times === 0)
  const price =
    option.priceMinor > 0 ? (
      <span className="tabular shrink-0 font-semibold">
        {group.kind !== 'size' && '+ '}
        <Money minor={option.priceMinor} currency={currency} />
      </span>
    ) : null
  const words = (
    <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">
      {option.name}
      {soldOut && <span className="ml-2 text-sm font-semibold text-bad">{t('soldOut')}</span>}
      {option.available !== null && option.available > 0 && option.available <= 5 && (
        <span className="ml-2 text-sm font-semibold text-muted">{t('left', { count: option.available })}</span>
      )}
    </span>
  )
  const frame = clsx(
    'flex min-h-14 w-full items-center gap-3 rounded-control border-[1.5px] bg-card px-4 py-2 text-left transition-colors',
    times > 0 ? 'border-accent-ink bg-accent-soft' : 'border-edge',
    blocked ? 'border-line bg-sunk text-muted' : 'hover:border-ink',
  )
  if (several) {
    return (
      <div className={frame}>
        {words}
        {price}
        <span className="flex shrink-0 items-center">
          <Step label={t('less', { name: option.name })} disabled={times === 0} onClick={() => take(times - 1)}>
            <Minus aria-hidden className="size-4" />
          </Step>
          <output aria-live="polite" className="tabular min-w-7 text-center font-bold">
            {times}
          </output>
          <Step
            label={t('more', { name: option.name })}
            disabled={full || times >= group.each || times >= (option.available ?? times + 1)}
            onClick={() => take(times + 1)}
          >
            <Plus aria-hidden className="size-4" />
          </Step>
        </span>
      </div>
    )
  }
  return (
    <label
      className={clsx(
        frame,
        'cursor-pointer has-disabled:cursor-not-allowed has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink',
      )}
    >
      <input
        type={single && group.min === 1 ? 'radio' : 'checkbox'}
        name={group.id}
        className="sr-only"
        checked={times > 0}
        disabled={blocked}
        onChange={toggle}
      />
      <span
        aria-hidden
        className={clsx(
          'grid size-6 shrink-0 place-items-center border-[1.5px]',
          single && group.min === 1 ? 'rounded-full' : 'rounded-lg',
          times > 0 ? 'border-accent bg-accent text-on-accent' : 'border-edge',
        )}
      >
        {times > 0 && <Check className="size-4" strokeWidth={3.2} />}
      </span>
      {words}
      {price}
    </label>
  )
}

function Step({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string
  disabled: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-11 place-items-center rounded-full hover:bg-ink/8 disabled:opacity-40"
    >
      {children}
    </button>
  )
}
