// The orders under way: read once, kept true by the live line, polled faster while that line is down.
'use client'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { read } from '../../api/client.ts'
import type { Order } from '../../api/schema.ts'
import { hear } from '../../api/socket.ts'
import { useConnection } from '../connection.tsx'
import { useDesk } from '../desk-context.tsx'

export const activeOrders = ['orders', 'active'] as const

interface News {
  orderId: string
  state: Order['state']
  readyAt: string | null
}

export function useActiveOrders() {
  const { api } = useDesk()
  const { live } = useConnection()
  return useQuery({
    queryKey: activeOrders,
    queryFn: async () =>
      (await read(api.GET('/api/v1/vendor/orders', { params: { query: { state: 'active', limit: 100 } } }))).items,
    refetchInterval: live ? 60_000 : 10_000,
  })
}

/** Mount once: what the line says is shown at once, then asked for in full. */
export function useOrderNews(): void {
  const { market, app } = useDesk()
  const queries = useQueryClient()
  useEffect(() => {
    const again = () => void queries.invalidateQueries({ queryKey: ['orders'] })
    const moves = (news: News) => {
      patchOrder(queries, news.orderId, { state: news.state, readyAt: news.readyAt })
      again()
    }
    const rides = () => void queries.invalidateQueries({ queryKey: ['delivery'] })
    const stops = [
      hear(market.id, 'order:created', again, app),
      hear<News>(market.id, 'order:status_updated', moves, app),
      ...['rider_assigned', 'DeliveryAssigned', 'rider_arrived', 'delivery:status_updated'].map((event) =>
        hear(market.id, event, rides, app),
      ),
    ]
    return () => stops.forEach((stop) => stop())
  }, [market.id, app, queries])
}

/** Changes one order of the board before the server has told all of it. */
export function patchOrder(queries: QueryClient, orderId: string, change: Partial<Order>): void {
  queries.setQueryData<Order[]>(activeOrders, (orders) =>
    orders?.map((order) => (order.id === orderId ? { ...order, ...change } : order)),
  )
}
