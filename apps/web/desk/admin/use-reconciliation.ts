// What the console asks the API for about statements, differences and the books of each day.
'use client'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useDesk } from '../desk-context.tsx'

const root = ['reconciliation'] as const
export const reconciliationKeys = { all: root, differences: [...root, 'differences'] } as const

export function useStatements() {
  const { api } = useDesk()
  return useQuery({
    queryKey: [...root, 'statements'],
    queryFn: () => read(api.GET('/api/v1/admin/reconciliation/statements')),
  })
}

export function useDifferences(open: boolean) {
  const { api } = useDesk()
  return useQuery({
    queryKey: [...reconciliationKeys.differences, open],
    queryFn: () => read(api.GET('/api/v1/admin/reconciliation/differences', { params: { query: { open } } })),
  })
}

export function useCloses() {
  const { api } = useDesk()
  return useQuery({
    queryKey: [...root, 'closes'],
    queryFn: () => read(api.GET('/api/v1/admin/reconciliation/closes')),
  })
}

export function useMoneyAlarm() {
  const { api } = useDesk()
  return useQuery({
    queryKey: [...root, 'alarm'],
    refetchInterval: 60_000,
    queryFn: () => read(api.GET('/api/v1/admin/reconciliation/alarm')),
  })
}
