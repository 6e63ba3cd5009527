// What the money page asks the API for, as a vendor or as a rider.
'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { once, read } from '../api/client.ts'
import type { components } from '../api/schema.generated.ts'
import { useDesk } from '../desk/desk-context.tsx'

type Schemas = components['schemas']
export type Payout = Schemas['Payout']
export type PayoutDestination = Schemas['PayoutDestination']
export type EarningsUnit = Schemas['Earnings']['by']
export type EarningsPeriod = Schemas['Earnings']['items'][number]
export type Side = 'vendor' | 'rider'

/** How many periods one looks back. */
const spans: Record<EarningsUnit, number> = { day: 14, week: 12, month: 12 }

export function useStanding(side: Side) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['money', 'standing', side],
    refetchInterval: 30_000,
    queryFn: () =>
      read(side === 'vendor' ? api.GET('/api/v1/vendor/wallet/balance') : api.GET('/api/v1/rider/wallet/balance')),
  })
}

export function useEarnings(side: Side, by: EarningsUnit) {
  const { api } = useDesk()
  const params = { query: { by, periods: spans[by] } }
  return useQuery({
    queryKey: ['money', 'earnings', side, by],
    queryFn: () =>
      read(
        side === 'vendor'
          ? api.GET('/api/v1/vendor/earnings', { params })
          : api.GET('/api/v1/rider/earnings', { params }),
      ),
  })
}

export function usePayouts(side: Side) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['money', 'payouts', side],
    refetchInterval: 10_000,
    queryFn: () => read(side === 'vendor' ? api.GET('/api/v1/vendor/payouts') : api.GET('/api/v1/rider/payouts')),
  })
}

export function useMovements(side: Side) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['money', 'movements', side],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => {
      const params = { query: { limit: 15, ...(pageParam !== undefined && { after: pageParam }) } }
      return read(
        side === 'vendor'
          ? api.GET('/api/v1/vendor/wallet/transactions', { params })
          : api.GET('/api/v1/rider/wallet/transactions', { params }),
      )
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export type DestinationWish = Pick<PayoutDestination, 'kind' | 'holder' | 'number' | 'schedule'> & {
  bank?: string
  password: string
}

export function useMoneyWrites(side: Side) {
  const { api } = useDesk()
  return {
    askPayout: ({ amountMinor, key }: { amountMinor: number; key: string }) => {
      const asked = { params: { header: once(key) }, body: { amountMinor } }
      return read(
        side === 'vendor' ? api.POST('/api/v1/vendor/payouts', asked) : api.POST('/api/v1/rider/payouts', asked),
      )
    },
    setDestination: (body: DestinationWish) =>
      read(
        side === 'vendor'
          ? api.PUT('/api/v1/vendor/payouts/destination', { body })
          : api.PUT('/api/v1/rider/payouts/destination', { body }),
      ),
  }
}
