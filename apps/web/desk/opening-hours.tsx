// When orders are taken: the usual week, the days that are different, and how long before closing the last one is taken.
'use client'
import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Select } from '../ui/field.tsx'
import { useToast } from '../ui/toast.tsx'
import type { VendorProfile } from './answers.ts'
import { refusalOf, useTap } from './tap.ts'
import { HoursEditor } from './vendor/hours-editor.tsx'

export type Hours = Pick<VendorProfile, 'hours' | 'specialDays' | 'lastOrderMinutes'>
type SpecialDays = VendorProfile['specialDays'][number]

const lastOrders = [0, 10, 15, 20, 30, 45, 60, 90]
const reasons = ['holiday', 'vacation', 'event', 'other'] as const

export function OpeningHours({
  profile,
  save,
  onSaved,
}: {
  profile: VendorProfile
  save: (hours: Hours) => Promise<VendorProfile>
  onSaved: (fresh: VendorProfile) => void
}) {
  const t = useTranslations('tools.hours')
  const words = useTranslations('desk')
  const common = useTranslations('common')
  const announce = useToast()
  const given: Hours = {
    hours: profile.hours,
    specialDays: profile.specialDays,
    lastOrderMinutes: profile.lastOrderMinutes,
  }
  const [typed, setTyped] = useState(given)
  const changed = JSON.stringify(typed) !== JSON.stringify(given)
  const tap = useTap({
    touches: [],
    quiet: true,
    send: save,
    onDone: (fresh) => {
      setTyped({ hours: fresh.hours, specialDays: fresh.specialDays, lastOrderMinutes: fresh.lastOrderMinutes })
      onSaved(fresh)
      announce({ title: t('saved') })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    tap.mutate(typed)
  }
  const set = (change: Partial<Hours>) => setTyped((before) => ({ ...before, ...change }))
  return (
    <form onSubmit={submit} className="space-y-5">
      <HoursEditor value={typed.hours} onChange={(hours) => set({ hours })} />
      <Select
        required
        label={t('lastOrder')}
        value={typed.lastOrderMinutes}
        onChange={(event) => set({ lastOrderMinutes: Number(event.currentTarget.value) })}
      >
        {[...new Set([...lastOrders, typed.lastOrderMinutes])]
          .sort((a, b) => a - b)
          .map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? t('untilClosing') : t('minutesBefore', { minutes })}
            </option>
          ))}
      </Select>
      <SpecialDaysEditor value={typed.specialDays} onChange={(specialDays) => set({ specialDays })} />
      {tap.isError && (
        <p role="alert" className="font-medium text-bad">
          {refusalOf(tap.error) ?? words('notDone')}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" busy={tap.isPending} disabled={!changed}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}

const field = 'min-h-11 w-full rounded-control border-[1.5px] border-edge bg-card px-2.5 tabular hover:border-ink'

function SpecialDaysEditor({
  value,
  onChange,
}: {
  value: readonly SpecialDays[]
  onChange: (days: SpecialDays[]) => void
}) {
  const t = useTranslations('tools.hours')
  const change = (index: number, part: Partial<SpecialDays>) =>
    onChange(value.map((days, at) => (at === index ? { ...days, ...part } : days)))
  const add = () => {
    const day = dayAfter(value.at(-1)?.to)
    onChange([...value, { from: day, to: day, openings: [], reason: 'holiday' }])
  }
  return (
    <section aria-label={t('special')}>
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-base">{t('special')}</h3>
        <Button look="quiet" onClick={add}>
          <Plus aria-hidden className="size-4" /> {t('addDays')}
        </Button>
      </div>
      {value.length === 0 && <p className="text-sm text-muted">{t('noSpecial')}</p>}
      <ul className="mt-2 space-y-3">
        {value.map((days, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- special days have no name but their place
          <li key={index} className="rounded-control bg-sunk p-3">
            <div className="flex items-start gap-2">
              <div className="grid min-w-0 flex-1 grid-cols-2 gap-2">
                <label className="text-sm font-semibold">
                  {t('from')}
                  <input
                    type="date"
                    required
                    className={field}
                    value={days.from}
                    onChange={({ currentTarget: { value: from } }) =>
                      change(index, { from, to: days.to < from ? from : days.to })
                    }
                  />
                </label>
                <label className="text-sm font-semibold">
                  {t('to')}
                  <input
                    type="date"
                    required
                    min={days.from}
                    className={field}
                    value={days.to}
                    onChange={(event) => change(index, { to: event.currentTarget.value })}
                  />
                </label>
              </div>
              <IconButton
                label={t('removeDays')}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
                className="mt-5"
              >
                <X aria-hidden />
              </IconButton>
            </div>
            <div className="mt-2 grid gap-2 sm:grid-cols-2">
              <Select
                required
                bare
                label={t('reason')}
                value={days.reason}
                onChange={({ currentTarget: { value: reason } }) =>
                  change(index, { reason: reasons.find((each) => each === reason) ?? 'other' })
                }
              >
                {reasons.map((reason) => (
                  <option key={reason} value={reason}>
                    {t(`reasons.${reason}`)}
                  </option>
                ))}
              </Select>
              <Select
                required
                bare
                label={t('how')}
                value={days.openings.length > 0 ? 'open' : 'closed'}
                onChange={(event) =>
                  change(index, { openings: event.currentTarget.value === 'open' ? [['10:00', '16:00']] : [] })
                }
              >
                <option value="closed">{t('closed')}</option>
                <option value="open">{t('otherHours')}</option>
              </Select>
            </div>
            {days.openings.map(([opens = '', closes = ''], at) => (
              // oxlint-disable-next-line react/no-array-index-key -- openings have no name but their place
              <div key={at} className="mt-2 flex items-center gap-2">
                <input
                  type="time"
                  required
                  aria-label={t('opens')}
                  className={field}
                  value={opens}
                  onChange={(event) =>
                    change(index, { openings: days.openings.with(at, [event.currentTarget.value, closes]) })
                  }
                />
                <span aria-hidden>–</span>
                <input
                  type="time"
                  required
                  aria-label={t('closes')}
                  className={field}
                  value={closes === '24:00' ? '00:00' : closes}
                  onChange={({ currentTarget: { value: typed } }) =>
                    change(index, { openings: days.openings.with(at, [opens, typed === '00:00' ? '24:00' : typed]) })
                  }
                />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The day after the last one named, or tomorrow. */
function dayAfter(date: string | undefined): string {
  const from = date === undefined ? Date.now() : Date.parse(`${date}T00:00:00Z`)
  return new Date(from + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}
