// Pages and sessions: who comes back after a quarter of an hour is still signed in, and nobody is asked twice.
import assert from 'node:assert/strict'
import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { renewSession } from './session.ts'

let asked: { url: string | undefined; app: unknown; cookie: unknown }[] = []
let status = 200

const server = createServer((req, res) => {
  asked.push({ url: `${req.method} ${req.url}`, app: req.headers['x-app'], cookie: req.headers.cookie })
  const app = String(req.headers['x-app'])
  res.setHeader('set-cookie', [`pv_reeyo_${app}=new; Path=/; HttpOnly`, `pv_reeyo_${app}_refresh=r2; Path=/; HttpOnly`])
  res.writeHead(status).end('{}')
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const address = server.address()
assert.ok(address && typeof address === 'object')
const origin = `http://127.0.0.1:${address.port}`

beforeEach(() => {
  asked = []
  status = 200
})
after(() => server.close())

test('a session that has run out is renewed for this page and for the browser', async () => {
  const { req, res } = visit(
    '/m/reeyo/orders?after=1',
    `pv_lang=fr; pv_reeyo_customer=${token(-60)}; pv_reeyo_customer_refresh=r1`,
  )

  await renewSession(req, res, origin)

  assert.equal(req.headers.cookie, 'pv_lang=fr; pv_reeyo_customer=new; pv_reeyo_customer_refresh=r2')
  assert.deepEqual(res.getHeader('set-cookie'), [
    'pv_reeyo_customer=new; Path=/; HttpOnly',
    'pv_reeyo_customer_refresh=r2; Path=/; HttpOnly',
  ])
  assert.deepEqual(
    asked.map(({ url, app }) => [url, app]),
    [['POST /m/reeyo/api/v1/auth/refresh', 'customer']],
  )
})

test('each app renews its own session', async () => {
  const { req, res } = visit('/m/reeyo/vendor', 'pv_reeyo_customer_refresh=c; pv_reeyo_vendor_refresh=v')

  await renewSession(req, res, origin)

  assert.equal(asked[0]?.app, 'vendor')
  assert.match(req.headers.cookie ?? '', /pv_reeyo_customer_refresh=c; pv_reeyo_vendor_refresh=r2; pv_reeyo_vendor=new/)
})

test('a session that still holds, a guest and a page outside of markets ask nobody', async () => {
  const cookies = `pv_reeyo_customer=${token(600)}; pv_reeyo_customer_refresh=r1`
  for (const [url, cookie] of [
    ['/m/reeyo', cookies],
    ['/m/reeyo', 'pv_lang=fr'],
    ['/_next/static/a.js', cookies],
  ] as const) {
    const { req, res } = visit(url, cookie)
    await renewSession(req, res, origin)
    assert.equal(req.headers.cookie, cookie)
    assert.equal(res.getHeader('set-cookie'), undefined)
  }
  assert.deepEqual(asked, [])
})

test('a renewal that is refused, or not answered, leaves the request as it came', async () => {
  const cookie = 'pv_reeyo_customer=rubbish; pv_reeyo_customer_refresh=r1'
  status = 401
  for (const where of [origin, 'http://127.0.0.1:9']) {
    const { req, res } = visit('/m/reeyo', cookie)
    await renewSession(req, res, where)
    assert.equal(req.headers.cookie, cookie)
    assert.equal(res.getHeader('set-cookie'), undefined)
  }
})

function visit(url: string, cookie: string): { req: IncomingMessage; res: ServerResponse } {
  const req = new IncomingMessage(new Socket())
  Object.assign(req, { url, method: 'GET', headers: { cookie } })
  return { req, res: new ServerResponse(req) }
}

function token(seconds: number): string {
  const claims = Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + seconds })).toString('base64url')
  return `x.${claims}.y`
}
