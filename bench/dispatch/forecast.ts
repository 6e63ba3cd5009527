// What can be known of ready times and demand: ready times exactly or, when uncertain, by the kitchen's mean until they come.
import { type VendorDemand, createDemand, createReadyTimes } from '@provender/dispatch'
import type { Instance, Order } from './instance.ts'

export interface Forecast {
  placed(order: Order): void
  /** Takes note of everything that has become ready. */
  passed(at: number): void
  readyAt(order: Order, at: number): readonly number[]
  demand(at: number): readonly VendorDemand[]
}

export function createForecast(instance: Instance, uncertain: boolean): Forecast {
  const demand = createDemand()
  const readyTimes = createReadyTimes()
  const means = meansOf(instance)
  let cooking: Order[] = []

  return {
    placed(order) {
      demand.placed(order.restaurant, order.placedAt)
      cooking.push(order)
    },
    passed(at) {
      for (const order of cooking) {
        if (order.readyAt <= at) readyTimes.learn(means.get(order.restaurant) as number, order.readyAt - order.placedAt)
      }
      cooking = cooking.filter((order) => order.readyAt > at)
    },
    readyAt(order, at) {
      if (!uncertain || order.readyAt <= at) return [order.readyAt]
      return readyTimes.samples(order.placedAt, means.get(order.restaurant) as number, at)
    },
    demand: (at) =>
      [...instance.restaurants.values()].map((spot) => ({
        vendorId: spot.id,
        spot,
        perHour: demand.weightOf(spot.id, at),
      })),
  }
}

/** Each restaurant's mean preparation time: what the uncertain benchmark lets be known beforehand. */
function meansOf({ orders }: Instance): Map<string, number> {
  const sums = new Map<string, { minutes: number; count: number }>()
  for (const { restaurant, placedAt, readyAt } of orders) {
    const sum = sums.get(restaurant) ?? { minutes: 0, count: 0 }
    sums.set(restaurant, { minutes: sum.minutes + readyAt - placedAt, count: sum.count + 1 })
  }

  return new Map([...sums].map(([restaurant, { minutes, count }]) => [restaurant, minutes / count]))
}
