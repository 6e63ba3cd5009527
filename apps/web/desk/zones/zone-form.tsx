// What is said about a zone while its corners are set on the map.
'use client'
import type { UseMutationResult } from '@tanstack/react-query'
import { RotateCcw, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { problemFacts } from '../../api/problem.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input, RadioCards } from '../../ui/field.tsx'
import type { Place } from '../../ui/glide.ts'
import { parseMoney } from '../../ui/money-format.ts'
import type { Zone } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { majorText } from '../major.ts'
import { refusalOf } from '../tap.ts'
import type { ZoneDraft } from './zones-page.tsx'

export function ZoneForm({
  priced,
  draft,
  save,
  onRing,
  onSubmit,
  onCancel,
}: {
  priced: boolean
  draft: ZoneDraft
  save: UseMutationResult<Zone, Error, ZoneDraft, unknown>
  onRing: (ring: Place[]) => void
  onSubmit: (draft: ZoneDraft) => void
  onCancel: () => void
}) {
  const t = useTranslations('zones')
  const common = useTranslations('common')
  const { market } = useDesk()
  const { currency } = market
  const [name, setName] = useState(draft.name)
  const [kind, setKind] = useState(draft.kind)
  const [fee, setFee] = useState(draft.feeMinor === null ? '' : majorText(draft.feeMinor, currency))
  const [extra, setExtra] = useState(draft.extraMinor === 0 ? '' : majorText(draft.extraMinor, currency))
  const feeMinor = fee.trim() === '' ? null : parseMoney(fee, currency)
  const extraMinor = extra.trim() === '' ? 0 : parseMoney(extra, currency)
  const problem = useProblem(save.error)
  const { ring, id } = draft

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (feeMinor === undefined || extraMinor === undefined) return
    onSubmit({ ...(id !== undefined && { id }), name: name.trim(), kind, ring, feeMinor, extraMinor })
  }
  return (
    <Card>
      <form onSubmit={submit} className="space-y-5">
        <div>
          <p className="text-muted">{t('draw')}</p>
          <div className="mt-3 flex flex-wrap items-center gap-2">
            <span className="tabular min-w-24 font-semibold" aria-live="polite">
              {t('corners', { count: ring.length })}
            </span>
            <Button look="secondary" disabled={ring.length === 0} onClick={() => onRing(ring.slice(0, -1))}>
              <Undo2 aria-hidden className="size-4" /> {t('undo')}
            </Button>
            <Button look="quiet" disabled={ring.length === 0} onClick={() => onRing([])}>
              <RotateCcw aria-hidden className="size-4" /> {t('clear')}
            </Button>
          </div>
        </div>
        <Input
          label={t('name')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {priced && (
          <RadioCards
            label={t('kind')}
            name="kind"
            value={kind}
            onChange={(value) => setKind(value === 'closed' ? 'closed' : 'served')}
            choices={[
              { value: 'served', title: t('served'), text: t('servedText') },
              { value: 'closed', title: t('closed'), text: t('closedText') },
            ]}
          />
        )}
        {priced && kind === 'served' && (
          <div className="grid gap-4 sm:grid-cols-2">
            <Input
              label={t('fee')}
              hint={t('feeHint')}
              inputMode="decimal"
              suffix={currency}
              value={fee}
              error={feeMinor === undefined ? t('amountWrong') : undefined}
              onChange={(event) => setFee(event.currentTarget.value)}
            />
            <Input
              label={t('extra')}
              inputMode="decimal"
              suffix={currency}
              value={extra}
              error={extraMinor === undefined ? t('amountWrong') : undefined}
              onChange={(event) => setExtra(event.currentTarget.value)}
            />
          </div>
        )}
        {problem && (
          <p role="alert" className="font-semibold text-bad">
            {problem}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="quiet" onClick={onCancel}>
            {common('cancel')}
          </Button>
          <Button type="submit" busy={save.isPending} disabled={ring.length < 3 || name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const problems = ['too_few_corners', 'corner_twice', 'crosses_itself', 'too_small', 'too_large', 'too_far'] as const

/** What is wrong with the drawing, at which corner. */
function useProblem(error: unknown): string | undefined {
  const t = useTranslations('zones.problem')
  const facts = problemFacts(error)
  const known = problems.find((each) => each === facts?.more?.problem)
  if (facts?.code !== 'places.zone_unclear' || !known) return error ? refusalOf(error) : undefined

  return t(known, { corner: Number(facts.more?.corner ?? 0) + 1 })
}
