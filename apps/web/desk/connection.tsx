// Whether the line to the server is alive, since when it is silent, and catching up when it comes back.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { liveLine } from '../api/socket.ts'
import { useDesk } from './desk-context.tsx'
import { useClock } from './clock.ts'

interface Connection {
  live: boolean
  /** Epoch ms of the last sign of life. */
  heardAt: number | undefined
}

const ConnectionContext = createContext<Connection>({ live: false, heardAt: undefined })

export function useConnection(): Connection {
  return useContext(ConnectionContext)
}

/** Holds the line for the whole app: what happened while it was down is asked for as soon as it is up. */
export function ConnectionProvider({ children }: { children: ReactNode }) {
  const { market, app, api } = useDesk()
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>({ live: false, heardAt: undefined })

  useEffect(() => {
    const socket = liveLine(market.id, app)
    let again: ReturnType<typeof setTimeout> | undefined
    const hears = () => setConnection({ live: socket.connected, heardAt: Date.now() })
    const connects = () => {
      hears()
      void queries.invalidateQueries()
    }
    const breaks = () => setConnection((before) => ({ ...before, live: false }))
    // Refused rather than unreachable: the session has to be renewed, which any request does, before it is tried again.
    const fails = () => {
      breaks()
      if (socket.active) return
      clearTimeout(again)
      again = setTimeout(() => {
        void api
          .GET('/api/v1/users/profile')
          .catch(() => undefined)
          .then(() => socket.connect())
      }, 3_000)
    }
    socket.on('connect', connects).on('disconnect', breaks).on('connect_error', fails).onAny(hears)
    socket.io.on('ping', hears)
    if (socket.connected) hears()
    else socket.connect()
    return () => {
      clearTimeout(again)
      socket.off('connect', connects).off('disconnect', breaks).off('connect_error', fails).offAny(hears)
      socket.io.off('ping', hears)
    }
  }, [market.id, app, api, queries])

  return <ConnectionContext value={connection}>{children}</ConnectionContext>
}

/** A quiet green dot while all is well; a loud sentence with a time when it is not. */
export function ConnectionLamp({ compact = false }: { compact?: boolean }) {
  const t = useTranslations('desk')
  const { live, heardAt } = useConnection()
  const clock = useClock()
  const [patient, setPatient] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), 4_000)
    return () => clearTimeout(timer)
  }, [])

  // While the page has just opened, silence means nothing yet.
  const lost = !live && (heardAt !== undefined || !patient)
  return (
    <output
      className={clsx(
        'inline-flex min-h-9 items-center gap-2 rounded-full px-3 text-sm leading-tight font-semibold',
        lost ? 'bg-bad-fill text-on-bad' : live ? 'text-good' : 'text-muted',
      )}
    >
      {lost ? (
        <WifiOff aria-hidden className="size-4 shrink-0" />
      ) : (
        <span aria-hidden className="relative grid size-3 place-items-center">
          {live && <span className="absolute size-3 animate-ping rounded-full bg-current opacity-40" />}
          <span className="size-2.5 rounded-full bg-current" />
        </span>
      )}
      <span className={clsx(compact && !lost && 'sr-only')}>
        {lost
          ? heardAt === undefined
            ? t('connection.never')
            : t('connection.lost', { time: clock.time(heardAt) })
          : live
            ? t('connection.live')
            : t('connection.opening')}
      </span>
    </output>
  )
}
