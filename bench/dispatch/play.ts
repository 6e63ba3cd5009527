// Plays one instance minute by minute: shows the dispatcher what is known, does what he says, and writes it down.
import { type Observation, type Parameters, type Rider, type Task, createDispatcher } from '@provender/dispatch'
import { type Courier, type Instance, type Order, type Place, travelMinutes } from './instance.ts'
import { createForecast } from './forecast.ts'

export interface Move {
  readonly courier: string
  readonly departure: number
  readonly origin: string
  readonly destination: string
}

export interface Collected {
  readonly assignedAt: number
  readonly pickupAt: number
  readonly courier: string
  readonly orders: readonly string[]
}

export interface Delivered {
  readonly order: string
  readonly pickupAt: number
  readonly dropoffAt: number
  readonly courier: string
}

export interface Played {
  readonly moves: readonly Move[]
  readonly collected: readonly Collected[]
  readonly delivered: readonly Delivered[]
  readonly decisionMs: readonly number[]
}

interface CourierState extends Courier {
  at: Place
  freeAt: number
  restaurant: string | null
  idle: number
}

export function play(instance: Instance, options: { uncertain: boolean; parameters?: Parameters }): Played {
  const dispatcher = createDispatcher(options.parameters)
  const forecast = createForecast(instance, options.uncertain)
  const orders = instance.orders.toSorted((a, b) => a.placedAt - b.placedAt)
  const couriers = instance.couriers.map((courier): CourierState => ({
    ...courier,
    at: courier,
    freeAt: courier.onAt,
    restaurant: null,
    idle: 0,
  }))
  const byId = new Map(couriers.map((courier) => [courier.id, courier]))
  const waiting = new Map<string, Order>()
  const moves: Move[] = []
  const collected: Collected[] = []
  const delivered: Delivered[] = []
  const decisionMs: number[] = []
  const half = { pickup: instance.pickupMinutes / 2, dropoff: instance.dropoffMinutes / 2 }
  const travel: Observation['travelMinutes'] = (from, to) => travelMinutes(instance, from, to)
  const lastOff = Math.max(...couriers.map((courier) => courier.offAt))

  let next = 0
  for (let at = 0; at <= lastOff; at++) {
    for (; next < orders.length && (orders[next] as Order).placedAt <= at; next++) {
      const order = orders[next] as Order
      waiting.set(order.id, order)
      forecast.placed(order)
    }
    forecast.passed(at)
    if (waiting.size === 0 && next >= orders.length) break

    const observation = observe(at)
    const startedAt = performance.now()
    const decisions = dispatcher.decide(observation)
    decisionMs.push(performance.now() - startedAt)
    for (const decision of decisions) {
      const courier = byId.get(decision.riderId)
      if (!courier || courier.freeAt > at || courier.onAt > at || courier.offAt < at)
        throw new Error(`${instance.name}: ${decision.riderId} is not free at ${at}`)
      if (decision.kind === 'collect') collect(courier, decision.taskIds, at)
      else go(courier, decision.vendorId, at)
    }
  }

  return { moves, collected, delivered, decisionMs }

  function observe(at: number): Observation {
    const horizon = at + 60
    const riders = couriers
      .filter((courier) => courier.onAt <= horizon && courier.offAt >= at)
      .map((courier): Rider => ({
        id: courier.id,
        spot: courier.at,
        vendorId: courier.restaurant,
        freeAt: courier.freeAt,
        offAt: courier.offAt,
        vehicle: 'courier',
        capacity: Infinity,
        coldBox: true,
        idleMinutes: courier.idle,
      }))
    const tasks = [...waiting.values()].map((order): Task => {
      return {
        id: order.id,
        vendorId: order.restaurant,
        pickup: instance.restaurants.get(order.restaurant) as Place,
        dropoff: order,
        placedAt: order.placedAt,
        readyAt: forecast.readyAt(order, at),
        basketId: null,
        size: 1,
        coldMinutes: Infinity,
        excluded: [],
      }
    })

    return { at, answerMinutes: 0, riders, tasks, demand: forecast.demand(at), travelMinutes: travel }
  }

  function go(courier: CourierState, restaurant: string, at: number): void {
    const place = instance.restaurants.get(restaurant) as Place
    moves.push({ courier: courier.id, departure: at, origin: courier.at.id, destination: restaurant })
    courier.freeAt = at + travelMinutes(instance, courier.at, place)
    courier.at = place
    courier.restaurant = restaurant
  }

  function collect(courier: CourierState, ids: readonly string[], at: number): void {
    collected.push({ assignedAt: at, pickupAt: at, courier: courier.id, orders: ids })
    let time = at + half.pickup
    for (const id of ids) {
      const order = waiting.get(id)
      if (!order) throw new Error(`${instance.name}: ${id} does not wait at ${at}`)
      waiting.delete(id)
      moves.push({ courier: courier.id, departure: time, origin: courier.at.id, destination: id })
      time += travelMinutes(instance, courier.at, order) + half.dropoff
      delivered.push({ order: id, pickupAt: at, dropoffAt: time, courier: courier.id })
      time += half.dropoff
      courier.at = order
    }
    courier.freeAt = time
    courier.restaurant = null
  }
}
