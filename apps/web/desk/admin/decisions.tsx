// What the dispatcher decided about a delivery: who was asked and why, or why nobody was.
'use client'
import { useTranslations } from 'next-intl'
import type { components } from '../../api/schema.generated.ts'
import { useClock } from '../clock.ts'

type Decision = components['schemas']['AdminDeliveryStory']['decisions'][number]

export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const t = useTranslations('dispatch')
  const waiting = useTranslations('admin.waiting')
  const clock = useClock()
  if (decisions.length === 0) return null

  return (
    <details className="mt-5 border-t border-line pt-3">
      <summary className="min-h-11 py-2.5 font-semibold">{t('title')}</summary>
      <ul className="divide-y divide-line">
        {decisions.map((decision, index) => (
          <li key={`${decision.at}${index}`} className="flex items-start justify-between gap-4 py-2.5 text-sm">
            <span className="min-w-0">
              {decision.rider ? (
                <Asked decision={decision} name={decision.rider.name} />
              ) : (
                <span className="text-muted">{decision.waitingReason && waiting(decision.waitingReason)}</span>
              )}
            </span>
            <span className="tabular shrink-0 text-muted">{clock.time(decision.at)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Asked({ decision, name }: { decision: Decision; name: string }) {
  const t = useTranslations('dispatch')
  const clock = useClock()
  const { arrivalAt, pickupAt, nextBest, considered } = decision
  const minutes = (seconds: number) => Math.max(0.1, Math.round(Math.abs(seconds) / 6) / 10)

  return (
    <>
      <span className="block font-semibold break-words">{name}</span>
      {arrivalAt && pickupAt && (
        <span className="block">{t('expected', { arrival: clock.time(arrivalAt), pickup: clock.time(pickupAt) })}</span>
      )}
      <span className="block text-muted">
        {nextBest
          ? t(nextBest.extraSeconds < 0 ? 'nextNeeded' : 'next', {
              count: considered,
              name: nextBest.rider.name,
              minutes: minutes(nextBest.extraSeconds),
            })
          : t('alone')}
      </span>
    </>
  )
}
