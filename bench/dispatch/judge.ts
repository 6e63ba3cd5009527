// Holds what was written down against the rules of the benchmark, knowing nothing of how it was decided.
import { type Courier, type Instance, type Order, type Place, travelMinutes } from './instance.ts'
import type { Collected, Delivered, Move, Played } from './play.ts'

/** What is wrong, in sentences; nothing when every rule was kept. */
export function judge(instance: Instance, played: Played): readonly string[] {
  const orders = new Map(instance.orders.map((order) => [order.id, order]))
  const couriers = new Map(instance.couriers.map((courier) => [courier.id, courier]))
  const wrong: string[] = []
  for (const id of [...played.collected, ...played.moves].map((each) => each.courier)) {
    if (!couriers.has(id)) wrong.push(`${id} is no courier`)
  }
  if (wrong.length > 0) return wrong

  const drops = new Map(played.delivered.map((each) => [each.order, each]))
  wrong.push(...carriedOnce(orders, played))
  for (const courier of couriers.values()) {
    const moves = played.moves.filter((move) => move.courier === courier.id)
    const bundles = played.collected.filter((bundle) => bundle.courier === courier.id)
    wrong.push(...follow({ instance, orders, courier, moves, bundles, drops }))
  }

  return wrong
}

function carriedOnce(orders: ReadonlyMap<string, Order>, { collected, delivered }: Played): string[] {
  const wrong: string[] = []
  const carried = collected.flatMap((bundle) => bundle.orders)
  if (new Set(carried).size !== carried.length) wrong.push('an order was collected twice')
  if (new Set(delivered.map((each) => each.order)).size !== delivered.length) wrong.push('an order was delivered twice')
  if (delivered.length !== carried.length) wrong.push(`${carried.length} collected, ${delivered.length} delivered`)
  for (const { orders: ids, assignedAt, pickupAt } of collected) {
    const bundle = ids.flatMap((id) => orders.get(id) ?? [])
    if (bundle.length === 0 || bundle.length !== ids.length) wrong.push(`${ids.join(' ')}: not all are orders`)
    if (new Set(bundle.map((order) => order.restaurant)).size > 1) wrong.push(`${ids.join(' ')}: several restaurants`)
    if (bundle.some((order) => order.placedAt > assignedAt)) wrong.push(`${ids.join(' ')}: assigned before placement`)
    if (bundle.some((order) => order.readyAt > pickupAt)) wrong.push(`${ids.join(' ')}: collected before ready`)
    if (assignedAt > pickupAt) wrong.push(`${ids.join(' ')}: collected before assigned`)
  }

  return wrong
}

interface Followed {
  readonly instance: Instance
  readonly orders: ReadonlyMap<string, Order>
  readonly courier: Courier
  readonly moves: readonly Move[]
  readonly bundles: readonly Collected[]
  readonly drops: ReadonlyMap<string, Delivered>
}

/** Walks after one courier: where he is, since when, and from when on he may leave. */
function follow({ instance, orders, courier, moves, bundles, drops }: Followed): string[] {
  const wrong: string[] = []
  const half = { pickup: instance.pickupMinutes / 2, dropoff: instance.dropoffMinutes / 2 }
  let place: Place = courier
  let since = courier.onAt
  let leavesAt = courier.onAt
  let pending: string[] = []
  const left = [...bundles]
  const say = (sentence: string) => wrong.push(`${courier.id} ${sentence}`)

  const collectHere = (until: number) => {
    for (let bundle = left[0]; bundle && bundle.pickupAt <= until; bundle = left[0]) {
      const restaurant = orders.get(bundle.orders[0] as string)?.restaurant
      if (pending.length > 0 || place.id !== restaurant) break
      if (bundle.pickupAt < since + half.pickup) say(`collects at ${bundle.pickupAt}, there since ${since}`)
      if (bundle.pickupAt > courier.offAt) say(`collects at ${bundle.pickupAt}, off at ${courier.offAt}`)
      leavesAt = bundle.pickupAt + half.pickup
      pending = [...bundle.orders]
      left.shift()
    }
  }
  for (const { departure, origin, destination } of moves) {
    collectHere(departure)
    if (origin !== place.id) say(`leaves ${origin} at ${departure}, but is at ${place.id}`)
    if (departure < leavesAt) say(`leaves ${origin} at ${departure}, before ${leavesAt}`)
    const target = orders.get(destination) ?? instance.restaurants.get(destination)
    if (!target) return [...wrong, `${courier.id} goes to ${destination}, which is nowhere`]

    since = departure + travelMinutes(instance, place, target)
    place = target
    leavesAt = since
    if (!orders.has(destination)) {
      if (pending.length > 0) say(`goes to ${destination} with food for ${pending.join(' ')}`)
      continue
    }
    const drop = drops.get(destination)
    if (pending.shift() !== destination) say(`goes to ${destination} out of turn`)
    if (drop?.courier !== courier.id || drop.dropoffAt !== since + half.dropoff) say(`did not drop ${destination} then`)
    leavesAt = since + 2 * half.dropoff
  }
  collectHere(Infinity)
  if (left.length > 0) say(`never stood where ${left[0]?.orders.join(' ')} was to be collected`)
  if (pending.length > 0) say(`never delivered ${pending.join(' ')}`)

  return wrong
}
