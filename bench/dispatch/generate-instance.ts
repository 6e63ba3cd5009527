// Makes up a day of a town in the form of the public instances, from a seed: ours, so that tests can carry it along.
import { type Random, randomFor } from '../../simulator/random.ts'
import type { Courier, Instance, Order, Place } from './instance.ts'

const cityMetres = 9000
const dayMinutes = 600

export function generateInstance(
  seed: number,
  size: { orders: number; restaurants: number; couriers: number },
): Instance {
  const random = randomFor(seed, 'dispatch')
  const restaurants = Array.from({ length: size.restaurants }, (_, index): Place => ({
    id: `r${index + 1}`,
    ...somewhere(random, 0.35),
  }))

  return {
    name: `own-${seed}`,
    restaurants: new Map(restaurants.map((restaurant) => [restaurant.id, restaurant])),
    orders: Array.from({ length: size.orders }, (_, index) => anOrder(random, `o${index + 1}`, restaurants)),
    couriers: Array.from({ length: size.couriers }, (_, index) => aCourier(random, `c${index + 1}`)),
    metresPerMinute: 320,
    pickupMinutes: 4,
    dropoffMinutes: 4,
    targetMinutes: 40,
    payPerOrder: 10,
    payPerHour: 15,
  }
}

/** Two meals a day; a kitchen takes between a few minutes and most of an hour. */
function anOrder(random: Random, id: string, restaurants: readonly Place[]): Order {
  const meal = random.pick([150, 420])
  const placedAt = Math.max(0, Math.round(meal + 70 * (random.next() + random.next() + random.next() - 1.5)))
  const usual = random.pick([10, 15, 20, 30])

  return {
    id,
    ...somewhere(random, 0.8),
    placedAt,
    restaurant: random.pick(restaurants).id,
    readyAt: placedAt + Math.max(1, Math.round(usual * (0.4 + 0.6 * (random.next() + random.next())))),
  }
}

function aCourier(random: Random, id: string): Courier {
  const late = random.chance(0.5)

  return { id, ...somewhere(random, 0.6), onAt: late ? 300 : 0, offAt: late ? dayMinutes : 330 }
}

/** The nearer to the middle, the likelier. */
function somewhere(random: Random, spread: number): { x: number; y: number } {
  const coordinate = () => Math.round(cityMetres * (0.5 + spread * (random.next() + random.next() - 1)))

  return { x: coordinate(), y: coordinate() }
}
