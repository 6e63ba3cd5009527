// The endpoints of the five documents answer under their literal paths, each in its own market.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTown } from './town.ts'

const town = await openTown()
const id = '018f0000-0000-7000-8000-000000000000'

/** Method, path and who asks, as the document writes them. */
const documents: Record<string, string[]> = {
  freshhome: `
    POST /auth/register visitor
    POST /auth/login visitor
    POST /auth/refresh visitor
    POST /auth/logout customer
    GET /meals visitor
    GET /meals/${id} visitor
    GET /providers visitor
    GET /providers/${id} visitor
    POST /orders customer
    GET /orders/${id} customer
    GET /orders customer
    DELETE /orders/${id} customer
    GET /orders/${id}/tracking customer
    GET /provider/meals vendor
    POST /provider/meals vendor
    PUT /provider/meals/${id} vendor
    DELETE /provider/meals/${id} vendor
    GET /provider/orders vendor
    PUT /provider/orders/${id}/accept vendor
    PUT /provider/orders/${id}/decline vendor
    PUT /provider/orders/${id}/status vendor
    POST /orders/${id}/review customer
    GET /providers/${id}/reviews visitor
    POST /payments/intent customer
    POST /payments/confirm customer
    POST /payments/refund customer
    POST /payments/webhook visitor
    GET /provider/earnings vendor
    GET /provider/payouts vendor
    GET /wallet/balance customer
    POST /wallet/topup customer`
    .trim()
    .split('\n'),
  eatfast: `
    POST /auth/login visitor
    POST /auth/register visitor
    POST /auth/refresh visitor
    POST /auth/logout customer
    GET /users/profile customer
    PUT /users/profile customer
    GET /restaurants visitor
    GET /restaurants/${id} visitor
    GET /restaurants/${id}/menu visitor
    POST /restaurants/${id}/orders customer
    GET /orders customer
    POST /orders customer
    GET /orders/${id} customer
    PUT /orders/${id}/status vendor
    GET /orders/${id}/tracking customer
    POST /payments/process customer
    POST /payments/campay customer
    POST /payments/noupay customer
    POST /payments/stripe customer
    GET /payments/methods visitor
    POST /admin/restaurants admin`
    .trim()
    .split('\n'),
  reeyo: `
    POST /auth/login visitor
    POST /auth/register visitor
    GET /orders customer
    POST /orders customer`
    .trim()
    .split('\n'),
}

for (const [market, endpoints] of Object.entries(documents)) {
  for (const endpoint of endpoints.map((line) => line.trim())) {
    test(`${market}: ${endpoint}`, async () => {
      const [method = '', path = '', role = ''] = endpoint.split(' ')
      const person =
        role === 'visitor' ? town.visitor(market) : await town.demo(market, role as 'customer' | 'vendor' | 'admin')

      const { status, body } = await person.send(method, path, method === 'GET' || method === 'DELETE' ? undefined : {})

      assert.notEqual(body?.code, 'http.unknown_address')
      assert.notEqual(body?.code, 'http.forbidden')
      assert.ok(status < 500, JSON.stringify(body))
    })
  }
}

test('another market does not answer to these words', async () => {
  assert.equal((await town.visitor('reeyo').get('/meals')).body.code, 'http.unknown_address')
  assert.equal((await town.visitor('harvest').get('/restaurants')).body.code, 'http.unknown_address')
})

test("the split of Reeyo's load balancer and RachelFoods' health address answer", async () => {
  for (const path of ['/m/reeyo/api/user/orders', '/m/reeyo/api/vendor/orders', '/m/reeyo/api/rider/deliveries']) {
    assert.equal((await fetch(`${town.url}${path}`)).status, 401, path)
  }
  assert.deepEqual(await (await fetch(`${town.url}/api/health`)).json(), { status: 'ok' })
})

test('each market describes its API in its own words, and the page to try it on is there', async () => {
  const paths = async (market: string) => {
    const answer = await fetch(`${town.url}/m/${market}/api/v1/openapi.json`)
    return Object.keys(((await answer.json()) as { paths: Record<string, unknown> }).paths)
  }

  assert.ok((await paths('freshhome')).includes('/api/v1/provider/meals/{productId}'))
  assert.ok((await paths('eatfast')).includes('/api/v1/restaurants/{vendorId}/menu'))
  assert.equal((await fetch(`${town.url}/docs`, { redirect: 'follow' })).status, 200)
})

test('numbers about ourselves are there for who watches', async () => {
  const metrics = await (await fetch(`${town.url}/metrics`)).text()
  assert.match(metrics, /provender_http_request_seconds_count\{route="/)

  const health = (await (await fetch(`${town.url}/health/detailed`)).json()) as {
    status: string
    parts: Record<string, { status: string }>
  }
  assert.equal(health.status, 'ok')
  assert.deepEqual(Object.keys(health.parts), ['database', 'events', 'jobs', 'sockets'])
})
