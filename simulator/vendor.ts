// A vendor at the counter: hears of orders, accepts or declines, cooks for as long as it takes, hands over.
import { type Person, read } from './api-client.ts'
import { type Random, randomFor } from './random.ts'
import { type World, unlessMovedOn } from './world.ts'

export interface Kitchen {
  readonly person: Person
  readonly vendorId: string
  readonly preparationMinutes: number
}

const declines = ['Sold out for today, sorry.', 'Too many orders at once.', 'The oven is out of order.']

/** Between looks at the board, in case a message got lost. */
const lookSeconds = 10

export function openKitchen(world: World, kitchen: Kitchen): void {
  const { api, hear } = kitchen.person
  /** Whether there is food to fetch, once that is known. */
  const served = new Map<string, Promise<boolean>>()
  const serve = (orderId: string) => {
    if (served.has(orderId)) return

    const life = serveOrder(world, kitchen, orderId)
    served.set(orderId, life)
    world.live('vendor', life)
  }
  hear<{ orderId: string; vendorId: string }>('order:created', ({ orderId, vendorId }) => {
    if (vendorId === kitchen.vendorId) serve(orderId)
  })
  world.live('vendor', lookAgain(world, kitchen, serve))
  world.openCounter(kitchen.vendorId, {
    async fetch(orderId) {
      if (!(await served.get(orderId))) return undefined

      const path = { orderId }
      const { pickupCode } = await read(api.GET('/api/v1/vendor/orders/{orderId}/delivery', { params: { path } }))
      if (pickupCode === null) throw new Error('the vendor has no code for this order')

      return pickupCode
    },
    async handOver(orderId, code) {
      await report(kitchen, orderId, { state: 'collected', code })
    },
    async takeBack(orderId) {
      await report(kitchen, orderId, { state: 'returned' })
    },
  })
}

/** Answers whether it came to be ready. Orders of strangers are left to whoever looks after them. */
async function serveOrder(world: World, kitchen: Kitchen, orderId: string): Promise<boolean> {
  const wish = await world.wishOf(orderId)
  if (wish === undefined) return false
  const random = randomFor(world.seed, 'vendor', wish)
  const { api } = kitchen.person
  const params = { path: { orderId } }

  await world.minutes(random.between(0.2, 1.2))
  if (random.chance(0.04)) {
    const body = { reason: random.pick(declines) }
    await unlessMovedOn(read(api.PUT('/api/v1/vendor/orders/{orderId}/decline', { params, body })))
    return false
  }

  const readyInMinutes = Math.max(1, Math.round(kitchen.preparationMinutes / world.speed))
  const body = { readyInMinutes }
  if (!(await unlessMovedOn(read(api.PUT('/api/v1/vendor/orders/{orderId}/accept', { params, body }))))) return false
  return cook(world, kitchen, orderId, random)
}

async function cook(world: World, kitchen: Kitchen, orderId: string, random: Random): Promise<boolean> {
  await world.minutes(random.between(0.3, 1.5))
  if (!(await unlessMovedOn(report(kitchen, orderId, { state: 'preparing' })))) return false

  await world.minutes(kitchen.preparationMinutes * random.between(0.6, 1.2))
  return unlessMovedOn(report(kitchen, orderId, { state: 'ready' }))
}

function report(
  { person }: Kitchen,
  orderId: string,
  body: { state: 'preparing' | 'ready' | 'collected' | 'returned'; code?: string },
): Promise<unknown> {
  return read(person.api.PUT('/api/v1/vendor/orders/{orderId}/status', { params: { path: { orderId } }, body }))
}

async function lookAgain(world: World, { person, vendorId }: Kitchen, serve: (orderId: string) => void): Promise<void> {
  for (;;) {
    await world.seconds(lookSeconds)
    const query = { state: 'active' as const, limit: 100 }
    const { items } = await read(person.api.GET('/api/v1/vendor/orders', { params: { query } }))
    for (const order of items) {
      if (order.state === 'placed' && order.vendor.id === vendorId) serve(order.id)
    }
  }
}
