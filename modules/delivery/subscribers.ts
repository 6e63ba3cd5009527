// What delivery does when others announce: deliveries follow their orders, and riders are asked without delay.
import { accountSuspended } from '@provender/identity/events'
import { type OrderFact, orderAccepted, orderCancelled, orderReady, orderReturned } from '@provender/ordering/events'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type EventDefinition, type Subscriber, subscriber } from '@provender/platform/events'
import type { TSchema } from 'typebox'
import { dispatchDeliveries } from './dispatch.ts'
import {
  delivered,
  deliveryCancelled,
  deliveryFailed,
  deliveryReleased,
  deliveryRequested,
  offerClosed,
  riderAvailability,
} from './events.ts'
import { cancelDelivery, noteFoodReady, noteReturned } from './follow-order.ts'
import { requestDelivery } from './request-delivery.ts'
import { sendHome } from './set-online.ts'

/** One subscriber for all of them, so that an order's events are followed in the order they happened. */
const followOrders = subscriber({
  name: 'delivery.follow_orders',
  events: [orderAccepted, orderReady, orderCancelled, orderReturned],
  handle: (tx, ctx, event) => follow(tx, ctx, event.name, event.payload),
})

async function follow(tx: Tx, ctx: Context, name: string, fact: OrderFact): Promise<void> {
  const { orderId, at, by, reason } = fact
  if (fact.fulfilment !== 'delivery') return

  if (name === orderAccepted.name) await requestDelivery(tx, ctx, orderId)
  if (name === orderReady.name) await noteFoodReady(tx, ctx, { orderId, readyAt: new Date(at) })
  if (name === orderCancelled.name) await cancelDelivery(tx, ctx, { orderId, by, reason })
  if (name === orderReturned.name) await noteReturned(tx, ctx, { orderId, by })
}

/** Somebody waits, or somebody is free: whoever can be asked now is asked now. The sweep asks again every second. */
const askRiders: Subscriber = {
  name: 'delivery.ask_riders',
  events: [
    deliveryRequested,
    deliveryReleased,
    deliveryCancelled,
    deliveryFailed,
    delivered,
    offerClosed,
    riderAvailability,
  ] as readonly EventDefinition<TSchema>[],
  handle: (tx, ctx) => dispatchDeliveries(tx, ctx),
}

const followAccounts = subscriber({
  name: 'delivery.follow_accounts',
  events: [accountSuspended],
  handle: (tx, ctx, event) => sendHome(tx, ctx, event.payload),
})

export const subscribers: readonly Subscriber[] = [followOrders, askRiders, followAccounts]
