// Somebody is writing: passed on to the others of the order, and written nowhere.
import { orderUnknown } from '@provender/ordering'
import { invalidRequest } from '@provender/platform/http-errors'
import { createLimiter } from '@provender/platform/limits'
import type { Relay, SocketCommand } from '@provender/platform/realtime'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { Side } from './message.ts'
import { joinConversation, reachesVendor } from './person.ts'

const Typing = Type.Object({
  orderId: Type.String({ format: 'uuid' }),
  isTyping: Type.Boolean(),
  as: Type.Optional(Side),
})

const limiter = createLimiter({ most: 60, perSeconds: 60 })

export const typing: SocketCommand = {
  name: 'typing',
  relays: true,
  async handle({ db, ctx }, payload) {
    const { actor } = ctx
    if (!Value.Check(Typing, payload) || actor.kind !== 'account') throw invalidRequest()
    if (!limiter.take(`${ctx.market.id}/${actor.accountId}`)) return undefined
    const side = payload.as ?? actor.roles.find((role) => role === 'rider' || role === 'vendor') ?? 'customer'
    const { order, carrier, name, isOpen } = await joinConversation(db, ctx, { orderId: payload.orderId, side })
    if (!isOpen) throw orderUnknown()

    const relay: Relay = {
      name: 'typing',
      rooms: [
        ...(side === 'customer' ? [] : [`customer:${order.customerId}`]),
        ...(side === 'vendor' || !reachesVendor(order) ? [] : [`vendor:${order.vendorId}`]),
        ...(side === 'rider' || !carrier ? [] : [`rider:${carrier.riderId}`]),
      ],
      body: { orderId: order.id, side, name, isTyping: payload.isTyping },
    }
    return relay
  },
}
