// Opens the console to administrators of the market, and keeps it true while they look.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, type ReactNode } from 'react'
import { hear } from '../../api/socket.ts'
import { useDesk } from '../desk-context.tsx'
import { SessionGate } from '../session-gate.tsx'
import { MoneyAlarm } from './money-alarm.tsx'

export function AdminConsole({ children }: { children: ReactNode }) {
  return (
    <SessionGate needs="admin">
      <News />
      <MoneyAlarm />
      {children}
    </SessionGate>
  )
}

/** Many events a second would ask many times a second: at most once in two. */
const restMs = 2_000

function News() {
  const { market, app } = useDesk()
  const queries = useQueryClient()
  const ask = useEffectEvent(() => {
    for (const key of ['orders', 'deliveries', 'riders']) void queries.invalidateQueries({ queryKey: [key] })
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        ask()
      }, restMs)
    }
    const names = [
      'order:created',
      'order:status_updated',
      'delivery:waiting',
      'delivery:status_updated',
      'rider_assigned',
      'rider:updated',
    ]
    const stops = names.map((name) => hear(market.id, name, again, app))
    return () => {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    }
  }, [market.id, app])
  return null
}
