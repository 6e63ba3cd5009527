// The people of one order talk to each other, each at their own address, and nobody else hears a word.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import { type Json, type Person, eventually, openTown } from './town.ts'

const town = await openTown({ markets: ['reeyo'] })
const [customer, vendor, rider, admin, otherRider, otherVendor, otherCustomer] = await Promise.all([
  ...(['customer', 'vendor', 'rider', 'admin'] as const).map((role) => town.demo('reeyo', role)),
  town.signIn('reeyo', 'rider.2@reeyo.test'),
  town.signIn('reeyo', await emailOfAnotherVendor()),
  town.signIn('reeyo', 'customer.2@reeyo.test'),
])
assert.ok(customer && vendor && rider && admin && otherRider && otherVendor && otherCustomer)

async function emailOfAnotherVendor(): Promise<string> {
  const { marketPresets } = await import('@provender/market-presets')
  return `vendor.${marketPresets.find(({ id }) => id === 'reeyo')?.town.vendors[1]?.slug}@reeyo.test`
}

/** An accepted order of the demo customer at the demo vendor. */
async function order(): Promise<string> {
  const vendorId = vendor?.account.vendorIds[0] as string
  await vendor?.send('PUT', '/vendor/profile/open', { open: true })
  const menu = (await (customer as Person).get(`/vendors/${vendorId}/menu`)).body
  const dish = menu.sections
    .flatMap((section: Json) => section.products)
    .find((each: Json) => each.available === null && each.optionGroups.every(({ min }: Json) => min === 0))
  const wish = { vendorId, lines: [{ productId: dish.id, quantity: 2 }], fulfilment: 'delivery' }
  const quote = await customer?.send('POST', '/quotes', { ...wish, place: menu.vendor.place })
  const placed = await customer?.send('POST', '/orders', {
    ...wish,
    paymentMethod: 'wallet',
    address: { line: 'Rue 1.810, Bastos', place: menu.vendor.place },
    agreedTotalMinor: quote?.body.totalMinor,
  })
  assert.equal(placed?.status, 201, JSON.stringify(placed?.body))
  await vendor?.send('PUT', `/vendor/orders/${placed?.body.id}/accept`, {})
  return placed?.body.id
}

const store = town.database.market('reeyo').db
const orderId = await order()
const at = { customer: `/orders/${orderId}/chat`, vendor: `/vendor/orders/${orderId}/chat` }
const rides = `/rider/orders/${orderId}/chat`
const console_ = `/admin/orders/${orderId}/chat`
const texts = (chat: Json) => chat.items.map(({ text }: Json) => text)

test('a stranger to the order finds no conversation, and may write to none', async () => {
  for (const [person, path] of [
    [otherCustomer, at.customer],
    [otherVendor, at.vendor],
    [otherRider, rides],
    [rider, rides],
  ] as const) {
    const seen = await person.get(path)
    const said = await person.send('POST', path, { text: 'Hello' })

    assert.deepEqual([seen.status, seen.body.code], [404, 'ordering.order_unknown'], path)
    assert.deepEqual([said.status, said.body.code], [404, 'ordering.order_unknown'], path)
  }
  const nowhere = await otherCustomer.get('/orders/018f0000-0000-7000-8000-000000000000/chat')
  assert.deepEqual([nowhere.status, nowhere.body.code], [404, 'ordering.order_unknown'])
  const unsigned = await town.visitor('reeyo').get(at.customer)
  assert.equal(unsigned.status, 401)
})

test('what is written is heard at once, read when it is read, and known texts in the language of the reader', async () => {
  const [line, strangers] = await Promise.all([vendor.listen(), otherVendor.listen()])
  const heard = new Promise<Json>((resolve) => line.once('chat:message', resolve))
  let overheard = 0
  strangers.on('chat:message', () => (overheard += 1))

  const sent = await customer.send('POST', at.customer, { canned: 'no_cutlery' })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  const told = await heard
  assert.deepEqual([told.orderId, told.side], [orderId, 'customer'])
  assert.equal(JSON.stringify(told).includes('cutlery'), false)

  const french = await vendor.get(at.vendor, { 'accept-language': 'fr' })
  assert.deepEqual([texts(french.body), french.body.unread], [['Sans couverts, merci.'], 1])
  const [message] = french.body.items
  const read = await vendor.send('PUT', `${at.vendor}/${message.id}/read`)
  assert.equal(read.body.unread, 0)
  const mine = (await customer.get(at.customer)).body.items[0]
  assert.deepEqual([mine.isMine, mine.text, mine.readBy], [true, 'No cutlery, please.', ['vendor']])
  assert.equal(overheard, 0)
})

test('typing reaches the other side and is written nowhere', async () => {
  const [mine, theirs] = await Promise.all([customer.listen(), vendor.listen()])
  const seen = new Promise<Json>((resolve) => theirs.once('typing', resolve))

  const answer = (await mine.emitWithAck('typing', { orderId, isTyping: true, as: 'customer' })) as Json

  assert.deepEqual(answer, { ok: true })
  assert.deepEqual([(await seen).side, (await seen).isTyping], ['customer', true])
  const stranger = await (
    await otherCustomer.listen()
  ).emitWithAck('typing', { orderId, isTyping: true, as: 'customer' })
  assert.equal((stranger as Json).ok, false)
})

test('what nobody can send is refused with the reason', async () => {
  for (const [body, status, code] of [
    [{ canned: 'at_door' }, 400, 'chat.canned_unknown'],
    [{ canned: 'toString' }, 400, 'chat.canned_unknown'],
    [{ text: '   ' }, 400, 'http.invalid'],
    [{ text: 'x'.repeat(1001) }, 400, 'http.invalid'],
    [{}, 400, 'chat.nothing_said'],
    [{ text: 'Yes.', canned: 'yes' }, 400, 'chat.nothing_said'],
  ] as const) {
    const answer = await customer.send('POST', at.customer, body)
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(body))
  }
})

test('the same message sent twice under one key is there once', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() }

  await Promise.all([1, 2].map(() => vendor.send('POST', at.vendor, { text: 'Ten minutes.' }, key)))
  await vendor.send('POST', at.vendor, { text: 'Ten minutes.' }, key)

  const chat = (await customer.get(at.customer)).body
  assert.equal(texts(chat).filter((text: string) => text === 'Ten minutes.').length, 1)
})

test('a reported message waits for the market, which hides it from all but itself', async () => {
  const rude = (await vendor.send('POST', at.vendor, { text: 'Something rude.' })).body.items.at(-1)
  const own = await vendor.send('POST', `${at.vendor}/${rude.id}/report`, { reason: 'Mine.' })
  assert.deepEqual([own.status, own.body.code], [409, 'chat.own_message'])

  const reported = await customer.send('POST', `${at.customer}/${rude.id}/report`, { reason: 'Rude.' })
  await customer.send('POST', `${at.customer}/${rude.id}/report`, { reason: 'Rude again.' })
  assert.equal(reported.body.items.at(-1).isReported, true)
  assert.equal((await vendor.get(at.vendor)).body.items.at(-1).isReported, false)
  const waiting = (await admin.get('/admin/chat/reports')).body.items
  assert.deepEqual(
    waiting.map(({ messageId, text, reason, reportedBy }: Json) => ({ messageId, text, reason, reportedBy })),
    [{ messageId: rude.id, text: 'Something rude.', reason: 'Rude.', reportedBy: 'customer' }],
  )

  const hidden = await admin.send('PUT', `${console_}/${rude.id}/hidden`, { hidden: true, reason: 'Rude.' })
  assert.equal(hidden.status, 200, JSON.stringify(hidden.body))
  for (const [person, path] of [
    [customer, at.customer],
    [vendor, at.vendor],
  ] as const) {
    const last = (await person.get(path)).body.items.at(-1)
    assert.deepEqual([last.isHidden, last.text], [true, null])
  }
  assert.equal((await admin.get(console_)).body.items.at(-1).text, 'Something rude.')
  assert.deepEqual((await admin.get('/admin/chat/reports')).body.items, [])
})

test('the rider joins when he takes it and is gone when it is over; an hour later nobody writes any more', async () => {
  for (const state of ['preparing', 'ready']) await vendor.send('PUT', `/vendor/orders/${orderId}/status`, { state })
  const here = (await vendor.get(`/vendor/orders/${orderId}`)).body.vendor.place
  await rider.send('POST', '/rider/positions', { positions: [{ at: new Date().toISOString(), ...here }] })
  await rider.send('PUT', '/rider/online', { online: true })
  const offer = await eventually(async () => (await rider.get('/rider/offers')).body.items[0], 'an offer for the rider')
  await rider.send('POST', `/rider/offers/${offer.id}/accept`)

  const said = await rider.send('POST', rides, { canned: 'at_door' })
  assert.equal(said.status, 201, JSON.stringify(said.body))
  assert.equal((await otherRider.get(rides)).status, 404)
  const seen = (await customer.get(at.customer)).body
  assert.equal(seen.items.at(-1).side, 'rider')
  await sql`UPDATE chat.messages SET rider_id = gen_random_uuid() WHERE text = 'Ten minutes.'`.execute(store)
  const toldToAnother = texts((await rider.get(rides)).body)
  assert.deepEqual(
    [toldToAnother.includes('Ten minutes.'), toldToAnother.includes('I am at your door.')],
    [false, true],
  )
  assert.deepEqual(
    seen.people.map(({ side }: Json) => side),
    ['vendor', 'rider'],
  )

  const [delivery] = (await rider.get('/rider/deliveries?state=active')).body.items
  const { pickupCode } = (await vendor.get(`/vendor/orders/${orderId}/delivery`)).body
  const { handoverCode } = (await customer.get(`/orders/${orderId}`)).body
  await rider.send('PUT', `/rider/deliveries/${delivery.id}/picked-up`, { code: pickupCode })
  const done = await rider.send('PUT', `/rider/deliveries/${delivery.id}/delivered`, { code: handoverCode })
  assert.equal(done.status, 200, JSON.stringify(done.body))

  assert.equal((await rider.get(rides)).status, 404)
  const after = (await customer.get(at.customer)).body
  assert.deepEqual([after.isOpen, typeof after.closesAt], [true, 'string'])
  await sql`UPDATE ordering.orders SET ended_at = ended_at - interval '61 minutes' WHERE id = ${orderId}`.execute(store)
  const late = await customer.send('POST', at.customer, { text: 'One more thing.' })
  assert.deepEqual([late.status, late.body.code], [409, 'chat.closed'])
  assert.equal((await customer.get(at.customer)).body.isOpen, false)
})
