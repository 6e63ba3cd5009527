// What is known of a product besides name and price: how it is weighed, what is in it, when it is sold.
'use client'
import { ChevronDown } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Checkbox, Input, Textarea } from '../../ui/field.tsx'
import { ChipChoice } from '../chip-choice.tsx'
import { useDesk } from '../desk-context.tsx'
import type { TypedDetails } from './detail-drafts.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const weighed = new Set(['kg', '500 g', '250 g', '100 g', 'pound', 'half pound', 'litre', '500 ml'])

export function DetailsEditor({
  typed,
  unit,
  wrong,
  refusal,
  onChange,
}: {
  typed: TypedDetails
  unit: string
  /** Whether something typed is no number. */
  wrong: boolean
  refusal: (field: string) => string | undefined
  onChange: (typed: TypedDetails) => void
}) {
  const t = useTranslations('products.details')
  const look = useTranslations('look')
  const language = useLocale()
  const { market } = useDesk()
  const set = (change: Partial<TypedDetails>) => onChange({ ...typed, ...change })
  const base =
    unit === 'pound' || unit === 'half pound' ? '1/100 lb' : unit.includes('l') && unit !== 'half pound' ? 'ml' : 'g'
  const amount = (key: 'step' | 'least' | 'most') => (
    <Input
      label={t(key)}
      inputMode="numeric"
      value={typed[key]}
      suffix={<span className="text-sm">{base}</span>}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  )
  return (
    <>
      {weighed.has(unit) && (
        <Fold title={t('weight')} open={typed.measured}>
          <Checkbox
            label={t('measured')}
            hint={t('measuredHint')}
            checked={typed.measured}
            onChange={(event) => set({ measured: event.currentTarget.checked })}
          />
          {typed.measured && (
            <>
              <div className="grid grid-cols-3 gap-2">
                {amount('step')}
                {amount('least')}
                {amount('most')}
              </div>
              <Input
                label={t('tolerance')}
                hint={t('toleranceHint')}
                inputMode="decimal"
                value={typed.tolerance}
                suffix={<span>%</span>}
                onChange={(event) => set({ tolerance: event.currentTarget.value })}
              />
            </>
          )}
          <Wrong>{refusal('/measure') ?? (wrong ? t('numberWrong') : undefined)}</Wrong>
        </Fold>
      )}
      <Fold title={t('facts')} open={false}>
        {market.languages.map((each) => (
          <Textarea
            key={each}
            label={market.languages.length > 1 ? `${t('ingredients')} (${look(each)})` : t('ingredients')}
            lang={each}
            maxLength={2000}
            value={typed.ingredients[each]}
            onChange={(event) => set({ ingredients: { ...typed.ingredients, [each]: event.currentTarget.value } })}
          />
        ))}
        {market.languages.map((each) => (
          <Input
            key={each}
            label={market.languages.length > 1 ? `${t('origin')} (${look(each)})` : t('origin')}
            lang={each}
            maxLength={200}
            value={typed.origin[each]}
            onChange={(event) => set({ origin: { ...typed.origin, [each]: event.currentTarget.value } })}
          />
        ))}
        <Input
          label={t('farm')}
          maxLength={120}
          value={typed.farm}
          onChange={(event) => set({ farm: event.currentTarget.value })}
        />
        <ChipChoice
          label={t('season')}
          choices={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            text: new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(
              Date.UTC(2024, index, 15),
            ),
          }))}
          chosen={typed.season}
          onChange={(season) => set({ season })}
        />
        <Checkbox
          label={t('organic')}
          checked={typed.organic}
          onChange={(event) => set({ organic: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('imported')}
          checked={typed.imported}
          onChange={(event) => set({ imported: event.currentTarget.checked })}
        />
      </Fold>
      <Fold title={t('when')} open={false}>
        <ChipChoice
          label={t('weekdays')}
          choices={weekdays.map((value, index) => ({
            value,
            // 1 January 2024 was a Monday.
            text: new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
              Date.UTC(2024, 0, 1 + index),
            ),
          }))}
          chosen={typed.weekdays}
          onChange={(chosen) => set({ weekdays: weekdays.filter((day) => chosen.includes(day)) })}
        />
        <div className="grid grid-cols-2 gap-2">
          <Input
            label={t('from')}
            type="time"
            value={typed.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <Input
            label={t('until')}
            type="time"
            value={typed.until}
            onChange={(event) => set({ until: event.currentTarget.value })}
          />
          <Input
            label={t('firstDay')}
            type="date"
            value={typed.firstDay}
            onChange={(event) => set({ firstDay: event.currentTarget.value })}
          />
          <Input
            label={t('lastDay')}
            type="date"
            value={typed.lastDay}
            onChange={(event) => set({ lastDay: event.currentTarget.value })}
          />
        </div>
        <Input
          label={t('notOn')}
          hint={t('notOnHint')}
          value={typed.notOn}
          onChange={(event) => set({ notOn: event.currentTarget.value })}
          error={refusal('/soldWhen')}
        />
        <Input
          label={t('preparation')}
          hint={t('preparationHint')}
          inputMode="numeric"
          value={typed.preparation}
          suffix={<span className="text-sm">min</span>}
          onChange={(event) => set({ preparation: event.currentTarget.value })}
        />
      </Fold>
    </>
  )
}

function Fold({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="group rounded-card border border-line" open={open}>
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between px-4 font-semibold [&::-webkit-details-marker]:hidden">
        {title} <ChevronDown aria-hidden className="size-5 transition-transform group-open:rotate-180" />
      </summary>
      <div className="space-y-4 p-4 pt-1">{children}</div>
    </details>
  )
}

function Wrong({ children }: { children: string | undefined }) {
  if (!children) return null
  return (
    <p role="alert" className="font-medium text-bad">
      {children}
    </p>
  )
}
