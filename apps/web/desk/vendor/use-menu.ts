// The vendor's own products, all of them: a desk shows them together, so every page is read.
'use client'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import type { components } from '../../api/schema.generated.ts'
import type { VendorProduct } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'

export const productsKey = ['products'] as const
export const orderKey = ['menu-order'] as const
export const changesKey = ['menu-changes'] as const
export type MenuOrder = components['schemas']['MenuOrder']

/** Shelves and products in the order customers see them. */
export function useMenuOrder() {
  const { api } = useDesk()
  return useQuery({
    queryKey: orderKey,
    queryFn: async () => (await read(api.GET('/api/v1/vendor/menu/order'))).shelves,
    staleTime: 30_000,
  })
}

/** What changes on later days. */
export function useChanges() {
  const { api } = useDesk()
  return useQuery({
    queryKey: changesKey,
    queryFn: async () => (await read(api.GET('/api/v1/vendor/menu/changes'))).items,
  })
}

export function useProducts() {
  const { api } = useDesk()
  return useQuery({
    queryKey: productsKey,
    queryFn: async () => {
      const all: VendorProduct[] = []
      let after: string | undefined
      do {
        const page = await read(
          api.GET('/api/v1/vendor/products', { params: { query: { limit: 100, ...(after && { after }) } } }),
        )
        all.push(...page.items)
        after = page.next ?? undefined
      } while (after)
      return all
    },
    staleTime: 30_000,
  })
}

export function useCategories() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['categories'],
    queryFn: async () => (await read(api.GET('/api/v1/categories'))).items,
    staleTime: 5 * 60_000,
  })
}

/** Sold out is nothing on the shelf but what is promised; null on the shelf is made to order, without end. */
export function useStockTap() {
  const { api } = useDesk()
  return useTap({
    touches: [productsKey],
    send: ({ productId, onHand }: { productId: string; onHand: number | null }) =>
      read(api.PUT('/api/v1/vendor/products/{productId}/stock', { params: { path: { productId } }, body: { onHand } })),
    expect: (queries, { productId, onHand }) =>
      queries.setQueryData<VendorProduct[]>(productsKey, (products) =>
        products?.map((product) =>
          product.id === productId
            ? { ...product, onHand, available: onHand === null ? null : Math.max(0, onHand - product.reserved) }
            : product,
        ),
      ),
  })
}

/** Sold out for today; tomorrow it is back by itself. */
export function useSoldOutTap() {
  const { api } = useDesk()
  return useTap({
    touches: [productsKey],
    send: ({ productId, soldOut }: { productId: string; soldOut: boolean }) =>
      read(
        api.PUT('/api/v1/vendor/products/{productId}/sold-out', { params: { path: { productId } }, body: { soldOut } }),
      ),
    expect: (queries, { productId, soldOut }) =>
      queries.setQueryData<VendorProduct[]>(productsKey, (products) =>
        products?.map((product) =>
          product.id === productId
            ? { ...product, soldOutUntil: soldOut ? new Date(Date.now() + 86_400_000).toISOString() : null }
            : product,
        ),
      ),
  })
}

export type Draft = Pick<
  VendorProduct,
  'category' | 'name' | 'description' | 'priceMinor' | 'unit' | 'picture' | 'allergens' | 'diets' | 'listed'
>

export function useRemoveTap(onDone: () => void) {
  const { api } = useDesk()
  return useTap({
    touches: [productsKey],
    send: (productId: string) =>
      read(api.DELETE('/api/v1/vendor/products/{productId}', { params: { path: { productId } } })),
    expect: (queries, productId) =>
      queries.setQueryData<VendorProduct[]>(productsKey, (products) => products?.filter(({ id }) => id !== productId)),
    onDone,
  })
}
