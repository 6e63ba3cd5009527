// Where the rider is: measured by the phone or walked in a demo, sent every five seconds, kept while there is no network.
'use client'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { read } from '../../api/client.ts'
import { problemFacts } from '../../api/problem.ts'
import { aheadOf, stepAlong } from '../../ui/along.ts'
import type { Place } from '../../ui/glide.ts'
import { useDesk } from '../desk-context.tsx'
import { enqueue, nextBatch, restore, without, type Position } from './position-queue.ts'
import { useRiderSelf } from './use-rider.ts'

interface WhereIAm {
  place: Place | undefined
  /** The device refuses or cannot tell. */
  blind: boolean
  /** Measured and not yet sent. */
  unsent: number
  walking: boolean
  /** Walks along a way on its own, in steps of a second. */
  walkTo: (way: readonly Place[]) => void
  stand: () => void
}

const WhereContext = createContext<WhereIAm | undefined>(undefined)
const sendEveryMs = 5_000
const walkEveryMs = 1_000
/** A fast motorbike, so that nobody has to wait for a demo; well below what the server finds implausible. */
const walkMps = 22

export function useWhereIAm(): WhereIAm {
  const where = useContext(WhereContext)
  if (!where) throw new Error('useWhereIAm() needs a WhereIAmProvider above it')
  return where
}

export function WhereIAmProvider({ children }: { children: ReactNode }) {
  const { market, api } = useDesk()
  const self = useRiderSelf()
  const online = self.data?.online ?? false
  const [measured, setMeasured] = useState<Place>()
  const [blind, setBlind] = useState(() => typeof navigator !== 'undefined' && !('geolocation' in navigator))
  const [walking, setWalking] = useState(false)
  const [unsent, setUnsent] = useState(0)
  const latest = useRef<Omit<Position, 'at'>>(undefined)
  const place = measured ?? self.data?.place ?? undefined

  useEffect(() => {
    if (!online || walking || !('geolocation' in navigator)) return undefined
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setBlind(false)
        const { latitude: lat, longitude: lng, heading, speed, accuracy } = coords
        latest.current = {
          lat,
          lng,
          accuracyM: accuracy,
          ...(heading !== null && Number.isFinite(heading) && { heading }),
          ...(speed !== null && Number.isFinite(speed) && { speedMps: speed }),
        }
        setMeasured({ lat, lng })
      },
      () => setBlind(true),
      { enableHighAccuracy: true, maximumAge: 2_000 },
    )
    return () => navigator.geolocation.clearWatch(watch)
  }, [online, walking])

  // One request at a time, the oldest first: a later one must not overtake.
  const memory = `pv_${market.id}_positions`
  const queue = useRef<readonly Position[]>(undefined)
  const sending = useRef(false)
  const keep = useCallback(
    (next: readonly Position[]) => {
      queue.current = next
      setUnsent(next.length)
      localStorage.setItem(memory, JSON.stringify(next))
    },
    [memory],
  )
  const send = useEffectEvent(async () => {
    queue.current ??= restore(localStorage.getItem(memory))
    if (latest.current) keep(enqueue(queue.current, { at: new Date().toISOString(), ...latest.current }))
    if (sending.current) return

    sending.current = true
    try {
      while (queue.current.length > 0) {
        const batch = nextBatch(queue.current)
        await read(api.POST('/api/v1/rider/positions', { body: { positions: [...batch] } }))
        keep(without(queue.current, batch))
      }
    } catch (error) {
      const status = problemFacts(error)?.status ?? 500
      // What the server refuses it will refuse again; what did not reach it waits for the next time.
      if (status >= 400 && status < 500 && status !== 401 && status !== 429) keep([])
    } finally {
      sending.current = false
    }
  })
  useEffect(() => {
    if (!online) return undefined
    void send()
    const timer = setInterval(() => void send(), sendEveryMs)
    const now = () => void send()
    window.addEventListener('online', now)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', now)
    }
  }, [online])

  const target = useRef<readonly Place[]>([])
  const from = useEffectEvent(() => latest.current ?? place ?? market.centre)
  useEffect(() => {
    if (!walking) return undefined
    const timer = setInterval(() => {
      const step = stepAlong([from(), ...aheadOf(target.current, from()).path], (walkMps * walkEveryMs) / 1000)
      if (!step) return
      const { lat, lng } = step
      latest.current = { lat, lng, speedMps: walkMps, accuracyM: 5 }
      setMeasured({ lat, lng })
    }, walkEveryMs)
    return () => clearInterval(timer)
  }, [walking])
  const walkTo = useCallback((way: readonly Place[]) => {
    target.current = way
    setWalking(true)
  }, [])
  const stand = useCallback(() => setWalking(false), [])

  const where = useMemo(
    () => ({ place, blind, unsent, walking, walkTo, stand }),
    [place, blind, unsent, walking, walkTo, stand],
  )
  return <WhereContext value={where}>{children}</WhereContext>
}
