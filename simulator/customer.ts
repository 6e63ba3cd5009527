// A customer: looks around, fills a basket, orders, pays, sometimes changes his mind, and waits for the food.
import { randomUUID } from 'node:crypto'
import { type Person, Refused, type Schemas, browse, read } from './api-client.ts'
import { type Payer, approveAt, cards, pins } from './gateway-page.ts'
import { type Random, randomFor } from './random.ts'
import type { Diary } from './report.ts'
import type { Place } from './way.ts'
import { type OfTown, type World, unlessMovedOn } from './world.ts'

type Order = Schemas['Order']
type Payment = Schemas['Payment']
type PaymentMethod = Payment['method'] | 'wallet' | 'cash'

export interface Customer {
  readonly person: Person
  readonly place: Place
  readonly phone: string
}

/** One wish to order: number `n` of the run. */
export interface Wish {
  readonly n: number
  readonly customer: Customer
}

/** How often each way to pay is chosen where it is offered. */
const taste: Readonly<Record<PaymentMethod, number>> = { wallet: 5, mobile_money: 2, card: 2, cash: 1 }

/** Tells how it ended; a "no" of the platform is an ending as well. */
export async function order(world: World, wish: Wish): Promise<Diary> {
  const { n } = wish
  const random = randomFor(world.seed, 'order', n)
  try {
    const placed = await placeOrder(world, wish, random)
    const known = ofTown(wish, placed)
    world.register(known)
    world.stir()

    return { n, stuck: false, ...(await seeThrough(world, wish, placed, { known, random })) }
  } catch (error) {
    if (error instanceof Refused && error.status >= 400 && error.status < 500)
      return { n, stuck: false, refusal: error.code }
    throw error
  }
}

function ofTown({ n, customer }: Wish, { id, number, state }: Order): OfTown {
  return {
    wish: n,
    id,
    number,
    state,
    async tellCode() {
      const { handoverCode } = await getOrder(customer, id)
      if (handoverCode === null) throw new Error('the customer has no code for this order')

      return handoverCode
    },
  }
}

async function placeOrder(world: World, wish: Wish, random: Random): Promise<Order> {
  const { person, place, phone } = wish.customer
  const { api } = person
  const fulfilment = random.pick(world.market.fulfilment)
  const vendor = await chooseVendor(wish, fulfilment, random)
  const menu = await read(api.GET('/api/v1/vendors/{vendorId}/menu', { params: { path: { vendorId: vendor.id } } }))
  await world.minutes(random.between(0.3, 1.5))

  const basket = { vendorId: vendor.id, lines: chooseLines(menu, random), fulfilment }
  const quoted = { ...basket, ...(fulfilment === 'delivery' && { place }) }
  const quote = await read(api.POST('/api/v1/quotes', { body: quoted }))
  const paymentMethod = random.weighted(world.market.paymentMethods, (method) => taste[method])
  if (paymentMethod === 'wallet') await fillWallet(world, wish.customer, quote.totalMinor, random)

  const address = { line: `${Math.ceil(random.between(1, 200))} Market Street`, place, note: 'Ring twice.' }
  const placed = await read(
    api.POST('/api/v1/orders', {
      params: { header: { 'Idempotency-Key': randomUUID() } },
      body: {
        ...basket,
        paymentMethod,
        agreedTotalMinor: quote.totalMinor,
        contactPhone: phone,
        ...(fulfilment === 'delivery' && { address }),
      },
    }),
  )

  return placed
}

/** Somebody near, open, who delivers here; the nearer, the likelier. */
async function chooseVendor(
  { customer }: Wish,
  fulfilment: 'delivery' | 'pickup',
  random: Random,
): Promise<Schemas['Vendor']> {
  const query = { ...customer.place, open: true, limit: 50 }
  const { items } = await read(customer.person.api.GET('/api/v1/vendors', { params: { query } }))
  const fit = items.filter((vendor) => fulfilment === 'pickup' || vendor.deliverable === true)
  if (fit.length === 0) throw new Refused('simulator.nobody_open', 404, { title: 'Nobody near is open.' })

  return random.weighted(fit, (vendor) => 1 / (1 + (vendor.distanceM ?? 0) / 1000))
}

/** Two or three things that are there, and as many of them as the vendor's smallest order asks for. */
export function chooseLines(
  { vendor, sections }: Schemas['Menu'],
  random: Random,
): { productId: string; quantity: number; choices: string[] }[] {
  const there = sections
    .flatMap((section) => section.products)
    .filter((product) => product.soldNow && (product.available === null || product.available >= 3 * amountOf(product)))
  if (there.length === 0) throw new Refused('simulator.nothing_left', 409, { title: 'Everything is sold out.' })
  const chosen = random
    .sample(there, random.integer(1, 3))
    .map((product) => ({ product, quantity: random.integer(1, 2) }))
  const goodsMinor = () => chosen.reduce((sum, { product, quantity }) => sum + priceOf(product) * quantity, 0)
  const dearest = chosen.toSorted((a, b) => priceOf(b.product) - priceOf(a.product))[0]
  while (dearest && goodsMinor() < vendor.minimumBasketMinor && dearest.quantity < 60) dearest.quantity++

  return chosen.map(({ product, quantity }) => ({
    productId: product.id,
    quantity: amountOf(product) + (quantity - 1) * (product.measure?.step ?? 1),
    choices: product.optionGroups.flatMap((group) => chooseIn(group, random)),
  }))
}

/** The smallest amount of it, in pieces or base units. */
function amountOf({ measure }: Schemas['Product']): number {
  return measure?.least ?? 1
}

function priceOf({ priceMinor, measure }: Schemas['Product']): number {
  return measure ? Math.floor((priceMinor * measure.step) / measure.per) : priceMinor
}

/** As many as have to be, of what is plentiful. */
function chooseIn({ min, options }: Schemas['OptionGroup'], random: Random): string[] {
  const there = options.filter(({ available }) => available === null || available >= 6)

  return random.sample(there, Math.min(min, there.length)).map(({ id }) => id)
}

/** Tops up when there is too little, enough for some more orders. */
async function fillWallet(world: World, customer: Customer, neededMinor: number, random: Random): Promise<void> {
  const { api } = customer.person
  const { balanceMinor } = await read(api.GET('/api/v1/wallet/balance'))
  if (balanceMinor >= neededMinor) return

  const { items } = await read(api.GET('/api/v1/payments/methods'))
  const ways = items.filter((way) => way.topUp).map((way) => way.method)
  const method = random.pick(ways) === 'card' ? 'card' : 'mobile_money'
  const { topUpMinimumMinor, topUpMaximumMinor } = world.market.wallet
  const amountMinor = Math.min(Math.max(3 * neededMinor - balanceMinor, topUpMinimumMinor), topUpMaximumMinor)
  const payment = await read(
    api.POST('/api/v1/wallet/topup', { body: { amountMinor, method, ...asked(customer, method) } }),
  )

  await approve(world, customer, payment, { good: true, tellsShop: random.chance(0.7) })
  await untilSettled(world, customer, payment.id)
}

/** After placing: pay, perhaps cancel, wait, collect; reads the whole story in the end. */
async function seeThrough(
  world: World,
  wish: Wish,
  placed: Order,
  { known, random }: { known: OfTown; random: Random },
): Promise<Story> {
  const { customer } = wish
  const states = followed(customer, placed.id)
  if (placed.state === 'awaiting_payment') await payFor(world, customer, placed, random)
  if (random.chance(0.04)) {
    await world.minutes(random.between(0.1, 1))
    const params = { path: { orderId: placed.id } }
    const body = { reason: 'Changed my mind.' }
    await unlessMovedOn(read(customer.person.api.POST('/api/v1/orders/{orderId}/cancel', { params, body })))
  }

  for (let { state } = placed; ;) {
    if (endings.has(state)) return storyOf(await getOrder(customer, placed.id))
    if (state === 'ready' && placed.fulfilment === 'pickup') await collect(world, placed, random)
    const next = await Promise.race([states.after(state), lookAgain(world, customer, placed.id)])
    if (next === state) continue

    state = next
    known.state = next
    world.stir()
  }
}

type Story = Omit<Diary, 'n' | 'stuck'>

const endings = new Set<string>([
  'collected',
  'delivered',
  'returned',
  'payment_failed',
  'declined',
  'cancelled',
  'expired',
])

/** Goes and fetches it. */
async function collect(world: World, { id, vendor }: Order, random: Random): Promise<void> {
  await world.minutes(random.between(1, 8))
  await unlessMovedOn(world.counterOf(vendor.id).handOver(id, await world.askCustomer(id)))
}

/** What the socket says of an order. */
function followed({ person }: Customer, orderId: string): { after(known: Order['state']): Promise<Order['state']> } {
  let latest: Order['state'] | undefined
  let ring = () => {}
  person.hear<{ orderId: string; state: Order['state'] }>('order:status_updated', (news) => {
    if (news.orderId !== orderId) return
    latest = news.state
    ring()
  })

  return {
    async after(known) {
      while (latest === undefined || latest === known) await new Promise<void>((resolve) => (ring = resolve))
      return latest
    },
  }
}

/** In case a message got lost. */
async function lookAgain(world: World, customer: Customer, orderId: string): Promise<Order['state']> {
  await world.seconds(10)

  return (await getOrder(customer, orderId)).state
}

function getOrder({ person }: Customer, orderId: string): Promise<Order> {
  return read(person.api.GET('/api/v1/orders/{orderId}', { params: { path: { orderId } } }))
}

/** Pays at the gateway; one in twelve is refused the first time, one in fifty gives up and cancels. */
async function payFor(world: World, customer: Customer, placed: Order, random: Random): Promise<void> {
  const { api } = customer.person
  const refusedFirst = random.chance(1 / 12)
  const givesUp = random.chance(1 / 50)
  const method = placed.payment.method === 'card' ? 'card' : 'mobile_money'
  for (const good of refusedFirst ? [false, true] : [true]) {
    const body = { orderId: placed.id, method, ...asked(customer, method) } as const
    const payment = await read(api.POST('/api/v1/payments/intent', { body }))
    await world.minutes(random.between(0.2, 0.8))
    if (givesUp) {
      await unlessMovedOn(read(api.DELETE('/api/v1/orders/{orderId}', { params: { path: { orderId: placed.id } } })))
      return
    }
    const challenged = random.chance(0.3)
    await approve(world, customer, payment, { good, challenged, tellsShop: random.chance(0.7) })
    await untilSettled(world, customer, payment.id)
  }
}

/** A mobile-money payer is asked on his phone. */
function asked({ phone }: Customer, method: string): { phone?: string } {
  return method === 'mobile_money' ? { phone } : {}
}

interface Manner {
  readonly good: boolean
  readonly challenged?: boolean
  /** Comes back to the shop's page, which asks at once; otherwise the gateway's own message has to do. */
  readonly tellsShop: boolean
}

async function approve(world: World, customer: Customer, payment: Payment, manner: Manner): Promise<void> {
  const { actionUrl } = payment
  if (actionUrl === null) return
  const card = !manner.good ? cards.declined : manner.challenged ? cards.challenged : cards.plain
  const payer: Payer = { name: customer.person.name, card, pin: manner.good ? pins.right : pins.wrong }

  await approveAt(actionUrl, payer, browse(world.line))
  if (manner.tellsShop) {
    await read(customer.person.api.POST('/api/v1/payments/confirm', { body: { paymentId: payment.id } }))
  }
}

const settlePatienceSeconds = 90

async function untilSettled(world: World, { person }: Customer, paymentId: string): Promise<void> {
  const end = performance.now() + settlePatienceSeconds * 1000
  while (performance.now() < end) {
    const { state } = await read(person.api.GET('/api/v1/payments/{paymentId}', { params: { path: { paymentId } } }))
    if (state === 'succeeded' || state === 'failed') return
    await world.seconds(0.5)
  }

  throw new Error('a payment was not settled in time')
}

function storyOf({ number, state, history }: Order): Story {
  const at = (wanted: string) => {
    const step = history.find((each) => each.state === wanted)
    return step === undefined ? undefined : Date.parse(step.at)
  }

  return { number, state, placedAt: at('placed'), acceptedAt: at('accepted'), readyAt: at('ready'), endedAt: at(state) }
}
