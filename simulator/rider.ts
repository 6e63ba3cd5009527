// A rider: online near the vendors, says yes or no to what is offered, fetches it, brings it, and goes back.
import { type Person, type Schemas, read } from './api-client.ts'
import { randomFor } from './random.ts'
import { type Place, follow, headingTo, metresBetween, speedOf } from './way.ts'
import { type World, unlessMovedOn } from './world.ts'

export interface Courier {
  readonly person: Person
  /** Where he waits for work. */
  readonly post: Place
}

/** Between reports of where he is, while he moves and while he waits. */
const reportSeconds = { moving: 2, waiting: 15 }
/** In case a message got lost. */
const lookSeconds = 10
/** The platform believes nobody who is faster than 60 m/s, however fast the town's clock runs. */
const mostMetresPerSecond = 55

type Offer = Schemas['Offer']
type RiderDelivery = Schemas['RiderDelivery']

interface Saddle {
  /** Rides there; on the way he may be sent elsewhere. */
  rideTo(goal: Place): Promise<void>
}

export async function openRider(world: World, { person, post }: Courier): Promise<void> {
  const { api } = person
  const self = await read(api.GET('/api/v1/rider/me'))
  if (self.activeDeliveryId !== null) throw new Error('still on a delivery of an earlier day')
  await read(api.PUT('/api/v1/rider/online', { body: { online: true } }))
  const saddle = mount(world, person, self.place ?? post, speedOf(self.vehicle))

  for await (const offer of offersTo(world, person)) {
    const delivery = await answer(world, person, offer)
    if (delivery) await bring(world, person, saddle, delivery)
    world.live('rider', saddle.rideTo(post))
  }
}

/** Offers one after the other, as they are heard of; the platform makes one rider one offer at a time. */
async function* offersTo(world: World, { api, hear }: Person): AsyncGenerator<Offer> {
  const seen = new Set<string>()
  let ring = () => {}
  hear('delivery:offered', () => ring())
  for (;;) {
    const { items } = await read(api.GET('/api/v1/rider/offers'))
    const fresh = items.find((offer) => !seen.has(offer.id))
    if (fresh) {
      seen.add(fresh.id)
      yield fresh
      continue
    }

    await Promise.race([new Promise<void>((resolve) => (ring = resolve)), world.seconds(lookSeconds)])
  }
}

/** The delivery, when he takes it. Offers for orders of strangers he leaves to others. */
async function answer(world: World, { api, name }: Person, offer: Offer): Promise<RiderDelivery | undefined> {
  const params = { path: { offerId: offer.id } }
  const decline = () => unlessMovedOn(read(api.POST('/api/v1/rider/offers/{offerId}/decline', { params })))
  const wish = await world.wishOf(offer.orderNumber)
  if (wish === undefined) return void (await decline())

  const random = randomFor(world.seed, 'rider', name, wish)
  await world.minutes(random.between(0.1, 0.4))
  if (random.chance(0.01)) return undefined
  if (random.chance(0.06)) return void (await decline())

  let taken: RiderDelivery | undefined
  await unlessMovedOn(
    read(api.POST('/api/v1/rider/offers/{offerId}/accept', { params })).then((delivery) => (taken = delivery)),
  )
  return taken
}

/** To the vendor, with the vendor's digits to the customer, with the customer's digits done. */
async function bring(world: World, { api }: Person, saddle: Saddle, delivery: RiderDelivery): Promise<void> {
  const { orderId, vendor, dropoff } = delivery
  const params = { path: { deliveryId: delivery.id } }
  const counter = world.counterOf(vendor.id)
  if (!dropoff) throw new Error('a delivery under way does not say where to')

  await saddle.rideTo(vendor.place)
  if (!(await unlessMovedOn(read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/arrived', { params }))))) return
  const pickupCode = await counter.fetch(orderId)
  if (pickupCode === undefined) return
  const proof = { code: pickupCode }
  if (!(await unlessMovedOn(read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/picked-up', { params, body: proof })))))
    return

  await saddle.rideTo(dropoff.place)
  await read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/arrived-at-customer', { params }))
  const random = randomFor(world.seed, 'door', (await world.wishOf(orderId)) ?? 0)
  await world.minutes(random.between(0.5, 2))
  if (random.chance(0.01)) {
    await read(
      api.PUT('/api/v1/rider/deliveries/{deliveryId}/failed', { params, body: { reason: 'Nobody opens the door.' } }),
    )
    await saddle.rideTo(vendor.place)
    return counter.takeBack(orderId)
  }

  const body = { code: await world.askCustomer(orderId) }
  await read(api.PUT('/api/v1/rider/deliveries/{deliveryId}/delivered', { params, body }))
}

/** A bike that moves towards its goal and says where it is. */
function mount(world: World, { api }: Person, start: Place, metresPerSecond: number): Saddle {
  const speed = Math.min(metresPerSecond * world.speed, mostMetresPerSecond)
  let place = start
  let goal = start
  let way: { goal: Place; path: readonly Place[] } = { goal: start, path: [] }
  let arrive = () => {}
  world.live('rider', ride())

  async function ride(): Promise<void> {
    for (let movedAt = performance.now(); ;) {
      await tell()
      const waiting = metresBetween(place, goal) < 1
      if (waiting) arrive()
      await (waiting
        ? Promise.race([world.seconds(reportSeconds.waiting), new Promise<void>((resolve) => (wake = resolve))])
        : world.seconds(reportSeconds.moving))
      const now = performance.now()
      if (!waiting) place = await along((speed * (now - movedAt)) / 1000)
      movedAt = now
    }
  }

  async function tell(): Promise<void> {
    const moving = metresBetween(place, goal) >= 1
    const position = {
      at: new Date().toISOString(),
      ...place,
      ...(moving && { heading: headingTo(place, goal), speedMps: speed }),
    }
    await read(api.POST('/api/v1/rider/positions', { body: { positions: [position] } }))
  }

  /** Streets are followed; somebody sent elsewhere in the middle of one asks for the way again. */
  async function along(metres: number): Promise<Place> {
    if (way.goal !== goal) {
      const query = { fromLat: place.lat, fromLng: place.lng, toLat: goal.lat, toLng: goal.lng }
      const { path } = await read(api.GET('/api/v1/places/way', { params: { query } }))
      way = { goal, path }
    }
    const { place: reached, ahead } = follow([place, ...way.path], metres)
    way = { ...way, path: ahead }
    return ahead.length > 0 ? reached : way.goal
  }

  let wake = () => {}
  return {
    rideTo(wanted) {
      goal = wanted
      const arrived = new Promise<void>((resolve) => (arrive = resolve))
      wake()
      return arrived
    },
  }
}
