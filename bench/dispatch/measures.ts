// The figures of one instance, and their means over all.
import { quantile } from '../figures.ts'
import { type Instance, travelMinutes } from './instance.ts'
import type { Played } from './play.ts'

/** All but counts in minutes, money or milliseconds, as the name says. */
export interface Measures {
  readonly orders: number
  readonly undelivered: number
  readonly undeliveredPercent: number
  readonly clickToDoor: number
  readonly clickToDoorP90: number
  /** Preparation, way and service: no dispatcher can do better. */
  readonly unavoidable: number
  readonly overage: number
  readonly readyToPickup: number
  readonly costPerOrder: number
  readonly ordersPerBundle: number
  readonly decisionMsP50: number
  readonly decisionMsP99: number
  readonly decisionMsMax: number
}

export function measure(instance: Instance, { collected, delivered, decisionMs }: Played): Measures {
  const orders = new Map(instance.orders.map((order) => [order.id, order]))
  const clickToDoor: number[] = []
  let unavoidable = 0
  let overage = 0
  let readyToPickup = 0
  const carried = new Map<string, number>()
  for (const { order: id, pickupAt, dropoffAt, courier } of delivered) {
    const order = orders.get(id)
    const restaurant = order && instance.restaurants.get(order.restaurant)
    if (!order || !restaurant) throw new Error(`${id} is no order of ${instance.name}`)
    const minutes = dropoffAt - order.placedAt
    clickToDoor.push(minutes)
    unavoidable +=
      order.readyAt -
      order.placedAt +
      travelMinutes(instance, restaurant, order) +
      (instance.pickupMinutes + instance.dropoffMinutes) / 2
    overage += Math.max(0, minutes - instance.targetMinutes)
    readyToPickup += pickupAt - order.readyAt
    carried.set(courier, (carried.get(courier) ?? 0) + 1)
  }
  const count = delivered.length
  const pay = instance.couriers.reduce(
    (sum, { id, onAt, offAt }) =>
      sum + Math.max(instance.payPerOrder * (carried.get(id) ?? 0), (instance.payPerHour * (offAt - onAt)) / 60),
    0,
  )
  const undelivered = instance.orders.length - count

  return {
    orders: instance.orders.length,
    undelivered,
    undeliveredPercent: (100 * undelivered) / instance.orders.length,
    clickToDoor: clickToDoor.reduce((sum, minutes) => sum + minutes, 0) / count,
    clickToDoorP90: quantile(clickToDoor, 0.9),
    unavoidable: unavoidable / count,
    overage: overage / count,
    readyToPickup: readyToPickup / count,
    costPerOrder: pay / count,
    ordersPerBundle: count / collected.length,
    decisionMsP50: quantile(decisionMs, 0.5),
    decisionMsP99: quantile(decisionMs, 0.99),
    decisionMsMax: Math.max(...decisionMs),
  }
}

/** Every instance counts the same, as in the publications; of decision times the worst. */
export function meanOf(all: readonly Measures[]): Measures {
  const names = Object.keys(all[0] as Measures) as (keyof Measures)[]
  const worst = (name: keyof Measures) => name === 'decisionMsP99' || name === 'decisionMsMax'

  return Object.fromEntries(
    names.map((name) => {
      const values = all.map((each) => each[name])
      return [name, worst(name) ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / values.length]
    }),
  ) as unknown as Measures
}
