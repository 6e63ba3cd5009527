// Writing a price rule: what it is called, when it counts, by how much it changes a price, and how far it may go.
'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Checkbox, Input, Select } from '../../ui/field.tsx'
import { parseMoney } from '../../ui/money-format.ts'
import type { PriceRule, PriceRuleDraft } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { majorText } from '../major.ts'
import { fieldRefusal, refusalOf } from '../tap.ts'
import { ProductChoice } from './product-choice.tsx'
import { localInput, fromLocalInput } from './moments.ts'
import { useGroups, useSaveRule } from './use-rules.ts'

type Kind = PriceRuleDraft['kind']
type Condition = NonNullable<PriceRuleDraft['steps'][number]['condition']>
const kinds = ['bulk', 'hours', 'group', 'demand', 'condition'] as const
export const conditions = ['rain', 'storm', 'heat', 'festival', 'season', 'busy'] as const

interface TypedStep {
  key: number
  atLeast: string
  condition: Condition
  percent: string
}

export function RuleEditor({ rule, close }: { rule: PriceRule | undefined; close: () => void }) {
  const t = useTranslations('prices.rules')
  const common = useTranslations('common')
  const { market, app } = useDesk()
  const localText = useLocalText()
  const groups = useGroups()
  const save = useSaveRule(close)
  const [typed, setTyped] = useState(() => typedFrom(rule, market.currency))
  const set = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }))
  const counted = typed.kind === 'bulk' || typed.kind === 'demand'
  const many = counted || typed.kind === 'condition'
  const draft = draftOf(typed, market.currency)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft) save.mutate({ id: rule?.id, draft })
  }
  const minded = (field: string) => fieldRefusal(save.error, field)
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && close()}
      title={t(rule ? 'change' : 'add')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('cancel')}
          </Button>
          <Button type="submit" form="rule" busy={save.isPending} disabled={!draft}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form id="rule" onSubmit={submit} className="space-y-5" noValidate>
        {save.isError && (
          <p role="alert" className="font-medium text-bad">
            {refusalOf(save.error)}
          </p>
        )}
        <Input
          label={t('name')}
          required
          value={typed.en}
          onChange={(event) => set({ en: event.target.value })}
          hint={t('nameHint')}
        />
        {market.languages.includes('fr') && (
          <Input label={t('nameFr')} value={typed.fr} onChange={(event) => set({ fr: event.target.value })} />
        )}
        <Select
          label={t('kindTitle')}
          hint={t(`kindHint.${typed.kind}`)}
          value={typed.kind}
          onChange={(event) => set({ kind: event.target.value as Kind })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </Select>
        {typed.kind === 'group' && (
          <Select
            label={t('group')}
            value={typed.groupId}
            error={minded('groupId')}
            onChange={(event) => set({ groupId: event.target.value })}
          >
            <option value="">{t('choose')}</option>
            {groups.data?.map((group) => (
              <option key={group.id} value={group.id}>
                {localText(group.name)}
              </option>
            ))}
          </Select>
        )}
        {typed.kind === 'hours' && (
          <div className="grid grid-cols-2 gap-4">
            <Input
              label={t('fromHour')}
              type="time"
              required
              value={typed.from}
              onChange={(event) => set({ from: event.target.value })}
            />
            <Input
              label={t('untilHour')}
              type="time"
              required
              value={typed.until}
              onChange={(event) => set({ until: event.target.value })}
            />
          </div>
        )}
        {app === 'vendor' && <ProductChoice chosen={typed.productIds} onChange={(productIds) => set({ productIds })} />}
        <fieldset className="space-y-3">
          <legend className="text-sm font-semibold">{t('steps')}</legend>
          {typed.steps.slice(0, many ? undefined : 1).map((step) => {
            const change = (next: Partial<TypedStep>) =>
              set({ steps: typed.steps.map((each) => (each.key === step.key ? { ...each, ...next } : each)) })
            return (
              <div key={step.key} className="flex items-end gap-3">
                {counted && (
                  <Input
                    className="w-28"
                    label={t('atLeast')}
                    inputMode="numeric"
                    value={step.atLeast}
                    onChange={(event) => change({ atLeast: event.target.value })}
                  />
                )}
                {typed.kind === 'condition' && (
                  <ConditionSelect value={step.condition} onChange={(condition) => change({ condition })} />
                )}
                <Input
                  className="min-w-24 flex-1"
                  label={t('percent')}
                  inputMode="decimal"
                  suffix="%"
                  value={step.percent}
                  onChange={(event) => change({ percent: event.target.value })}
                />
                {many && typed.steps.length > 1 && (
                  <IconButton
                    label={common('remove')}
                    onClick={() => set({ steps: typed.steps.filter((each) => each.key !== step.key) })}
                  >
                    <Trash2 aria-hidden />
                  </IconButton>
                )}
              </div>
            )
          })}
          {minded('steps') && <p className="text-sm font-medium text-bad">{minded('steps')}</p>}
          <p className="text-sm text-muted">{t('percentHint')}</p>
          {many && typed.steps.length < 10 && (
            <Button
              look="quiet"
              onClick={() => set({ steps: [...typed.steps, aStep(typed.steps.length + Date.now())] })}
            >
              <Plus aria-hidden className="size-4" /> {t('addStep')}
            </Button>
          )}
        </fieldset>
        <div className="grid grid-cols-2 gap-4">
          <Input
            label={t('floor')}
            inputMode="decimal"
            value={typed.floor}
            onChange={(event) => set({ floor: event.target.value })}
            error={minded('floorMinor')}
          />
          <Input
            label={t('ceiling')}
            inputMode="decimal"
            value={typed.ceiling}
            onChange={(event) => set({ ceiling: event.target.value })}
            error={minded('ceilingMinor')}
          />
        </div>
        <Input
          label={t('starts')}
          type="datetime-local"
          required
          value={typed.startsAt}
          onChange={(event) => set({ startsAt: event.target.value })}
        />
        <Input
          label={t('ends')}
          type="datetime-local"
          value={typed.endsAt}
          onChange={(event) => set({ endsAt: event.target.value })}
          hint={t('endsHint')}
          error={minded('endsAt')}
        />
        <Checkbox
          label={t('paused')}
          checked={typed.paused}
          onChange={(event) => set({ paused: event.target.checked })}
        />
      </form>
    </Drawer>
  )
}

function ConditionSelect({ value, onChange }: { value: Condition; onChange: (condition: Condition) => void }) {
  const t = useTranslations('prices')
  return (
    <Select
      className="flex-1"
      label={t('rules.condition')}
      value={value}
      onChange={(event) => onChange(event.target.value as Condition)}
    >
      {conditions.map((condition) => (
        <option key={condition} value={condition}>
          {t(`condition.${condition}`)}
        </option>
      ))}
    </Select>
  )
}

function aStep(key: number): TypedStep {
  return { key, atLeast: '', condition: 'rain', percent: '' }
}

function typedFrom(rule: PriceRule | undefined, currency: string) {
  return {
    en: rule?.name.en ?? '',
    fr: rule?.name.fr ?? '',
    kind: rule?.kind ?? ('bulk' as Kind),
    groupId: rule?.groupId ?? '',
    from: rule?.hours?.from ?? '14:00',
    until: rule?.hours?.until ?? '17:00',
    productIds: rule?.productIds ?? null,
    steps: rule
      ? rule.steps.map((step, key) => ({
          key,
          atLeast: String(step.atLeast ?? ''),
          condition: step.condition ?? ('rain' as const),
          percent: String((step.changeBp ?? 0) / 100),
        }))
      : [aStep(0)],
    floor: boundText(rule?.floorMinor, currency),
    ceiling: boundText(rule?.ceilingMinor, currency),
    startsAt: localInput(rule?.startsAt ?? new Date().toISOString()),
    endsAt: rule?.endsAt ? localInput(rule.endsAt) : '',
    paused: rule?.paused ?? false,
  }
}

function boundText(minor: number | null | undefined, currency: string): string {
  return minor === null || minor === undefined ? '' : majorText(minor, currency)
}

/** Nothing while something cannot be read as what it should be. */
function draftOf(typed: ReturnType<typeof typedFrom>, currency: string): PriceRuleDraft | undefined {
  const counted = typed.kind === 'bulk' || typed.kind === 'demand'
  const steps = (counted || typed.kind === 'condition' ? typed.steps : typed.steps.slice(0, 1)).map((step) => {
    const changeBp = Math.round(Number(step.percent.replace(',', '.').replace('−', '-')) * 100)
    return {
      changeBp,
      ...(counted && { atLeast: Number(step.atLeast) }),
      ...(typed.kind === 'condition' && { condition: step.condition }),
    }
  })
  const unread = steps.some(
    ({ changeBp, atLeast }) => !Number.isFinite(changeBp) || atLeast === 0 || Number.isNaN(atLeast),
  )
  const bound = (text: string) => (text.trim() === '' ? null : parseMoney(text, currency))
  const [floorMinor, ceilingMinor] = [bound(typed.floor), bound(typed.ceiling)]
  const startsAt = fromLocalInput(typed.startsAt)
  if (!typed.en.trim() || unread || floorMinor === undefined || ceilingMinor === undefined || !startsAt)
    return undefined

  return {
    name: { en: typed.en.trim(), ...(typed.fr.trim() && { fr: typed.fr.trim() }) },
    kind: typed.kind,
    productIds: typed.productIds,
    groupId: typed.kind === 'group' && typed.groupId ? typed.groupId : null,
    hours: typed.kind === 'hours' ? { from: typed.from, until: typed.until } : null,
    steps,
    floorMinor,
    ceilingMinor,
    startsAt,
    endsAt: fromLocalInput(typed.endsAt) ?? null,
    paused: typed.paused,
  }
}
