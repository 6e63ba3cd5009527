// What has happened to an order, moment by moment, and on whose behalf.
'use client'
import { useTranslations } from 'next-intl'
import type { Order } from '../api/schema.ts'
import { orderTones } from '../ui/badge.tsx'
import { Timeline } from '../ui/steps.tsx'
import { useClock } from './clock.ts'

export function OrderTimeline({ history }: { history: Order['history'] }) {
  const t = useTranslations('desk.by')
  const clock = useClock()
  return (
    <Timeline
      moments={history.map((step, index) => ({
        id: `${step.state}${index}`,
        title: step.label,
        text: [t(step.by), step.reason].filter(Boolean).join(' · '),
        at: clock.when(step.at),
        tone:
          orderTones[step.state] === 'bad' || step.state === 'cancelled' || step.state === 'expired' ? 'bad' : 'done',
      }))}
    />
  )
}
