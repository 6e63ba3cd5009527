// People who do not give up: customers, a vendor and riders who ask again under the same key until they are answered.
import assert from 'node:assert/strict'
import { setTimeout as think } from 'node:timers/promises'
import { marketPresets } from '@provender/market-presets'
import { demoPassword } from '../../apps/server/welcome.ts'
import { type Json, eventually } from '../journeys/town.ts'

const market = 'reeyo'
const preset = marketPresets.find(({ id }) => id === market) ?? assert.fail('there is no such market')

/** What the people remember, outside the database: the truth that it is held against. */
export interface Memory {
  /** Each order's key, and every order that was named in an answer to it. */
  readonly acknowledged: Map<string, Set<string>>
  /** Which method each acknowledged order is paid by, and whose it is. */
  readonly orders: Map<string, { method: string; customer: Person }>
  /** Keys that were answered with a plain "no". */
  readonly refused: Map<string, string>
  /** Payments whose approval the provider has confirmed to the payer. */
  readonly approved: Set<string>
  readonly topUps: Set<string>
  /** Requests that were under way when everything broke, and were sent again. */
  retried: number
  /** How often they heard which answer that told of the server's own trouble. */
  readonly troubles: Map<number, number>
  /** Orders whose answer was the kept one. */
  replayed: number
  delivered: number
  longestWaitMs: number
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
}

export interface Person {
  readonly account: Json
  readonly place: { lat: number; lng: number }
  /** Sends under one key until there is an answer that is not about the server's own trouble. */
  ask(method: string, path: string, body?: unknown, key?: string): Promise<Reply>
}

export interface Crowd {
  readonly memory: Memory
  readonly customers: readonly Person[]
  readonly vendor: Person
  readonly vendorId: string
  readonly admin: Person
  /** Products of the vendor by their slug. */
  readonly products: ReadonlyMap<string, string>
  /** Everybody does what they do until told to stop; answers when all have stopped. */
  live(options: {
    methods: readonly Method[]
    thinkMs: number
    customersMay: () => boolean
    othersMay: () => boolean
  }): Promise<void>
}

type Method = 'wallet' | 'cash' | 'mobile_money' | 'top_up'

/** What lies on the shelf in the beginning: the tart sells out on the way, the drink does not. */
export const shelf = { 'tarte-a-l-ananas': 30, 'passion-gingembre': 5000 } as const

export async function gatherCrowd(url: string): Promise<Crowd> {
  const memory: Memory = {
    acknowledged: new Map(),
    orders: new Map(),
    refused: new Map(),
    approved: new Set(),
    topUps: new Set(),
    retried: 0,
    troubles: new Map(),
    replayed: 0,
    delivered: 0,
    longestWaitMs: 0,
  }
  const signIn = (email: string, place = preset.settings.centre) => arrive(url, memory, email, place)
  const customers: Person[] = []
  for (const [index, { email, place }] of preset.town.customers.entries())
    customers.push(await signIn(email ?? `customer.${index + 1}@${market}.test`, place))
  const riders: Person[] = []
  for (const [index, { place }] of preset.town.riders.slice(0, 6).entries())
    riders.push(await signIn(index === 0 ? `rider@${market}.test` : `rider.${index + 1}@${market}.test`, place))
  const vendor = await signIn(`vendor@${market}.test`)
  const admin = await signIn(`admin@${market}.test`)

  const vendorId: string = vendor.account.vendorIds[0]
  const menu = (await vendor.ask('GET', `/vendors/${vendorId}/menu`)).body.sections as Json[]
  const offered = menu.flatMap((section) => section.products as Json[])
  const products = new Map(offered.map((each) => [each.slug as string, each.id as string]))
  for (const [slug, onHand] of Object.entries(shelf)) {
    const counted = await vendor.ask('PUT', `/vendor/products/${products.get(slug)}/stock`, { onHand })
    assert.equal(counted.status, 200, JSON.stringify(counted.body))
  }

  return {
    memory,
    customers,
    vendor,
    vendorId,
    admin,
    products,
    async live({ methods, thinkMs, customersMay, othersMay }) {
      const shopping = { url, vendorId, products, memory, methods, thinkMs }
      await Promise.all([
        ...customers.map((customer, index) => shop(customer, index, shopping, customersMay)),
        cook(vendor, othersMay),
        ...riders.map((rider) => ride(rider, { vendor, memory }, othersMay)),
      ])
    },
  }
}

async function arrive(url: string, memory: Memory, email: string, place: Person['place']): Promise<Person> {
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const answer = await fetch(`${url}/m/${market}/api/v1${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  const signedIn = await send('POST', '/auth/login', { email, password: demoPassword }, {})
  assert.equal(signedIn.status, 200, JSON.stringify(signedIn.body))
  const authorization = `Bearer ${signedIn.body.accessToken}`

  return {
    account: signedIn.body.account,
    place,
    async ask(method, path, body, key = crypto.randomUUID()) {
      const startedAt = performance.now()
      const answer = await insist(memory, `${method} ${path}`, () =>
        send(method, path, body, { authorization, 'idempotency-key': key }),
      )
      memory.longestWaitMs = Math.max(memory.longestWaitMs, performance.now() - startedAt)
      return answer
    },
  }
}

/** A connection that breaks and a 5xx tell nothing of what was done: the same again. */
async function insist<T extends { status: number }>(memory: Memory, what: string, send: () => Promise<T>): Promise<T> {
  let first = true
  return eventually(
    async () => {
      const answer = await send().catch(() => undefined)
      if (answer && answer.status < 500) return answer
      if (answer) memory.troubles.set(answer.status, (memory.troubles.get(answer.status) ?? 0) + 1)

      if (first) memory.retried += 1
      first = false
      return undefined
    },
    `an answer to ${what}`,
    60,
  )
}

interface Shopping {
  url: string
  vendorId: string
  products: ReadonlyMap<string, string>
  memory: Memory
  methods: readonly Method[]
  thinkMs: number
}

async function shop(customer: Person, first: number, shopping: Shopping, may: () => boolean): Promise<void> {
  for (let turn = first; may(); turn++) {
    const method = shopping.methods[turn % shopping.methods.length] as Method
    if (method === 'top_up') await topUp(customer, shopping)
    else await order(customer, method, turn, shopping)
    await think(Math.random() * 2 * shopping.thinkMs)
  }
}

async function order(
  customer: Person,
  method: Exclude<Method, 'top_up'>,
  turn: number,
  shopping: Shopping,
): Promise<void> {
  const { memory, products, vendorId } = shopping
  const line = (slug: string, quantity: number) => ({ productId: products.get(slug), quantity })
  const lines = [
    line('ndole-royal', 1),
    line('passion-gingembre', 1 + (turn % 3)),
    ...(turn % 4 === 0 ? [line('tarte-a-l-ananas', 1)] : []),
  ]
  const basket = { vendorId, lines, fulfilment: 'delivery' }
  const quote = await customer.ask('POST', '/quotes', { ...basket, place: customer.place })
  if (quote.status !== 200) return

  const key = crypto.randomUUID()
  const wish = {
    ...basket,
    paymentMethod: method,
    address: { line: 'Rue de la Joie', place: customer.place },
    agreedTotalMinor: quote.body.totalMinor,
  }
  // Some are impatient and tap twice.
  const taps = turn % 3 === 0 ? 2 : 1
  const answers = await Promise.all(Array.from({ length: taps }, () => customer.ask('POST', '/orders', wish, key)))
  for (const { status, body, headers } of answers) {
    if (status === 201) {
      if (headers.get('idempotent-replayed') === 'true') memory.replayed += 1
      memory.acknowledged.set(key, (memory.acknowledged.get(key) ?? new Set()).add(body.id))
      memory.orders.set(body.id, { method, customer })
    } else memory.refused.set(key, body.code)
  }
  const placed = answers[0] as Reply
  if (placed.status !== 201) return
  if (method !== 'mobile_money') return

  const payment = await customer.ask('POST', '/payments/intent', { orderId: placed.body.id })
  if (payment.status === 201) await pay(customer, payment.body, shopping)
}

async function topUp(customer: Person, shopping: Shopping): Promise<void> {
  const payment = await customer.ask('POST', '/wallet/topup', { amountMinor: 5000, method: 'mobile_money' })
  assert.equal(payment.status, 201, JSON.stringify(payment.body))
  shopping.memory.topUps.add(payment.body.id)
  await pay(customer, payment.body, shopping)
}

const webhooks = ['once', 'twice', 'lost'] as const

/** Approves on the pretend phone. An attempt that has no page after a crash is asked about, and then left alone. */
async function pay(customer: Person, attempt: Json, { url, memory }: Shopping): Promise<void> {
  const payment = attempt.actionUrl
    ? attempt
    : (await customer.ask('POST', '/payments/confirm', { paymentId: attempt.id })).body
  if (!payment.actionUrl) return

  await insist(memory, 'the script of a charge', () =>
    fetch(`${url}/m/${market}/sandbox/v1/charges/${payment.id}/script`, {
      method: 'PUT',
      headers: { authorization: 'Bearer provender-sandbox-webhooks', 'content-type': 'application/json' },
      body: JSON.stringify({ webhooks: webhooks[Math.floor(Math.random() * webhooks.length)] }),
    }),
  )
  const decided = await insist(memory, 'the approval of a charge', () =>
    fetch(payment.actionUrl, {
      method: 'POST',
      body: new URLSearchParams({ choice: 'approve', pin: '1234' }),
      redirect: 'manual',
    }),
  )
  assert.equal(decided.status, 303)
  memory.approved.add(payment.id)
}

const nextStep: Record<string, readonly [string, unknown]> = {
  placed: ['accept', {}],
  accepted: ['status', { state: 'preparing' }],
  preparing: ['status', { state: 'ready' }],
}

/** Takes each order one step further, as long as there is one to take. */
async function cook(vendor: Person, may: () => boolean): Promise<void> {
  while (may()) {
    const active = (await vendor.ask('GET', '/vendor/orders?state=active&limit=100')).body.items as Json[]
    const open = active.filter(({ state }) => state in nextStep)
    for (let batch = open.splice(0, 4); batch.length > 0; batch = open.splice(0, 4)) {
      await Promise.all(
        batch.map(({ id, state }) => {
          const [path, body] = nextStep[state] as [string, unknown]
          return vendor.ask('PUT', `/vendor/orders/${id}/${path}`, body)
        }),
      )
    }
    await think(100)
  }
}

/** Reads from the server what to do next, since after a crash nobody else knows. Finishes what was begun. */
async function ride(
  rider: Person,
  { vendor, memory }: { vendor: Person; memory: Memory },
  may: () => boolean,
): Promise<void> {
  for (;;) {
    const [delivery] = (await rider.ask('GET', '/rider/deliveries?state=active')).body.items as Json[]
    if (delivery) await carry(rider, delivery, { vendor, memory })
    else if (may()) await takeOffer(rider)
    else return
    await think(150)
  }
}

async function takeOffer(rider: Person): Promise<void> {
  await rider.ask('POST', '/rider/positions', { positions: [{ at: new Date().toISOString(), ...rider.place }] })
  await rider.ask('PUT', '/rider/online', { online: true })
  const [offer] = (await rider.ask('GET', '/rider/offers')).body.items as Json[]
  if (offer) await rider.ask('POST', `/rider/offers/${offer.id}/accept`)
}

async function carry(
  rider: Person,
  delivery: Json,
  { vendor, memory }: { vendor: Person; memory: Memory },
): Promise<void> {
  const step = (name: string, body?: unknown) => rider.ask('PUT', `/rider/deliveries/${delivery.id}/${name}`, body)
  if (delivery.state === 'assigned') await step('arrived')
  if (delivery.state === 'at_vendor') {
    const { pickupCode } = (await vendor.ask('GET', `/vendor/orders/${delivery.orderId}/delivery`)).body
    await step('picked-up', { code: pickupCode })
  }
  if (delivery.state === 'picked_up') await step('arrived-at-customer')
  if (delivery.state === 'at_customer') {
    const known = memory.orders.get(delivery.orderId)
    if (!known) return
    const { handoverCode } = (await known.customer.ask('GET', `/orders/${delivery.orderId}`)).body
    if (handoverCode && (await step('delivered', { code: handoverCode })).status === 200) memory.delivered += 1
  }
}
