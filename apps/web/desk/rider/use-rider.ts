// What a rider's screens know: the rider, the question asked, the delivery under way.
'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { newIdempotencyKey, once, read } from '../../api/client.ts'
import { hear } from '../../api/socket.ts'
import type { Offer, RiderDelivery, RiderSelf } from '../answers.ts'
import { useConnection } from '../connection.tsx'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'

const selfKey = ['rider', 'me'] as const
const offersKey = ['rider', 'offers'] as const
const activeKey = ['rider', 'active'] as const
const everything = [['rider']] as const

export function useRiderSelf() {
  const { api } = useDesk()
  return useQuery({ queryKey: selfKey, queryFn: () => read(api.GET('/api/v1/rider/me')), refetchInterval: 60_000 })
}

/** At most one; asked for often while the line is down, because an offer lives for half a minute. */
export function useOffer(online: boolean) {
  const { api } = useDesk()
  const { live } = useConnection()
  return useQuery({
    queryKey: offersKey,
    enabled: online,
    queryFn: async () => (await read(api.GET('/api/v1/rider/offers'))).items[0] ?? null,
    refetchInterval: live ? 15_000 : 4_000,
  })
}

export function useActiveDelivery() {
  const { api } = useDesk()
  const { live } = useConnection()
  return useQuery({
    queryKey: activeKey,
    queryFn: async () =>
      (await read(api.GET('/api/v1/rider/deliveries', { params: { query: { state: 'active', limit: 1 } } })))
        .items[0] ?? null,
    refetchInterval: live ? 30_000 : 8_000,
  })
}

/** Mount once: whatever concerns this rider is asked for anew. */
export function useRiderNews(): void {
  const { market, app } = useDesk()
  const queries = useQueryClient()
  useEffect(() => {
    const again = () => void queries.invalidateQueries({ queryKey: ['rider'] })
    const names = [
      'delivery:offered',
      'delivery:offer_closed',
      'delivery:status_updated',
      'rider_assigned',
      'order_ready',
      'rider:updated',
    ]
    const stops = names.map((name) => hear(market.id, name, again, app))
    return () => stops.forEach((stop) => stop())
  }, [market.id, app, queries])
}

export function useRiderTaps() {
  const { api } = useDesk()
  const online = useTap({
    touches: [selfKey, offersKey],
    send: (wanted: boolean) => read(api.PUT('/api/v1/rider/online', { body: { online: wanted } })),
    expect: (queries, wanted) =>
      queries.setQueryData<RiderSelf>(selfKey, (self) => self && { ...self, online: wanted }),
  })
  const accept = useTap({
    touches: everything,
    send: ({ id }: Offer) =>
      read(
        api.POST('/api/v1/rider/offers/{offerId}/accept', {
          params: { path: { offerId: id }, header: once(newIdempotencyKey()) },
        }),
      ),
  })
  const decline = useTap({
    touches: [offersKey],
    send: ({ id }: Offer) =>
      read(
        api.POST('/api/v1/rider/offers/{offerId}/decline', {
          params: { path: { offerId: id }, header: once(newIdempotencyKey()) },
        }),
      ),
    expect: (queries) => queries.setQueryData(offersKey, null),
  })
  const arrive = useTap({
    touches: [activeKey],
    send: ({ id, state }: RiderDelivery) => {
      const params = { path: { deliveryId: id } }
      return state === 'assigned'
        ? read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/arrived', { params }))
        : read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/arrived-at-customer', { params }))
    },
    expect: (queries, { state }) =>
      queries.setQueryData<RiderDelivery | null>(
        activeKey,
        (delivery) => delivery && { ...delivery, state: state === 'assigned' ? 'at_vendor' : 'at_customer' },
      ),
  })
  return { online, accept, decline, arrive }
}

/** With a code, so never before the server has said yes. */
export function useHandover(onDone: (delivery: RiderDelivery) => void) {
  const { api } = useDesk()
  return useTap({
    touches: everything,
    quiet: true,
    send: ({ delivery, code }: { delivery: RiderDelivery; code: string }) => {
      const params = { path: { deliveryId: delivery.id } }
      return delivery.state === 'at_customer' || delivery.state === 'picked_up'
        ? read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/delivered', { params, body: { code } }))
        : read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/picked-up', { params, body: { code } }))
    },
    onDone,
  })
}

/** Before the food is on the bike somebody else can fetch it; after that it has to go back. */
export function useGiveUp(onDone: () => void) {
  const { api } = useDesk()
  return useTap({
    touches: everything,
    send: ({ delivery, reason }: { delivery: RiderDelivery; reason: string }) => {
      const params = { path: { deliveryId: delivery.id } }
      return delivery.state === 'assigned' || delivery.state === 'at_vendor'
        ? read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/released', { params, body: { reason } }))
        : read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/failed', { params, body: { reason } }))
    },
    onDone,
  })
}
