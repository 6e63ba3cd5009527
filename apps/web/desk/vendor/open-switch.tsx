// Whether customers can order right now, and the switch for it.
'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioCards } from '../../ui/field.tsx'
import { useClock } from '../clock.ts'
import { useOpenTap, useVendorProfile } from './use-profile.ts'

export function OpenSwitch() {
  const t = useTranslations('desk.open')
  const common = useTranslations('common')
  const clock = useClock()
  const profile = useVendorProfile()
  const tap = useOpenTap()
  const tools = useTranslations('tools.pause')
  const [asking, setAsking] = useState(false)
  const [length, setLength] = useState('0')
  if (!profile.data) return null

  const { paused, pausedUntil, openNow, opensAt, closesAt, lastOrderAt } = profile.data
  const words = paused
    ? pausedUntil
      ? tools('until', { time: clock.when(pausedUntil) })
      : t('closed')
    : openNow
      ? closesAt
        ? t('openUntil', { time: clock.time(lastOrderAt ?? closesAt) })
        : t('open')
      : opensAt
        ? t('opensAt', { time: clock.when(opensAt) })
        : t('outside')
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={!paused}
        aria-label={t('label')}
        title={words}
        onClick={() => (paused ? tap.mutate({ open: true }) : setAsking(true))}
        className={clsx(
          'inline-flex min-h-11 items-center gap-2.5 rounded-full py-1 pr-4 pl-1.5 font-semibold transition-colors',
          paused ? 'bg-bad-soft text-bad' : openNow ? 'bg-good-soft text-good' : 'bg-sunk text-ink',
        )}
      >
        <span
          aria-hidden
          className={clsx('relative h-8 w-13 shrink-0 rounded-full transition-colors', paused ? 'bg-edge' : 'bg-good')}
        >
          <span
            className={clsx(
              'absolute top-1 size-6 rounded-full bg-card shadow-lift transition-all',
              paused ? 'left-1' : 'left-6',
            )}
          />
        </span>
        <span className="max-sm:max-w-24 max-sm:truncate">{words}</span>
      </button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('askTitle')}
        text={t('askText')}
        actions={
          <>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {common('back')}
            </Button>
            <Button
              look="danger"
              onClick={() => {
                const minutes = Number(length)
                tap.mutate({ open: false, ...(minutes > 0 && { until: inMinutes(minutes) }) })
                setAsking(false)
              }}
            >
              {t('askGo')}
            </Button>
          </>
        }
      >
        <RadioCards
          label={tools('length')}
          name="pause"
          columns={2}
          value={length}
          onChange={setLength}
          choices={lengths.map((value) => ({
            value,
            title: value === '0' ? tools('untilOpened') : tools('minutes', { minutes: value }),
          }))}
        />
      </Dialog>
    </>
  )
}

const lengths = ['15', '30', '60', '120', '0']

function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString()
}
