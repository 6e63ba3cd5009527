// More than the kitchen can do: customers are told that it takes longer, and the rush ends by itself.
'use client'
import { Flame } from 'lucide-react'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioCards } from '../../ui/field.tsx'
import { useClock } from '../clock.ts'
import { useBusyTap, useVendorProfile } from './use-profile.ts'

const added = ['10', '20', '30', '45']
const lengths = ['30', '60', '120']

export function BusySwitch() {
  const t = useTranslations('tools.busy')
  const clock = useClock()
  const profile = useVendorProfile()
  const tap = useBusyTap()
  const [asking, setAsking] = useState(false)
  const [minutes, setMinutes] = useState('20')
  const [length, setLength] = useState('60')
  if (!profile.data) return null

  const { busyMinutes, busyUntil } = profile.data
  const words = busyUntil ? t('on', { minutes: busyMinutes, time: clock.time(busyUntil) }) : t('off')
  const tell = (addedMinutes: number) => {
    tap.mutate({ addedMinutes, forMinutes: Number(length) })
    setAsking(false)
  }
  return (
    <>
      <button
        type="button"
        aria-label={words}
        title={words}
        onClick={() => setAsking(true)}
        className={clsx(
          'tabular inline-flex min-h-11 min-w-11 items-center justify-center gap-1.5 rounded-full font-semibold',
          busyUntil ? 'bg-warn-soft px-3 text-warn' : 'text-muted hover:bg-ink/8',
        )}
      >
        <Flame aria-hidden className="size-5" />
        {busyUntil && <span aria-hidden>+{busyMinutes}</span>}
      </button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('title')}
        text={busyUntil ? words : t('text')}
        actions={
          <>
            {busyUntil && (
              <Button look="secondary" className="mr-auto" onClick={() => tell(0)}>
                {t('end')}
              </Button>
            )}
            <Button onClick={() => tell(Number(minutes))}>{t('go')}</Button>
          </>
        }
      >
        <div className="space-y-5">
          <RadioCards
            label={t('added')}
            name="added"
            columns={2}
            value={minutes}
            onChange={setMinutes}
            choices={added.map((value) => ({ value, title: t('addedMinutes', { minutes: value }) }))}
          />
          <RadioCards
            label={t('length')}
            name="length"
            columns={3}
            value={length}
            onChange={setLength}
            choices={lengths.map((value) => ({ value, title: t('lengthMinutes', { minutes: value }) }))}
          />
        </div>
      </Dialog>
    </>
  )
}
