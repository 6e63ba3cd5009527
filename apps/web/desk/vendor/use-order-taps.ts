// What a kitchen answers: each tap moves the ticket at once and takes it back when the order has moved on.
'use client'
import { read } from '../../api/client.ts'
import type { Order } from '../../api/schema.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { patchOrder } from './use-orders.ts'

const touches = [['orders']] as const

export function useOrderTaps() {
  const { api } = useDesk()
  const accept = useTap({
    touches,
    send: ({ orderId, readyInMinutes }: { orderId: string; readyInMinutes: number }) =>
      read(
        api.PUT('/api/v1/vendor/orders/{orderId}/accept', { params: { path: { orderId } }, body: { readyInMinutes } }),
      ),
    expect: (queries, { orderId, readyInMinutes }) =>
      patchOrder(queries, orderId, {
        state: 'accepted',
        acceptBy: null,
        readyAt: new Date(Date.now() + readyInMinutes * 60_000).toISOString(),
      }),
  })
  const decline = useTap({
    touches,
    send: ({ orderId, reason }: { orderId: string; reason: string }) =>
      read(api.PUT('/api/v1/vendor/orders/{orderId}/decline', { params: { path: { orderId } }, body: { reason } })),
    expect: (queries, { orderId }) => patchOrder(queries, orderId, { state: 'declined' }),
  })
  const report = useTap({
    touches,
    send: ({ orderId, state }: { orderId: string; state: 'preparing' | 'ready' | 'returned' }) =>
      read(api.PUT('/api/v1/vendor/orders/{orderId}/status', { params: { path: { orderId } }, body: { state } })),
    expect: (queries, { orderId, state }) => patchOrder(queries, orderId, { state }),
  })
  return { accept, decline, report }
}

/** Not optimistic: until the code is right, the food stays on the counter. */
export function useHandOver(onDone: (order: Order) => void) {
  const { api } = useDesk()
  return useTap({
    touches,
    quiet: true,
    send: ({ orderId, code }: { orderId: string; code: string }) =>
      read(
        api.PUT('/api/v1/vendor/orders/{orderId}/status', {
          params: { path: { orderId } },
          body: { state: 'collected', code },
        }),
      ),
    onDone,
  })
}

/** Not optimistic: what it costs then is for the API to say. */
export function usePackTap(onDone: () => void) {
  const { api } = useDesk()
  return useTap({
    touches,
    send: ({
      orderId,
      position,
      ...body
    }: {
      orderId: string
      position: number
      quantity: number
      reason?: 'sold_out' | 'damaged'
    }) =>
      read(
        api.PUT('/api/v1/vendor/orders/{orderId}/lines/{position}/packed', {
          params: { path: { orderId, position } },
          body,
        }),
      ),
    onDone,
  })
}
