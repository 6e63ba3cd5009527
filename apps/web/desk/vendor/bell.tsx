// The bell for new orders: rings again and again until somebody has taken notice. Made of waves, so there is no file.
'use client'
import { Bell, BellOff, BellRing } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { ring } from '../ring.ts'

interface BellState {
  /** A browser lets nobody make noise before a first touch. */
  sounding: boolean
  switchTo: (sounding: boolean) => void
  /** Rings until it is called with nothing new. */
  ringFor: (orderIds: readonly string[]) => void
  unheard: readonly string[]
  acknowledge: (orderIds?: readonly string[]) => void
}

const BellContext = createContext<BellState | undefined>(undefined)
const everyMs = 2_600
const memory = 'pv_desk_sound'

export function useBell(): BellState {
  const bell = useContext(BellContext)
  if (!bell) throw new Error('useBell() needs a BellProvider above it')
  return bell
}

export function BellProvider({ children }: { children: ReactNode }) {
  const [audio, setAudio] = useState<AudioContext>()
  const [sounding, setSounding] = useState(false)
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const [heard, setHeard] = useState<ReadonlySet<string>>(new Set())
  const unheard = useMemo(() => waiting.filter((id) => !heard.has(id)), [waiting, heard])

  const switchTo = useCallback(
    (wanted: boolean) => {
      localStorage.setItem(memory, wanted ? 'on' : 'off')
      setSounding(wanted)
      if (!wanted) return void audio?.suspend()
      const context = audio ?? new AudioContext()
      setAudio(context)
      void context.resume().then(() => ring(context))
    },
    [audio],
  )

  // Switched on yesterday: the first touch of today brings it back without asking.
  useEffect(() => {
    if (localStorage.getItem(memory) !== 'on' || audio) return undefined
    const wake = () => switchTo(true)
    window.addEventListener('pointerdown', wake, { once: true })
    return () => window.removeEventListener('pointerdown', wake)
  }, [audio, switchTo])

  const rings = unheard.length > 0
  useEffect(() => {
    if (!rings || !sounding || !audio) return undefined
    ring(audio)
    const timer = setInterval(() => ring(audio), everyMs)
    return () => clearInterval(timer)
  }, [rings, sounding, audio])

  useEffect(() => {
    if (!rings) return undefined
    const title = document.title
    let flash = false
    const timer = setInterval(() => {
      flash = !flash
      document.title = flash ? `(${unheard.length}) ${title}` : title
    }, 1_000)
    return () => {
      clearInterval(timer)
      document.title = title
    }
  }, [rings, unheard.length])

  const ringFor = useCallback((orderIds: readonly string[]) => {
    setWaiting((before) => (before.join() === orderIds.join() ? before : orderIds))
  }, [])
  const acknowledge = useCallback(
    (orderIds?: readonly string[]) => setHeard((before) => new Set([...before, ...(orderIds ?? waiting)])),
    [waiting],
  )
  const bell = useMemo(
    () => ({ sounding, switchTo, ringFor, unheard, acknowledge }),
    [sounding, switchTo, ringFor, unheard, acknowledge],
  )
  return <BellContext value={bell}>{children}</BellContext>
}

export function BellSwitch() {
  const t = useTranslations('desk.bell')
  const { sounding, switchTo } = useBell()
  return (
    <button
      type="button"
      role="switch"
      aria-checked={sounding}
      onClick={() => switchTo(!sounding)}
      className={
        sounding
          ? 'inline-flex min-h-11 items-center gap-2 rounded-full px-3 text-sm font-semibold hover:bg-ink/8'
          : 'inline-flex min-h-11 items-center gap-2 rounded-full bg-warn-soft px-4 text-sm font-semibold text-warn'
      }
    >
      {sounding ? <Bell aria-hidden className="size-5" /> : <BellOff aria-hidden className="size-5" />}
      <span className={sounding ? 'max-lg:sr-only' : 'max-sm:sr-only'}>{t(sounding ? 'on' : 'off')}</span>
    </button>
  )
}

/** The loud strip above the board while nobody has taken notice. */
export function BellStrip() {
  const t = useTranslations('desk.bell')
  const { unheard, acknowledge, sounding, switchTo } = useBell()
  if (unheard.length === 0) return null
  return (
    <div
      role="alert"
      className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card bg-accent px-5 py-4 text-on-accent shadow-lift"
    >
      <p className="flex items-center gap-3 font-display text-2xl font-bold">
        <BellRing aria-hidden className="size-7 animate-bounce" /> {t('new', { count: unheard.length })}
      </p>
      <div className="flex flex-wrap gap-3">
        {!sounding && (
          <Button look="secondary" onClick={() => switchTo(true)} className="border-transparent!">
            <Bell aria-hidden className="size-5" /> {t('enable')}
          </Button>
        )}
        <Button look="secondary" onClick={() => acknowledge()} className="border-transparent!">
          {t('seen')}
        </Button>
      </div>
    </div>
  )
}
