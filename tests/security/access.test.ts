// Who may do what to whose, tried out: every route × every kind of caller × own, other's, unknown and other market's ids.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import { type AnyRoute, addressOf } from '@provender/platform/http'
import { describedRoutes } from '../../apps/server/modules.ts'
import { policy } from '../../apps/server/policy.ts'
import { type Json, type Person, eventually, openTown } from '../journeys/town.ts'

const market = 'reeyo'
const town = await openTown({ markets: ['reeyo', 'freshhome'] })
const routes = describedRoutes()

/** The victims: an order of customer A at vendor A, on its way with rider A, and a payment of A's. */
const customerA = await town.demo(market, 'customer')
const vendorA = await town.demo(market, 'vendor')
const riderA = await town.demo(market, 'rider')
const victims = await makeVictims()

/** The callers: people of the same roles who have nothing to do with it, and people of another market. */
const otherVendor = (await vendorEmails()).find((email) => email !== `vendor@${market}.test`) as string
const callers: Record<string, Person> = {
  visitor: town.visitor(market),
  customer: await registered('customer'),
  vendor: await town.signIn(market, otherVendor),
  rider: await town.signIn(market, `rider.2@${market}.test`),
}
const strangers: Record<string, Person> = {}
for (const role of ['customer', 'vendor', 'rider', 'admin'] as const) {
  strangers[role] = carried(await town.demo('freshhome', role))
}

test('every route has a rule, and every rule a route', () => {
  const used = new Set(routes.map((route) => route.permission))

  assert.deepEqual(
    [...used].filter((permission) => !(permission in policy)),
    [],
  )
  assert.deepEqual(
    Object.keys(policy).filter((permission) => !used.has(permission)),
    [],
  )
})

for (const route of routes) {
  const name = `${route.method} ${addressOf(route)}`
  const rule = policy[route.permission as keyof typeof policy]
  if (rule === undefined) continue

  if (rule.may !== 'anyone') {
    test(`${name}: only ${rule.may.join(', ')} come in`, async () => {
      for (const [role, caller] of Object.entries(callers)) {
        if ((rule.may as readonly string[]).includes(role)) continue
        const { status, body } = await call(caller, route, 'victim')

        assert.equal(status, role === 'visitor' ? 401 : 403, `${role}: ${JSON.stringify(body)}`)
      }
    })

    test(`${name}: a session of another market opens nothing`, async () => {
      for (const stranger of Object.values(strangers)) {
        const { status } = await call(stranger, route, 'victim')
        assert.ok(status === 401 || status === 403, String(status))
      }
    })
  }

  const reaching =
    rule.may === 'anyone'
      ? []
      : Object.entries(callers).filter(([role]) => (rule.may as readonly string[]).includes(role))
  for (const [role, caller] of reaching) {
    if (idsIn(route).length === 0) continue

    test(`${name}: to another ${role} what is not his and what does not exist look the same`, async () => {
      const before = await fingerprint()
      const theirs = await call(caller, route, 'victim')
      const nobodys = await call(caller, route, 'unknown')

      assert.deepEqual(
        [theirs.status, theirs.body?.code],
        [nobodys.status, nobodys.body?.code],
        JSON.stringify(theirs.body),
      )
      assert.deepEqual(Object.keys(theirs.body ?? {}), Object.keys(nobodys.body ?? {}))
      assert.equal(theirs.status, 404, `the sample must get past validation: ${JSON.stringify(theirs.body)}`)
      assert.deepEqual(await fingerprint(), before, 'no trace of the attempt')
    })
  }

  if (route.method === 'GET' && idsIn(route).length === 0 && rule.may !== 'anyone') {
    for (const [role, caller] of reaching) {
      test(`${name}: nothing of others is in what a ${role} lists`, async () => {
        const { status, body } = await call(caller, route, 'victim')
        assert.ok(status === 200 || status === 404, `${status} ${JSON.stringify(body)}`)
        const text = JSON.stringify(body)

        for (const id of [victims.orderId, victims.deliveryId, victims.paymentId]) assert.ok(!text.includes(id), text)
      })
    }
  }
}

test('the attempts were real: the owners themselves still reach their things', async () => {
  assert.equal((await customerA.get(`/orders/${victims.orderId}`)).status, 200)
  assert.equal((await vendorA.get(`/vendor/orders/${victims.orderId}`)).status, 200)
  assert.equal((await customerA.get(`/payments/${victims.paymentId}`)).status, 200)
  assert.equal((await vendorA.get(`/vendor/products/${victims.productId}`)).status, 200)
})

test('an order room opens to its people only', async () => {
  const join = async (person: Person) => {
    const socket = await person.listen()
    return (await socket.emitWithAck('join_room', { orderId: victims.orderId })) as { joined: boolean }
  }

  assert.equal((await join(customerA)).joined, true)
  assert.equal((await join(vendorA)).joined, true)
  for (const role of ['customer', 'vendor', 'rider'])
    assert.equal((await join(callers[role] as Person)).joined, false, role)
  await assert.rejects((strangers.customer as Person).listen())
  await assert.rejects(town.visitor(market).listen())
})

/** The ids in an address that belong to somebody. Gateways and places in a list do not, and customers may order from any vendor. */
function idsIn(route: AnyRoute): string[] {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
  return names.filter(
    (name) => name !== 'gateway' && name !== 'position' && !(name === 'vendorId' && route.audience === 'customer'),
  )
}

function call(caller: Person, route: AnyRoute, whose: 'victim' | 'unknown') {
  const path = addressOf(route)
    .replace('/api/v1', '')
    .replace(/:(\w+)/g, (_, name: string) =>
      name === 'gateway'
        ? 'sandbox'
        : name === 'position'
          ? '1'
          : whose === 'victim'
            ? ((victims as Record<string, string>)[name] ?? crypto.randomUUID())
            : crypto.randomUUID(),
    )
  const query = sampleQuery(route.query)
  const body = route.body && { ...sampleOf(route.body), ...madeRight(route) }

  return caller.send(route.method, `${path}${query}`, body ?? (route.method === 'GET' ? undefined : {}))
}

/** Where a made-up value would be refused before anybody looks whose it is. */
function madeRight(route: AnyRoute): Json {
  return route.body && 'category' in (route.body as Json).properties ? { category: victims.categorySlug } : {}
}

function sampleQuery(schema: Json): string {
  const { properties = {}, required = [] } = schema ?? {}
  const pairs = (required as string[]).map((name): [string, string] => [name, String(sampleOf(properties[name]))])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}

/** The smallest value a schema takes. */
function sampleOf(schema: Json): Json {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sampleOf(schema.anyOf[0])
  if (schema.type === 'object') {
    return Object.fromEntries(
      ((schema.required ?? []) as string[]).map((name) => [name, sampleOf(schema.properties[name])]),
    )
  }
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items))
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (schema.type === 'boolean') return false
  if (schema.format === 'uuid') return crypto.randomUUID()
  if (schema.format === 'date-time') return new Date().toISOString()
  if (schema.format === 'email') return 'somebody@example.com'
  const tries = ['1234', '+237670000000', 'fluent-emoji-flat:tomato', 'a-word', 'A name', '12:00', '#112233', 'XAF']
  const fitting = tries.find(
    (each) =>
      (!schema.pattern || new RegExp(schema.pattern).test(each)) &&
      each.length <= (schema.maxLength ?? 99) &&
      each.length >= (schema.minLength ?? 0),
  )

  return fitting ?? 'x'.repeat(schema.minLength ?? 1)
}

/** What the victims own, in one value: rows that attempts of others must not change. */
async function fingerprint(): Promise<Record<string, string>> {
  const tables = [
    'ordering.orders',
    'ordering.order_history',
    'payments.payments',
    'catalog.products',
    'catalog.vendors',
    'inventory.stock',
    'ledger.entries',
    'refunds.refunds',
    'payouts.payouts',
    'wallets.transfers',
    'payouts.destinations',
    'delivery.riders',
  ]
  const marks: Record<string, string> = {}
  for (const table of tables) {
    const { rows } = await sql<{ mark: string }>`
      SELECT md5(coalesce(string_agg(md5(row::text), '' ORDER BY md5(row::text)), '')) AS mark FROM ${sql.raw(table)} AS row
    `.execute(town.database.market(market).db)
    marks[table] = rows[0]?.mark ?? ''
  }

  return marks
}

async function makeVictims() {
  const vendorId = vendorA.account.vendorIds[0] as string
  await vendorA.send('PUT', '/vendor/profile/open', { open: true })
  const vendor = (await customerA.get(`/vendors/${vendorId}`)).body
  const products: Json[] = (await vendorA.get('/vendor/products')).body.items
  const lines = [{ productId: products[0].id, quantity: 1 }]
  const quote = (
    await customerA.send('POST', '/quotes', { vendorId, lines, fulfilment: 'delivery', place: vendor.place })
  ).body
  const placed = await customerA.send('POST', '/orders', {
    vendorId,
    lines,
    fulfilment: 'delivery',
    paymentMethod: 'wallet',
    address: { line: 'Here', place: vendor.place },
    agreedTotalMinor: quote.totalMinor,
  })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  const orderId = placed.body.id as string
  await vendorA.send('PUT', `/vendor/orders/${orderId}/accept`, {})
  await riderA.send('POST', '/rider/positions', { positions: [{ at: new Date().toISOString(), ...vendor.place }] })
  await riderA.send('PUT', '/rider/online', { online: true })
  const offer = await eventually(async () => (await riderA.get('/rider/offers')).body.items[0], 'an offer for rider A')
  await riderA.send('POST', `/rider/offers/${offer.id}/accept`)
  const [delivery] = (await riderA.get('/rider/deliveries?state=active')).body.items
  const topUp = await customerA.send('POST', '/wallet/topup', {
    amountMinor: 5000,
    method: 'mobile_money',
    phone: '+237670000000',
  })
  assert.equal(topUp.status, 201, JSON.stringify(topUp.body))

  return {
    orderId,
    vendorId,
    productId: products[0].id as string,
    categorySlug: products[0].category as string,
    offerId: offer.id as string,
    deliveryId: delivery.id as string,
    riderId: riderA.account.riderId as string,
    paymentId: topUp.body.id as string,
    accountId: customerA.account.id as string,
  }
}

async function registered(role: string): Promise<Person> {
  const email = `somebody.else.${role}@example.com`
  const answer = await town
    .visitor(market)
    .send('POST', '/auth/register', { name: 'Somebody Else', email, password: 'Provender1!', role })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))

  return town.signIn(market, email)
}

async function vendorEmails(): Promise<string[]> {
  const { rows } = await sql<{
    email: string
  }>`SELECT email FROM identity.accounts WHERE email LIKE 'vendor%' ORDER BY email`.execute(
    town.database.market(market).db,
  )
  return rows.map(({ email }) => email)
}

/** Somebody of another market who carries that session into this one. */
function carried(person: Person): Person {
  const here = town.visitor(market)
  const headers = { authorization: `Bearer ${person.token}` }
  return {
    ...person,
    send: (method, path, body, more = {}) => here.send(method, path, body, { ...headers, ...more }),
    get: (path, more = {}) => here.get(path, { ...headers, ...more }),
    listen: () => here.listen(),
  }
}
