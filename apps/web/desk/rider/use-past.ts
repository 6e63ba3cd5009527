// Deliveries that are over, newest first.
'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useDesk } from '../desk-context.tsx'

export function usePastDeliveries() {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['rider', 'past'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/rider/deliveries', {
          params: { query: { state: 'past', limit: 100, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
