// What the people of a town share: the platform, the pace of time, and how they meet in person.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Line, Refused, type Schemas } from './api-client.ts'

export interface World {
  readonly line: Line
  readonly market: Schemas['Market']
  readonly seed: number
  /** How many times faster than life things go. */
  readonly speed: number
  /** Waits, in minutes of the town. */
  minutes(count: number): Promise<void>
  /** Waits, in our own seconds. */
  seconds(count: number): Promise<void>
  /** Which wish an order, told by its id or number, came from; undefined for orders of strangers. */
  wishOf(order: string): Promise<number | undefined>
  /** A wish has become an order. */
  register(order: OfTown): void
  /** Asks the customer at the door for the four digits. */
  askCustomer(orderId: string): Promise<string>
  /** What was last heard of a wish that became an order. */
  lastKnown(wish: number): { readonly number: string; readonly state: string } | undefined
  /** How a vendor is met at the counter. */
  openCounter(vendorId: string, counter: Counter): void
  counterOf(vendorId: string): Counter
  /** Something moved: while this goes on, nothing is stuck. */
  stir(): void
  stirredAt(): number
  /** Runs a life of its own; what goes wrong in it is noted, and the town goes on. */
  live(who: string, life: Promise<unknown>): void
  readonly mishaps: ReadonlyMap<string, number>
}

export interface OfTown {
  readonly wish: number
  readonly id: string
  readonly number: string
  /** Changes as its customer hears of it. */
  state: string
  readonly tellCode: () => Promise<string>
}

export interface Counter {
  /** Waits for the food and answers the digits by which a rider proves that he came for it; undefined: there is none. */
  fetch(orderId: string): Promise<string | undefined>
  /** Hands an order to its customer. */
  handOver(orderId: string, code: string): Promise<void>
  /** Takes food back that did not reach its customer. */
  takeBack(orderId: string): Promise<void>
}

/** A message may come before the reply that says whose order it is about. */
const registrationPatienceMs = 5_000

export function createWorld(given: Pick<World, 'line' | 'market' | 'seed' | 'speed'>): World {
  const { signal } = given.line
  const orders = new Map<string, OfTown>()
  const byWish = new Map<number, OfTown>()
  const counters = new Map<string, Counter>()
  const mishaps = new Map<string, number>()
  let stirredAt = performance.now()

  return {
    ...given,
    minutes: (count) => sleep((count * 60_000) / given.speed, undefined, { signal }),
    seconds: (count) => sleep(count * 1000, undefined, { signal }),
    async wishOf(order) {
      const end = performance.now() + registrationPatienceMs
      while (!orders.has(order) && performance.now() < end) await sleep(50, undefined, { signal })

      return orders.get(order)?.wish
    },
    register(order) {
      orders.set(order.id, order).set(order.number, order)
      byWish.set(order.wish, order)
    },
    askCustomer(orderId) {
      const known = orders.get(orderId)
      if (!known) throw new Error(`nobody here ordered ${orderId}`)

      return known.tellCode()
    },
    lastKnown: (wish) => byWish.get(wish),
    openCounter: (vendorId, counter) => void counters.set(vendorId, counter),
    counterOf(vendorId) {
      const counter = counters.get(vendorId)
      if (!counter) throw new Error(`nobody works for vendor ${vendorId}`)

      return counter
    },
    stir() {
      stirredAt = performance.now()
    },
    stirredAt: () => stirredAt,
    live(who, life) {
      life.catch((error: unknown) => {
        if (signal.aborted) return
        const what = `${who}: ${error instanceof Refused ? error.code : String(error)}`
        mishaps.set(what, (mishaps.get(what) ?? 0) + 1)
      })
    },
    mishaps,
  }
}

/** Does one thing unless the order has moved on meanwhile; answers whether it was done. */
export async function unlessMovedOn(step: Promise<unknown>): Promise<boolean> {
  try {
    await step
    return true
  } catch (error) {
    if (error instanceof Refused && movedOn.has(error.code)) return false
    throw error
  }
}

const movedOn = new Set(['ordering.moved_on', 'ordering.cancel_too_late', 'delivery.moved_on', 'delivery.offer_gone'])
