// Opening hours of a week on the clock of the market: any number of openings a day, past midnight included.
'use client'
import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../../ui/button.tsx'
import type { VendorProfile } from '../answers.ts'

type Hours = VendorProfile['hours']
type Opening = readonly [opens: string, closes: string]

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const mostADay = 6
const time =
  'min-h-11 w-full max-w-36 min-w-0 rounded-control border-[1.5px] border-edge bg-card px-2.5 tabular hover:border-ink disabled:bg-sunk'

export function HoursEditor({ value, onChange }: { value: Hours; onChange: (hours: Hours) => void }) {
  const t = useTranslations('desk.hours')
  return (
    <div className="divide-y divide-line">
      {weekdays.map((day) => {
        const openings = value[day].map(([opens = '', closes = '']): Opening => [opens, closes])
        const set = (next: Opening[]) => onChange({ ...value, [day]: next.map((each) => [...each]) })
        const change = (index: number, opening: Opening) =>
          set(openings.map((each, at) => (at === index ? opening : each)))
        return (
          <fieldset key={day} className="relative py-3">
            <legend className="float-left flex min-h-11 items-center font-semibold">{t(day)}</legend>
            <div className="flex min-h-11 items-center justify-end gap-1">
              {openings.length === 0 && <span className="text-muted">{t('closed')}</span>}
              {openings.length < mostADay && (
                <IconButton label={t('add', { day: t(day) })} onClick={() => set([...openings, nextOpening(openings)])}>
                  <Plus aria-hidden />
                </IconButton>
              )}
            </div>
            {openings.map(([opens, closes], index) => (
              // oxlint-disable-next-line react/no-array-index-key -- openings have no name but their place
              <div key={`${day}${index}`} className="clear-both mt-1 flex items-center gap-2">
                <input
                  type="time"
                  aria-label={t('opens', { day: t(day) })}
                  className={time}
                  value={opens}
                  required
                  onChange={(event) => change(index, [event.currentTarget.value, closes])}
                />
                <span aria-hidden>–</span>
                <input
                  type="time"
                  aria-label={t('closes', { day: t(day) })}
                  className={time}
                  // Midnight at the end of a day is written 24:00; a clock field only knows 00:00.
                  value={closes === '24:00' ? '00:00' : closes}
                  required
                  onChange={(event) =>
                    change(index, [opens, event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value])
                  }
                />
                <IconButton
                  label={t('remove')}
                  className="ml-auto"
                  onClick={() => set(openings.filter((_, at) => at !== index))}
                >
                  <X aria-hidden />
                </IconButton>
              </div>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}

/** A morning first, then an evening. */
function nextOpening(openings: readonly unknown[]): Opening {
  return openings.length === 0 ? ['09:00', '17:00'] : ['18:00', '22:00']
}
