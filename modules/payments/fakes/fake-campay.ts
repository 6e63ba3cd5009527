// CamPay's protocol: collect by external reference, transaction by its own, callbacks with a JWT in them.
import { createHmac, randomUUID } from 'node:crypto'
import type { FakeCharge, FakeReply, Protocol } from './fake-provider.ts'

export function camPayProtocol({ token }: { token: string }): Protocol {
  return {
    ids() {
      const id = randomUUID()
      return { id, orderId: id }
    },
    approved: 'succeeded',
    once: true,
    understand({ method, path, headers, body }, charges) {
      if (headers.authorization !== `Token ${token}`) return { does: 'answer', reply: { status: 401, body: {} } }
      if (method === 'POST' && path === '/api/collect/') {
        if (!/^2376\d{8}$/.test(String(body.from)))
          return { does: 'answer', reply: refusal('ER101', 'Invalid phone number.') }
        if (!/^\d+$/.test(String(body.amount))) return { does: 'answer', reply: refusal('ER201', 'Invalid amount.') }
        const wish = {
          reference: String(body.external_reference),
          amountMinor: Number(body.amount),
          currency: String(body.currency),
        }
        return {
          does: 'charge',
          wish,
          show: ({ id }) => ({ status: 200, body: { reference: id, ussd_code: '*126#', operator: 'mtn' } }),
        }
      }
      const id = /^\/api\/transaction\/([^/]+)\/$/.exec(path)?.[1]
      const at = charges.find((each) => each.id === id)
      return { does: 'look', at, show, missing: { status: 404, body: { message: 'Not found' } } }
    },
    tell({ charge, at, secret }) {
      const sign = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
      const seconds = Math.floor(at.getTime() / 1000)
      const claims = `${sign({ alg: 'HS256', typ: 'JWT' })}.${sign({ iat: seconds, exp: seconds + 86_400 })}`
      const signature = `${claims}.${createHmac('sha256', secret).update(claims).digest('base64url')}`
      return { headers: {}, query: {}, body: Buffer.from(JSON.stringify({ ...transactionOf(charge), signature })) }
    },
  }
}

const states = { waiting: 'PENDING', approved: 'PENDING', succeeded: 'SUCCESSFUL', failed: 'FAILED' }

function transactionOf({ id, reference, state, amountMinor, currency }: FakeCharge) {
  return {
    reference: id,
    external_reference: reference,
    status: states[state],
    amount: amountMinor,
    currency,
    operator: 'MTN',
    code: 'CP201027T00005',
    operator_reference: '1880106956',
  }
}

function show(charge: FakeCharge): FakeReply {
  return { status: 200, body: transactionOf(charge) }
}

function refusal(code: string, message: string): FakeReply {
  return { status: 400, body: { message, error_code: code } }
}
