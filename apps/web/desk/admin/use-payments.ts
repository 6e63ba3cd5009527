// What the console asks the API for about payments.
'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { read } from '../../api/client.ts'
import type { Tone } from '../../ui/badge.tsx'
import type { AdminPayment } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'

export type PaymentState = AdminPayment['state']

export const paymentTones: Record<PaymentState, Tone> = {
  created: 'neutral',
  pending: 'accent',
  action_needed: 'accent',
  unknown: 'warn',
  succeeded: 'good',
  failed: 'bad',
}

export interface PaymentFilter {
  state?: PaymentState
  open?: boolean
  gateway?: string
}

export function usePayments(filter: PaymentFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['payments', 'list', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/admin/payments', {
          params: { query: { limit: 30, ...filter, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export const paymentKey = (paymentId: string) => ['payments', 'one', paymentId] as const

export function usePaymentStory(paymentId: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: paymentKey(paymentId),
    queryFn: () => read(api.GET('/api/v1/admin/payments/{paymentId}', { params: { path: { paymentId } } })),
  })
}

export const gatewaysKey = ['payments', 'gateways'] as const

export function useGateways() {
  const { api } = useDesk()
  return useQuery({
    queryKey: gatewaysKey,
    refetchInterval: 5_000,
    queryFn: () => read(api.GET('/api/v1/admin/gateways')),
  })
}

/** What people call a gateway; one that is new to us goes by its own name. */
export function useGatewayNames(): (name: string) => string {
  const t = useTranslations('payments.gateway')
  return (name) => (t.has(name as 'stripe') ? t(name as 'stripe') : name)
}

export function useAnswerWords(): (answer: string) => string {
  const t = useTranslations('payments.answer')
  return (answer) => (t.has(answer as 'pending') ? t(answer as 'pending') : answer)
}
