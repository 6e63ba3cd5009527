// The front door: markets by four names, words translated, callers admitted, writes done once, problems in one form.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import type { MarketDirectory, MarketEntry } from './addresses.ts'
import type { Actor } from './context.ts'
import { sql } from './db.ts'
import { defineError } from './errors.ts'
import { createHttpServer } from './http-server.ts'
import { type Policy, route } from './http.ts'
import { createLogger } from './log.ts'
import { createResponseCache } from './response-cache.ts'
import { openTestDatabase } from './testing.ts'

const database = await openTestDatabase()

const entryOf = (id: string, words: [string, string][] = []): MarketEntry => ({
  market: { id } as MarketEntry['market'],
  languages: id === 'reeyo' ? ['fr', 'en'] : ['en'],
  hosts: [`${id}.test`],
  segments: new Map(words),
})
const entries = [
  entryOf('reeyo'),
  entryOf('freshhome', [
    ['meals', 'things'],
    ['provider', 'vendor'],
  ]),
]
const directory: MarketDirectory = {
  byId: (id) => entries.find((entry) => entry.market.id === id),
  byHost: (host) => entries.find((entry) => entry.hosts.includes(host)),
  all: () => entries,
}

const customer: Actor = { kind: 'account', accountId: 'c-1', roles: ['customer'], vendorIds: [] }
const vendor: Actor = { kind: 'account', accountId: 'v-1', roles: ['vendor'], vendorIds: ['kitchen'] }
const people: Record<string, Actor> = { customer, vendor }

const soldOut = defineError('testing.sold_out', 'conflict', 'It is sold out.')
const secret = defineError('testing.secret', 'conflict', 'Nobody declared this.')
const policy: Policy = {
  'testing.look': { may: 'anyone', whose: 'everybody' },
  'testing.make': { may: ['customer'], whose: 'their own' },
  'testing.manage': { may: ['vendor'], whose: 'their own' },
}

let looks = 0
const Thing = Type.Object({ name: Type.String({ minLength: 2 }), count: Type.Integer({ minimum: 1 }) })
const routes = [
  route({
    method: 'GET',
    path: '/things',
    audience: 'public',
    permission: 'testing.look',
    summary: 'Look',
    query: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 100 })) }),
    reply: Type.Object({
      market: Type.String(),
      language: Type.String(),
      looks: Type.Integer(),
      limit: Type.Integer(),
    }),
    errors: [],
    cache: { seconds: 60, until: ['catalog.'] },
    handle: ({ ctx, query }) => ({
      market: ctx.market.id,
      language: ctx.language,
      looks: ++looks,
      limit: query.limit ?? 20,
    }),
  }),
  route({
    method: 'POST',
    path: '/things',
    audience: 'customer',
    permission: 'testing.make',
    summary: 'Make',
    body: Thing,
    reply: Type.Object({ id: Type.String(), name: Type.String() }),
    status: 201,
    idempotent: true,
    errors: [soldOut],
    handle: async ({ tx, ctx, body }) => {
      if (body.name === 'gone') throw soldOut({ name: body.name })
      if (body.name === 'hush') throw secret()
      if (body.name === 'bug') throw new Error('the password is 1234')
      await sql`SELECT events.append('testing.made', 1, ${JSON.stringify({ name: body.name })}::jsonb)`.execute(tx)
      return { id: ctx.requestId, name: body.name, password: 'not declared, so not sent' }
    },
  }),
  route({
    method: 'GET',
    path: '/things',
    audience: 'vendor',
    permission: 'testing.manage',
    summary: 'Manage',
    reply: Type.Object({ mine: Type.Boolean() }),
    errors: [],
    handle: () => ({ mine: true }),
  }),
]
const cache = createResponseCache()
const app = createHttpServer({
  routes,
  policy,
  directory,
  pool: database.pool,
  operatorPool: database.operatorPool,
  authenticate: async (token) => people[token],
  cache,
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
  translate: (code, language) => (language === 'fr' && code === 'testing.sold_out' ? 'Il n’en reste plus.' : undefined),
})
await app.ready()

const ask = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
const make = (body: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/m/reeyo/api/v1/things',
    headers: { authorization: 'Bearer customer', 'idempotency-key': crypto.randomUUID(), ...headers },
    payload: body as object,
  })
const made = async () => {
  const { rows } = await sql<{
    count: number
  }>`SELECT count(*) AS count FROM events.log WHERE name = 'testing.made'`.execute(database.market('reeyo').db)
  return rows[0]?.count
}

test('a market is named by path, header or host, in its own languages', async () => {
  const byPath = (await ask('/m/reeyo/api/v1/things')).json()
  const byHeader = (await ask('/api/v1/things', { 'x-market': 'reeyo', 'accept-language': 'en-GB' })).json()
  const byHost = (await ask('/api/v1/things', { host: 'freshhome.test', 'accept-language': 'fr' })).json()

  assert.deepEqual([byPath.market, byPath.language], ['reeyo', 'fr'])
  assert.deepEqual([byHeader.market, byHeader.language], ['reeyo', 'en'])
  assert.deepEqual([byHost.market, byHost.language], ['freshhome', 'en'])
})

test('no market, an unknown one and two at once are told apart', async () => {
  assert.equal((await ask('/api/v1/things')).json().code, 'http.market_unnamed')
  assert.equal((await ask('/m/atlantis/api/v1/things')).json().code, 'http.unknown_market')
  assert.equal((await ask('/m/reeyo/api/v1/things', { 'x-market': 'freshhome' })).json().code, 'http.market_disagrees')
})

test('a market speaks of its own things in its own addresses', async () => {
  assert.equal((await ask('/m/freshhome/api/v1/meals?limit=5')).json().limit, 5)
  assert.deepEqual((await ask('/m/freshhome/api/v1/provider/meals', { authorization: 'Bearer vendor' })).json(), {
    mine: true,
  })
  assert.equal((await ask('/m/reeyo/api/v1/meals')).statusCode, 404)
})

test('a public reply is kept until an event makes it untrue, and not sent again to who has it', async () => {
  const first = await ask('/m/reeyo/api/v1/things?limit=7')
  const second = await ask('/m/reeyo/api/v1/things?limit=7')
  const unchanged = await ask('/m/reeyo/api/v1/things?limit=7', { 'if-none-match': first.headers.etag as string })
  cache.invalidate('reeyo', 'catalog.product_changed')
  const fresh = await ask('/m/reeyo/api/v1/things?limit=7')

  assert.equal(second.body, first.body)
  assert.equal(unchanged.statusCode, 304)
  assert.equal(unchanged.body, '')
  assert.notEqual(fresh.json().looks, first.json().looks)
})

test('a visitor is asked to sign in, a customer is kept out of the kitchen', async () => {
  assert.equal((await ask('/m/reeyo/api/v1/vendor/things')).json().code, 'http.unauthenticated')
  assert.equal(
    (await ask('/m/reeyo/api/v1/vendor/things', { authorization: 'Bearer customer' })).json().code,
    'http.forbidden',
  )
  assert.equal((await ask('/m/reeyo/api/v1/vendor/things', { authorization: 'Bearer stolen' })).statusCode, 401)
})

test('a wrong request names each wrong field', async () => {
  const problem = await make({ name: 'x', count: 0, colour: 'red' })

  assert.equal(problem.statusCode, 400)
  assert.equal(problem.headers['content-type'], 'application/problem+json; charset=utf-8')
  const fields = problem.json().errors.map((error: { field: string }) => error.field)
  assert.ok(
    ['name', 'count', 'colour'].every((field) => fields.some((each: string) => each.includes(field))),
    fields.join(),
  )
})

test('a number that arrives as text in a body is refused, in an address it is read', async () => {
  assert.equal((await make({ name: 'soup', count: '1' })).statusCode, 400)
  assert.equal((await ask('/m/reeyo/api/v1/things?limit=9')).json().limit, 9)
  assert.equal((await ask('/m/reeyo/api/v1/things?limit=nine')).statusCode, 400)
  assert.equal((await ask('/m/reeyo/api/v1/things?colour=red')).statusCode, 400)
})

test('a write without a key is refused; under one key it is done once and answered the same', async () => {
  const before = await made()
  const key = { 'idempotency-key': 'one' }

  const all = await Promise.all([1, 2, 3, 4].map(() => make({ name: 'soup', count: 1 }, key)))

  assert.equal(
    (await make({ name: 'soup', count: 1 }, { 'idempotency-key': '' })).json().code,
    'http.idempotency_key_missing',
  )
  assert.equal(new Set(all.map((reply) => reply.body)).size, 1)
  assert.deepEqual(
    all.map((reply) => reply.statusCode),
    [201, 201, 201, 201],
  )
  assert.equal(await made(), (before ?? 0) + 1)
  assert.equal((await make({ name: 'stew', count: 1 }, key)).json().code, 'http.idempotency_key_reused')
})

test('a "no" undoes the work and frees the key', async () => {
  const key = { 'idempotency-key': 'freed', 'accept-language': 'en' }

  const refused = await make({ name: 'gone', count: 1 }, key)

  assert.equal(refused.statusCode, 409)
  assert.deepEqual([refused.json().code, refused.json().title], ['testing.sold_out', 'It is sold out.'])
  assert.equal((await make({ name: 'soup', count: 1 }, key)).statusCode, 201)
})

test('an undeclared error and a bug reveal nothing but the id to ask about', async () => {
  for (const name of ['hush', 'bug']) {
    const reply = await make({ name, count: 1 }, { 'x-request-id': 'tell-support-this' })

    assert.equal(reply.statusCode, 500)
    assert.equal(reply.json().requestId, 'tell-support-this')
    assert.doesNotMatch(reply.body, /password|declared/)
  }
})

test('what a reply does not declare is not sent', async () => {
  assert.deepEqual(Object.keys((await make({ name: 'soup', count: 1 })).json()), ['id', 'name'])
})

test('a write named by a cookie is taken from our own pages only', async () => {
  const send = (headers: Record<string, string>) =>
    make({ name: 'soup', count: 1 }, { authorization: '', cookie: 'pv_reeyo_customer=customer', ...headers })

  assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).json().code, 'http.foreign_origin')
  assert.equal((await send({ origin: 'https://evil.test' })).json().code, 'http.foreign_origin')
  assert.equal((await send({ 'sec-fetch-site': 'same-origin' })).statusCode, 201)
})

test('a "no" is told in the language of whoever asked, as far as there is a sentence for it', async () => {
  const titleOf = async (name: string, language: string) =>
    (await make({ name, count: 1 }, { 'accept-language': language })).json().title

  assert.equal(await titleOf('gone', 'fr'), 'Il n’en reste plus.')
  assert.equal(await titleOf('gone', 'en'), soldOut().message)
})

test('a route whose permission nobody decided on does not start', () => {
  const orphan = { ...routes[0], permission: 'testing.forgotten' } as (typeof routes)[number]

  assert.throws(
    () =>
      createHttpServer({
        routes: [orphan],
        policy,
        directory,
        pool: database.pool,
        operatorPool: database.operatorPool,
        authenticate: async () => undefined,
        cache,
        logger: createLogger({ level: 'silent' }),
        secureCookies: false,
      }),
    /the policy has no permission testing.forgotten/,
  )
})
