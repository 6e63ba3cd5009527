// What the console asks the API for.
'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { read, readIfAny } from '../../api/client.ts'
import type { Order, OrderState } from '../../api/schema.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'

export interface OrderFilter {
  underWay?: boolean
  state?: OrderState
  number?: string
}

export function useOrders(filter: OrderFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['orders', 'list', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/admin/orders', {
          params: { query: { limit: 30, ...filter, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

const mostPages = 10

/** Every order of today on the market's calendar; `whole` is false when there were too many to read. */
export function useOrdersOfToday() {
  const { api } = useDesk()
  const clock = useClock()
  return useQuery({
    queryKey: ['orders', 'today'],
    refetchInterval: 60_000,
    queryFn: async () => {
      const today = clock.dayKey(Date.now())
      const orders: Order[] = []
      let after: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const { items, next } = await read(
          api.GET('/api/v1/admin/orders', { params: { query: { limit: 100, ...(after && { after }) } } }),
        )
        const ofToday = items.filter((order) => clock.dayKey(order.placedAt) === today)
        orders.push(...ofToday)
        if (!next || ofToday.length < items.length) return { orders, whole: true }
        after = next
      }
      return { orders, whole: false }
    },
  })
}

export function useOrder(orderId: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['orders', 'one', orderId],
    queryFn: () => read(api.GET('/api/v1/admin/orders/{orderId}', { params: { path: { orderId } } })),
  })
}

/** `null` for an order that nobody brings. */
export function useDeliveryStory(orderId: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['deliveries', 'of', orderId],
    queryFn: async () =>
      (await readIfAny(api.GET('/api/v1/admin/orders/{orderId}/delivery', { params: { path: { orderId } } }))) ?? null,
  })
}

/** `null` while no money is involved. */
export function useOrderLedger(orderId: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['orders', 'ledger', orderId],
    queryFn: async () =>
      (await readIfAny(api.GET('/api/v1/admin/ledger/orders/{orderId}', { params: { path: { orderId } } }))) ?? null,
  })
}

export function useLiveDeliveries() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['deliveries', 'live'],
    queryFn: () => read(api.GET('/api/v1/admin/deliveries', { params: { query: { state: 'active', limit: 100 } } })),
    // Where riders are is announced to their customers only; the console looks for itself.
    refetchInterval: 5_000,
  })
}

export type Approval = 'pending' | 'approved' | 'rejected'

export function useVendors(approval: Approval) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['vendors', approval],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/admin/vendors', {
          params: { query: { approval, limit: 50, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 60_000,
  })
}

export function useRiders(approval: Approval) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['riders', approval],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/admin/riders', {
          params: { query: { approval, limit: 50, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 60_000,
  })
}

/** Reads the whole ledger, so only when somebody looks. */
export function useInvariants() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['invariants'],
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    queryFn: async () => ({
      ...(await read(api.GET('/api/v1/admin/ledger/invariants'))),
      provenAt: Date.now(),
    }),
  })
}
