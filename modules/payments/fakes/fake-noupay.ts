// NouPay's protocol: one address, two operations, three headers, callbacks that prove nothing.
import { randomBytes } from 'node:crypto'
import type { FakeCharge, FakeReply, Protocol } from './fake-provider.ts'

export function nouPayProtocol({ developerKey, productKey }: { developerKey: string; productKey: string }): Protocol {
  return {
    ids() {
      const id = `PAY${randomBytes(9).toString('hex').toUpperCase()}`
      return { id, orderId: id }
    },
    approved: 'succeeded',
    // Nothing is said of references: whoever initiates twice asks the payer twice.
    once: false,
    understand({ path, headers, body }, charges) {
      const known = headers['noupia-api-key'] === developerKey && headers['noupia-product-key'] === productKey
      if (path !== '/pay' || !known) return { does: 'answer', reply: refusal('UNAUTHORIZED') }
      if (body.operation === 'initiate') {
        if (!/^6\d{8}$/.test(String(body.phone))) return { does: 'answer', reply: refusal('INVALID_PHONE_NUMBER') }
        const wish = {
          reference: String(body.reference),
          amountMinor: Number(body.amount),
          currency: String(body.currency),
        }
        return {
          does: 'charge',
          wish,
          show: (charge) => success({ transaction: charge.id, channel_ussd: '#150*50#' }, 201),
        }
      }
      const at = charges.find((each) => each.id === body.transaction)
      return { does: 'look', at, show, missing: refusal('TRANSACTION_NOT_FOUND') }
    },
    tell({ charge, secret }) {
      const body = JSON.stringify({ transaction: charge.id, status: states[charge.state] })
      return { headers: {}, query: { token: secret }, body: Buffer.from(body) }
    },
  }
}

const states = { waiting: 'pending', approved: 'pending', succeeded: 'successful', failed: 'failed' }

function show({ id, reference, state, amountMinor, currency }: FakeCharge): FakeReply {
  return success({ transaction: id, reference, status: states[state], amount: String(amountMinor), fee: '0', currency })
}

function success(data: object, status = 200): FakeReply {
  return { status, body: { response: 'success', code: 'OPERATION_SUCCESSFUL', message: 'ok', data } }
}

function refusal(code: string): FakeReply {
  return { status: 400, body: { response: 'error', code, message: code } }
}
