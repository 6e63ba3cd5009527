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
  'min-h-11 w-[6.75rem] rounded-control border-[1.5px] border-edge bg-card px-2.5 tabular hover:border-ink disabled:bg-sunk'

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
          <fieldset key={day} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2.5">
            <legend className="float-left w-28 pt-2.5 font-semibold">{t(day)}</legend>
            <div className="min-w-0 flex-1 space-y-1.5">
              {openings.length === 0 && <p className="pt-2.5 text-muted">{t('closed')}</p>}
              {openings.map(([opens, closes], index) => (
                <div key={`${day}${index}`} className="flex flex-wrap items-center gap-1.5">
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
                    value={closes === '24:00' ? '00:00' : closes}
                    required
                    // Midnight at the end of a day is written 24:00; a clock field only knows 00:00.
                    onChange={(event) =>
                      change(index, [
                        opens,
                        event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value,
                      ])
                    }
                  />
                  <IconButton label={t('remove')} onClick={() => set(openings.filter((_, at) => at !== index))}>
                    <X aria-hidden />
                  </IconButton>
                </div>
              ))}
            </div>
            {openings.length < mostADay && (
              <IconButton label={t('add', { day: t(day) })} onClick={() => set([...openings, nextOpening(openings)])}>
                <Plus aria-hidden />
              </IconButton>
            )}
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
