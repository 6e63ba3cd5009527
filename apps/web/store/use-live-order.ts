// An order as it is right now: told by the live line, and asked for when that line is silent.
'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { browserApi, readIfAny } from '../api/client.ts'
import type { Order, Tracking } from '../api/schema.ts'
import { followOrder, hear } from '../api/socket.ts'

interface Seen {
  orderId: string
  at: string
  lat: number
  lng: number
}

const patienceMs = 15_000

export function useLiveOrder(
  market: string,
  first: { order: Order; tracking: Tracking | undefined },
  over: (order: Order) => boolean,
): { order: Order; tracking: Tracking | undefined; refresh: () => Promise<void>; learn: (order: Order) => void } {
  const [order, setOrder] = useState(first.order)
  const [tracking, setTracking] = useState(first.tracking)
  const { id } = first.order
  const ended = over(order)

  const refresh = async () => {
    const api = browserApi(market)
    const params = { path: { orderId: id } }
    try {
      const [now, where] = await Promise.all([
        readIfAny(api.GET('/api/v1/orders/{orderId}', { params })),
        first.order.fulfilment === 'delivery'
          ? readIfAny(api.GET('/api/v1/orders/{orderId}/tracking', { params }))
          : undefined,
      ])
      if (now) setOrder(now)
      if (where) setTracking(where)
    } catch {
      // What is on the page stays until the next news.
    }
  }
  const news = useEffectEvent((about: { orderId: string }) => {
    if (about.orderId === id) void refresh()
  })
  const moved = useEffectEvent(({ orderId, at, lat, lng }: Seen) => {
    if (orderId !== id) return
    setTracking(
      (before) =>
        before && { ...before, positionIsStale: false, position: { at, lat, lng, heading: null, speedMps: null } },
    )
  })

  useEffect(() => {
    if (ended) return
    const quiet = [
      followOrder(market, id),
      hear(market, 'order:status_updated', (about: { orderId: string }) => news(about)),
      hear(market, 'order:packed', (about: { orderId: string }) => news(about)),
      hear(market, 'delivery:status_updated', (about: { orderId: string }) => news(about)),
      hear(market, 'delivery:near', (about: { orderId: string }) => news(about)),
      hear(market, 'delivery:location', (seen: Seen) => moved(seen)),
    ]
    const ask = () => {
      if (!document.hidden) news({ orderId: id })
    }
    const timer = setInterval(ask, patienceMs)
    document.addEventListener('visibilitychange', ask)
    return () => {
      for (const stop of quiet) stop()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [market, id, ended])

  return { order, tracking, refresh, learn: setOrder }
}
