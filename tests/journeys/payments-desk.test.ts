// Looking after payments: an admin sees what was said of one, asks again, switches a gateway off, and sees strangers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, openTown } from './town.ts'

const town = await openTown({ markets: ['freshhome', 'reeyo'] })
const admin = await town.demo('freshhome', 'admin')
const customer = await town.demo('freshhome', 'customer')
const wish = { amountMinor: 2000, method: 'card' }
const card = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, redirect: 'manual' } as const

async function begun() {
  const { status, body } = await customer.send('POST', '/wallet/topup', wish)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}

test('a payment with its calls and webhooks is there to be looked at, here and nowhere else', async () => {
  const payment = await begun()
  const form = new URLSearchParams({ card: '4242 4242 4242 4242', choice: 'pay' }).toString()
  await fetch(payment.actionUrl, { ...card, method: 'POST', body: form })
  const story = await eventually(async () => {
    const { body } = await admin.get(`/admin/payments/${payment.id}`)
    return body.webhooks.length > 0 && body.payment.state === 'succeeded' && body
  }, 'the webhook is heard')

  assert.deepEqual(
    story.calls.map(({ call, answer }: { call: string; answer: string }) => `${call} ${answer}`).toReversed(),
    ['start action_needed', 'status succeeded'],
  )
  assert.equal(story.webhooks[0].tellings, 1)
  assert.equal((await admin.get('/admin/payments?state=succeeded')).body.items[0].id, payment.id)
  assert.deepEqual((await admin.get('/admin/payments?gateway=stripe')).body, { items: [], next: null })
  const stranger = await town.demo('reeyo', 'admin')
  assert.equal((await stranger.get(`/admin/payments/${payment.id}`)).body.code, 'payments.payment_unknown')
  assert.equal((await customer.get('/admin/payments')).status, 403)
})

test('a webhook that was lost: the admin asks the gateway again, and the money is in the wallet once', async () => {
  const payment = await begun()
  const charge = `${town.url}/m/freshhome/sandbox/v1/charges/${payment.id}/script`
  const key = { authorization: 'Bearer provender-sandbox-webhooks', 'content-type': 'application/json' }
  await fetch(charge, { method: 'PUT', headers: key, body: JSON.stringify({ webhooks: 'lost' }) })
  const form = new URLSearchParams({ card: '4242 4242 4242 4242', choice: 'pay' }).toString()
  await fetch(payment.actionUrl, { ...card, method: 'POST', body: form })
  const balance = async () => (await customer.get('/wallet/balance')).body.balanceMinor
  const { body } = await admin.send('POST', `/admin/payments/${payment.id}/check`, {})
  const after = await balance()
  const again = await admin.send('POST', `/admin/payments/${payment.id}/check`, {})

  assert.equal(body.payment.state, 'succeeded')
  assert.equal(again.body.payment.state, 'succeeded')
  assert.equal(await balance(), after)
})

test('a gateway that was switched off takes no new payment, and is on again when somebody says so', async () => {
  const sandbox = async () => (await admin.get('/admin/gateways')).body.items.find(named)
  const named = ({ name }: { name: string }) => name === 'sandbox'
  assert.deepEqual((await sandbox()).turns, [{ method: 'card', turn: 1 }])
  assert.equal((await admin.send('PUT', '/admin/gateways/nobody', { off: true, reason: 'no such' })).status, 404)

  await admin.send('PUT', '/admin/gateways/sandbox', { off: true, reason: 'It is being repaired.' })
  const refused = await customer.send('POST', '/wallet/topup', wish)
  const { off, reason } = await sandbox()
  await admin.send('PUT', '/admin/gateways/sandbox', { off: false, reason: 'It is well again.' })

  assert.deepEqual([refused.status, refused.body.code], [503, 'payments.gateways_down'])
  assert.deepEqual([off, reason], [true, 'It is being repaired.'])
  assert.equal((await begun()).state, 'action_needed')
})

test('strangers who speak in the name of a gateway are refused and counted; a flood of bytes is not even read', async () => {
  const post = (body: string) =>
    fetch(`${town.url}/m/freshhome/api/v1/payments/webhook/sandbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': 't=1,v1=00' },
      body,
    })
  assert.equal((await post('{"id":"e","reference":"r"}')).status, 401)
  assert.equal((await post(`{"id":"${'x'.repeat(2_000_000)}"}`)).status, 413)

  const { items } = (await admin.get('/admin/gateways')).body
  assert.equal(items.find(({ name }: { name: string }) => name === 'sandbox').refusedToday, 1)
})

test("the sandbox's own statement of today agrees with our books to the unit, and a forged file does not", async () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Dublin' }).format(new Date())
  const days = { gateway: 'sandbox', fromOn: today, untilOn: today }
  const asked = await admin.send('POST', '/admin/reconciliation/statements/fetch', days)
  assert.equal(asked.status, 201, JSON.stringify(asked.body))
  assert.ok(asked.body.lines >= 2)
  assert.equal(asked.body.openDifferences, 0)
  assert.equal(asked.body.collectedMinor, asked.body.bookedMinor)

  const csv = 'transaction,amount,fee,currency\nnobody-knows-this,12.50,0.19,EUR'
  const { body } = await admin.send('POST', '/admin/reconciliation/statements', { ...days, name: 'forged.csv', csv })
  const { items } = (await admin.get(`/admin/reconciliation/differences?statementId=${body.id}`)).body
  assert.deepEqual(
    items.map(({ kind, theirsMinor }: { kind: string; theirsMinor: number }) => [kind, theirsMinor]),
    [['missing_here', 1250]],
  )
  assert.equal((await customer.get('/admin/reconciliation/statements')).status, 403)
  assert.equal((await admin.get('/admin/reconciliation/alarm')).body.violations, 0)
})
