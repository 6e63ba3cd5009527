// Promotions as a desk reads and changes them: a vendor its own, an administrator the platform's.
'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newIdempotencyKey, once, read } from '../../api/client.ts'
import type { Promotion, PromotionDraft } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'

const promotionsKey = ['promotions'] as const

export function usePromotions() {
  const { api, app } = useDesk()
  return useQuery({
    queryKey: promotionsKey,
    queryFn: async () =>
      (await read(app === 'admin' ? api.GET('/api/v1/admin/promotions') : api.GET('/api/v1/vendor/promotions'))).items,
  })
}

export function useSavePromotion(onDone: () => void) {
  const { api, app } = useDesk()
  return useTap({
    touches: [promotionsKey],
    quiet: true,
    send: async ({ id, draft }: { id: string | undefined; draft: PromotionDraft }): Promise<Promotion> => {
      if (id === undefined) {
        const asked = { params: { header: once(newIdempotencyKey()) }, body: draft }
        return read(
          app === 'admin' ? api.POST('/api/v1/admin/promotions', asked) : api.POST('/api/v1/vendor/promotions', asked),
        )
      }
      const asked = { params: { path: { promotionId: id } }, body: draft }
      return read(
        app === 'admin'
          ? api.PUT('/api/v1/admin/promotions/{promotionId}', asked)
          : api.PUT('/api/v1/vendor/promotions/{promotionId}', asked),
      )
    },
    onDone,
  })
}

export function useRemovePromotion() {
  const { api, app } = useDesk()
  return useTap({
    touches: [promotionsKey],
    send: (promotionId: string) => {
      const asked = { params: { path: { promotionId } } }
      return read(
        app === 'admin'
          ? api.DELETE('/api/v1/admin/promotions/{promotionId}', asked)
          : api.DELETE('/api/v1/vendor/promotions/{promotionId}', asked),
      )
    },
  })
}

/** What it would have cost last month. */
export function usePreview() {
  const { api, app } = useDesk()
  return useMutation({
    mutationFn: (draft: PromotionDraft) =>
      read(
        app === 'admin'
          ? api.POST('/api/v1/admin/promotions/preview', { body: draft })
          : api.POST('/api/v1/vendor/promotions/preview', { body: draft }),
      ),
  })
}
