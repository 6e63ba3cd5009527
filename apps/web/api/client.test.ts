// The browser's client: one renewal for everyone who meets the end of a session, and refusals as Problems.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { after, beforeEach, test } from 'node:test'
import { browserApi, newIdempotencyKey, once, read, readIfAny } from './client.ts'
import { Problem } from './problem.ts'

let signedIn = false
let mayRenew = true
let seen: string[] = []
let answer = { status: 200, body: { id: 'harvest' } as object }

const server = createServer((req: IncomingMessage, res) => {
  seen.push(`${req.method} ${req.url}`)
  const reply = (status: number, body: object) => {
    res.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r-1' })
    res.end(JSON.stringify(body))
  }
  if (req.url?.endsWith('/auth/refresh')) {
    signedIn = mayRenew
    return reply(mayRenew ? 200 : 401, {})
  }
  if (!signedIn) return reply(401, { code: 'identity.session_over', title: 'The session is over.' })
  reply(answer.status, answer.body)
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const address = server.address()
assert.ok(address && typeof address === 'object')
Object.assign(globalThis, { window: { location: { origin: `http://127.0.0.1:${address.port}` } } })

beforeEach(() => {
  signedIn = false
  mayRenew = true
  seen = []
  answer = { status: 200, body: { id: 'harvest' } }
})
after(() => server.close())

test('two requests that meet the end of a session share one renewal and both succeed', async () => {
  const api = browserApi('harvest')

  const both = await Promise.all([read(api.GET('/api/v1/market')), read(api.GET('/api/v1/market'))])

  assert.deepEqual(both, [{ id: 'harvest' }, { id: 'harvest' }])
  assert.equal(seen.filter((line) => line === 'POST /m/harvest/api/v1/auth/refresh').length, 1)
  assert.equal(seen.length, 5)
})

test('a session that cannot be renewed is refused once, with what the API said', async () => {
  mayRenew = false

  await assert.rejects(read(browserApi('harvest').GET('/api/v1/market')), (error) => {
    assert.ok(error instanceof Problem)
    assert.deepEqual(error.facts, {
      status: 401,
      code: 'identity.session_over',
      title: 'The session is over.',
      requestId: 'r-1',
    })
    return true
  })
  assert.equal(seen.length, 2)
})

test('what may be missing is undefined, and other refusals still throw', async () => {
  signedIn = true
  answer = { status: 404, body: { code: 'x.missing', title: 'Not here.' } }
  assert.equal(await readIfAny(browserApi('harvest').GET('/api/v1/market')), undefined)

  answer = { status: 409, body: { code: 'x.moved', title: 'It has moved on.' } }
  await assert.rejects(readIfAny(browserApi('harvest').GET('/api/v1/market')), Problem)
})

test('a silent network is a Problem of its own', async () => {
  Object.assign(globalThis, { window: { location: { origin: 'http://127.0.0.1:9' } } })

  await assert.rejects(
    read(browserApi('nobody').GET('/api/v1/market')),
    (error) => error instanceof Problem && error.facts.code === 'web.unreachable',
  )
})

test('idempotency keys are long and never the same', () => {
  const { 'Idempotency-Key': key } = once(newIdempotencyKey())

  assert.match(key, /^[0-9a-f]{32}$/)
  assert.notEqual(key, newIdempotencyKey())
})
