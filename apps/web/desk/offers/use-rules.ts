// Price rules as a desk reads and changes them: a vendor its own, an administrator those of the market.
'use client'
import { useQuery } from '@tanstack/react-query'
import { newIdempotencyKey, once, read } from '../../api/client.ts'
import type { PriceRule, PriceRuleDraft } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'

const rulesKey = ['price-rules'] as const

export function useRules() {
  const { api, app } = useDesk()
  return useQuery({
    queryKey: rulesKey,
    queryFn: async () =>
      (await read(app === 'admin' ? api.GET('/api/v1/admin/price-rules') : api.GET('/api/v1/vendor/price-rules')))
        .items,
  })
}

export function useGroups() {
  const { api, app } = useDesk()
  return useQuery({
    queryKey: ['customer-groups'],
    queryFn: async () =>
      (
        await read(
          app === 'admin' ? api.GET('/api/v1/admin/customer-groups') : api.GET('/api/v1/vendor/customer-groups'),
        )
      ).items,
    staleTime: 60_000,
  })
}

export function useSaveRule(onDone: () => void) {
  const { api, app } = useDesk()
  return useTap({
    touches: [rulesKey],
    quiet: true,
    send: async ({ id, draft }: { id: string | undefined; draft: PriceRuleDraft }): Promise<PriceRule> => {
      if (id === undefined) {
        const asked = { params: { header: once(newIdempotencyKey()) }, body: draft }
        return read(
          app === 'admin'
            ? api.POST('/api/v1/admin/price-rules', asked)
            : api.POST('/api/v1/vendor/price-rules', asked),
        )
      }
      const asked = { params: { path: { ruleId: id } }, body: draft }
      return read(
        app === 'admin'
          ? api.PUT('/api/v1/admin/price-rules/{ruleId}', asked)
          : api.PUT('/api/v1/vendor/price-rules/{ruleId}', asked),
      )
    },
    onDone,
  })
}

export function useRemoveRule() {
  const { api, app } = useDesk()
  return useTap({
    touches: [rulesKey],
    send: (ruleId: string) => {
      const asked = { params: { path: { ruleId } } }
      return read(
        app === 'admin'
          ? api.DELETE('/api/v1/admin/price-rules/{ruleId}', asked)
          : api.DELETE('/api/v1/vendor/price-rules/{ruleId}', asked),
      )
    },
  })
}
