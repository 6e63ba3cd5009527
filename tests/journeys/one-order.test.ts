// One order, end to end, in each of the five markets: over HTTP and sockets, paid each way, with the ledger at zero.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marketPresets } from '@provender/market-presets'
import { type Json, type Person, type Town, eventually, openTown } from './town.ts'

const town = await openTown()

interface Shopping {
  market: string
  customer: Person
  vendor: Person
  fulfilment: 'delivery' | 'pickup'
  vendorId: string
  lines: { productId: string; quantity: number }[]
  address?: Json
  quote: Json
}

/** The demo vendor's first products that can be had, for the demo customer, at the price they are told. */
async function shop(market: string, wish: { quantity?: number } = {}): Promise<Shopping> {
  const [customer, vendor] = await Promise.all([town.demo(market, 'customer'), town.demo(market, 'vendor')])
  const preset = marketPresets.find(({ id }) => id === market)
  assert.ok(preset)
  const vendorId = vendor.account.vendorIds[0] as string
  await vendor.send('PUT', '/vendor/profile/open', { open: true })
  const menu = (await customer.get(`/vendors/${vendorId}/menu`)).body
  const offered: Json[] = menu.sections
    .flatMap((section: Json) => section.products)
    .filter((each: Json) => each.available === null || each.available >= 4)
    .filter((each: Json) => each.optionGroups.every(({ min }: Json) => min === 0))
    .filter((each: Json) => each.measure === null && each.soldNow)
  const lines = offered.slice(0, 2).map((each) => ({ productId: each.id, quantity: wish.quantity ?? 2 }))
  const fulfilment = preset.settings.fulfilment[0] as 'delivery' | 'pickup'
  const place = preset.town.vendors[0]?.place
  const address = { line: preset.town.customers[0]?.address, place }
  const quote = await customer.send('POST', '/quotes', {
    vendorId,
    lines,
    fulfilment,
    ...(fulfilment === 'delivery' && { place }),
  })
  assert.equal(quote.status, 200, JSON.stringify(quote.body))

  return {
    market,
    customer,
    vendor,
    fulfilment,
    vendorId,
    lines,
    ...(fulfilment === 'delivery' && { address }),
    quote: quote.body,
  }
}

async function place(shopping: Shopping, paymentMethod: string): Promise<Json> {
  const { customer, vendorId, lines, fulfilment, address, quote } = shopping
  const placed = await customer.send('POST', '/orders', {
    vendorId,
    lines,
    fulfilment,
    paymentMethod,
    ...(address && { address }),
    agreedTotalMinor: quote.totalMinor,
  })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  return placed.body
}

/** The vendor's part: accept, prepare, say that it is ready. */
async function cook({ vendor }: Shopping, orderId: string): Promise<void> {
  for (const [path, body] of [
    ['accept', {}],
    ['status', { state: 'preparing' }],
    ['status', { state: 'ready' }],
  ] as const) {
    const answer = await vendor.send('PUT', `/vendor/orders/${orderId}/${path}`, body)
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  }
}

/** The rider's part: online at the vendor's door, take the offer, pick up and deliver with the codes. */
async function ride({ market, customer, vendor }: Shopping, orderId: string): Promise<void> {
  const rider = await town.demo(market, 'rider')
  const here = (await vendor.get(`/vendor/orders/${orderId}`)).body.vendor.place
  await rider.send('POST', '/rider/positions', { positions: [{ at: new Date().toISOString(), ...here }] })
  assert.equal((await rider.send('PUT', '/rider/online', { online: true })).status, 200)
  const offer = await eventually(async () => (await rider.get('/rider/offers')).body.items[0], 'an offer for the rider')
  const taken = await rider.send('POST', `/rider/offers/${offer.id}/accept`)
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  const [delivery] = (await rider.get('/rider/deliveries?state=active')).body.items
  const pickup = (await vendor.get(`/vendor/orders/${orderId}/delivery`)).body
  const { handoverCode } = (await customer.get(`/orders/${orderId}`)).body

  const early = await rider.send('PUT', `/rider/deliveries/${delivery.id}/delivered`, { code: handoverCode })
  assert.equal(early.status, 409, 'delivered before picked up')
  for (const [step, body] of [
    ['arrived', undefined],
    ['picked-up', { code: pickup.pickupCode }],
    ['arrived-at-customer', undefined],
    ['delivered', { code: handoverCode }],
  ] as const) {
    const answer = await rider.send('PUT', `/rider/deliveries/${delivery.id}/${step}`, body)
    assert.equal(answer.status, 200, `${step}: ${JSON.stringify(answer.body)}`)
  }
}

async function finish(shopping: Shopping, orderId: string): Promise<Json> {
  await cook(shopping, orderId)
  if (shopping.fulfilment === 'delivery') {
    await ride(shopping, orderId)
  } else {
    const { handoverCode } = (await shopping.customer.get(`/orders/${orderId}`)).body
    const collected = await shopping.vendor.send('PUT', `/vendor/orders/${orderId}/status`, {
      state: 'collected',
      code: handoverCode,
    })
    assert.equal(collected.status, 200, JSON.stringify(collected.body))
  }
  return (await shopping.customer.get(`/orders/${orderId}`)).body
}

/** What the payer does on the gateway's page. */
async function approve(actionUrl: string, form: Record<string, string>): Promise<void> {
  const page = await fetch(actionUrl)
  assert.equal(page.status, 200)
  const answer = await fetch(actionUrl, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  assert.equal(answer.status, 303, await answer.text())
}

async function assertBooksAreClean(market: string): Promise<void> {
  const admin = await town.demo(market, 'admin')
  const invariants = await admin.get('/admin/ledger/invariants')
  assert.equal(invariants.status, 200)
  assert.deepEqual(invariants.body.violations, [])
}

for (const { id: market, settings } of marketPresets) {
  for (const method of settings.paymentMethods) {
    test(`${market}: an order paid by ${method} reaches its customer, and the ledger is at zero`, async () => {
      const shopping = await shop(market)
      const order = await place(shopping, method)
      if (method === 'card' || method === 'mobile_money') {
        assert.equal(order.state, 'awaiting_payment')
        const payment = await shopping.customer.send('POST', '/payments/intent', { orderId: order.id })
        assert.equal(payment.status, 201, JSON.stringify(payment.body))
        assert.equal(payment.body.state, 'action_needed')
        const forms: Record<string, string>[] =
          method === 'card'
            ? [
                { choice: 'pay', card: '4000 0000 0000 3220' },
                { choice: 'confirm', code: '123456' },
              ]
            : [{ choice: 'approve', pin: '1234' }]
        for (const form of forms) await approve(payment.body.actionUrl, form)
        await eventually(
          async () => (await shopping.customer.get(`/orders/${order.id}`)).body.state === 'placed',
          'the webhook places the order',
        )
      } else {
        assert.equal(order.state, 'placed')
      }

      const done = await finish(shopping, order.id)

      assert.equal(done.state, shopping.fulfilment === 'delivery' ? 'delivered' : 'collected')
      await assertBooksAreClean(market)
    })
  }

  test(`${market}: a cancelled order gives everything back`, async () => {
    const shopping = await shop(market)
    const method = settings.paymentMethods.includes('wallet') ? 'wallet' : 'cash'
    const before = (await shopping.customer.get('/wallet/balance')).body
    const order = await place(shopping, method)

    const cancelled = await shopping.customer.send('DELETE', `/orders/${order.id}`)

    assert.equal(cancelled.status, 200, JSON.stringify(cancelled.body))
    assert.deepEqual((await shopping.customer.get('/wallet/balance')).body, before)
    await assertBooksAreClean(market)
  })
}

test('a price that is no longer true is refused with the new quote, and nothing is half-done', async () => {
  const shopping = await shop('reeyo')
  const before = (await shopping.customer.get('/orders')).body.items.length

  const refused = await shopping.customer.send('POST', '/orders', {
    vendorId: shopping.vendorId,
    lines: shopping.lines,
    fulfilment: shopping.fulfilment,
    address: shopping.address,
    paymentMethod: 'wallet',
    agreedTotalMinor: shopping.quote.totalMinor - 1,
  })

  assert.equal(refused.status, 409)
  assert.equal(refused.body.code, 'ordering.price_moved')
  assert.equal(refused.body.quote.totalMinor, shopping.quote.totalMinor)
  assert.equal((await shopping.customer.get('/orders')).body.items.length, before)
})

test('the customer and the vendor hear of each step on their sockets', async () => {
  const shopping = await shop('reeyo')
  const [customerSocket, vendorSocket] = await Promise.all([shopping.customer.listen(), shopping.vendor.listen()])
  const heard: string[] = []
  vendorSocket.onAny((name: string) => heard.push(`vendor ${name}`))
  customerSocket.onAny((name: string) => heard.push(`customer ${name}`))

  const order = await place(shopping, 'wallet')
  await cook(shopping, order.id)

  await eventually(async () => heard.includes('customer order_ready'), 'order_ready on the customer socket')
  for (const name of [
    'vendor order:created',
    'vendor new_order',
    'customer order_accepted',
    'customer order_preparing',
    'customer order:status_updated',
  ]) {
    assert.ok(heard.includes(name), `${name} in ${heard.join(', ')}`)
  }
})

test('an order can be followed over a plain WebSocket by its people, and by nobody else', async () => {
  const shopping = await shop('reeyo')
  const order = await place(shopping, 'wallet')
  const stranger = await town.demo('reeyo', 'rider')
  const follow = async (person: Person) => {
    const socket = new WebSocket(`${town.url.replace('http', 'ws')}/m/reeyo/api/v1/tracking/ws?token=${person.token}`)
    const heard: Json[] = []
    socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data as string)))
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', reject)
    })
    socket.send(JSON.stringify({ type: 'follow', orderId: order.id }))
    const [first] = await eventually(async () => heard.length > 0 && heard, 'an answer on the socket')
    return { first, heard, socket }
  }

  const [mine, theirs] = await Promise.all([follow(shopping.customer), follow(stranger)])
  await cook(shopping, order.id)

  assert.deepEqual(mine.first, { type: 'following', orderId: order.id })
  assert.deepEqual(theirs.first, { type: 'refused', orderId: order.id })
  await eventually(async () => mine.heard.some(({ type }) => type === 'order_ready'), 'order_ready on the plain socket')
  assert.equal(theirs.heard.length, 1)
  await assert.rejects(follow(town.visitor('reeyo')))
  mine.socket.close()
  theirs.socket.close()
})

test('webhooks that are lost, doubled or late all end in one capture', async () => {
  const shopping = await shop('reeyo')
  const methods = ['lost', 'twice', 'late']
  const payments = await Promise.all(
    methods.map(async (webhooks) => {
      const topUp = await shopping.customer.send('POST', '/wallet/topup', {
        amountMinor: 5000,
        method: 'mobile_money',
        phone: '+237670000000',
      })
      assert.equal(topUp.status, 201, JSON.stringify(topUp.body))
      await provider(town, 'reeyo', `/charges/${topUp.body.id}/script`, {
        method: 'PUT',
        body: JSON.stringify({ webhooks }),
      })
      return topUp.body
    }),
  )
  const before = (await shopping.customer.get('/wallet/balance')).body.balanceMinor

  for (const payment of payments) await approve(payment.actionUrl, { choice: 'approve', pin: '1234' })

  for (const payment of payments) {
    await eventually(
      async () => (await shopping.customer.get(`/payments/${payment.id}`)).body.state === 'succeeded',
      `payment ${payment.id}`,
      40,
    )
  }
  assert.equal((await shopping.customer.get('/wallet/balance')).body.balanceMinor, before + 15_000)
  await assertBooksAreClean('reeyo')
})

test("the provider's own book and our ledger agree in every market", async () => {
  const { sql } = await import('@provender/platform/db')
  for (const { id: market } of marketPresets) {
    const book = (await provider(town, market, '/book')).items as { id: string; amountMinor: number }[]
    const { rows } = await sql<{ key: string; amount: number }>`
      SELECT t.key AS key, -sum(e.amount_minor)::bigint AS amount
      FROM ledger.transfers t JOIN ledger.entries e ON e.transfer_id = t.id JOIN ledger.accounts a ON a.id = e.account_id
      WHERE t.key LIKE 'capture:sandbox:%' AND a.kind = 'clearing' GROUP BY 1
    `.execute(town.database.market(market).db)

    const ours = rows.map(({ key, amount }) => `${key.replace('capture:sandbox:', '')} ${amount}`).toSorted()
    assert.deepEqual(ours, book.map(({ id, amountMinor }) => `${id} ${amountMinor}`).toSorted(), market)
  }
})

async function provider(at: Town, market: string, path: string, init: RequestInit = {}): Promise<Json> {
  const answer = await fetch(`${at.url}/m/${market}/sandbox/v1${path}`, {
    ...init,
    headers: { authorization: 'Bearer provender-sandbox-webhooks', 'content-type': 'application/json' },
  })
  assert.equal(answer.status, 200)
  return answer.json()
}
