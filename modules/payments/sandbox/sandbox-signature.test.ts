// A webhook is believed only as it was signed, with a live secret, about now.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSigned, signWebhook } from './sandbox-signature.ts'

const now = new Date('2026-06-15T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const body = Buffer.from('{"id":"e-1","reference":"r-1"}')
const signed = signWebhook('today', body, now)

test('what was signed is believed, also under the secret of yesterday', () => {
  assert.ok(isSigned(['today'], signed, body, now))
  assert.ok(isSigned(['tomorrow', 'today'], signed, body, later(60)))
})

const forgeries: Record<string, [secrets: string[], header: string, body: Buffer, at: Date]> = {
  'another secret': [['other'], signed, body, now],
  'a changed body': [['today'], signed, Buffer.from('{"id":"e-1","reference":"r-2"}'), now],
  'the same JSON written differently': [['today'], signed, Buffer.from('{ "id": "e-1", "reference": "r-1" }'), now],
  'a replay after six minutes': [['today'], signed, body, later(360)],
  'a message from the future': [['today'], signed, body, later(-360)],
  'another time under the old mac': [
    ['today'],
    signed.replace(/t=\d+/, `t=${Math.floor(later(10).getTime() / 1000)}`),
    body,
    now,
  ],
  'no mac': [['today'], `t=${Math.floor(now.getTime() / 1000)},v1=`, body, now],
  'a short mac': [['today'], `t=${Math.floor(now.getTime() / 1000)},v1=abcd`, body, now],
  'two macs': [['today'], `${signed},v1=${'0'.repeat(64)}`, body, now],
  nothing: [['today'], '', body, now],
}

for (const [what, [secrets, header, message, at]] of Object.entries(forgeries)) {
  test(`${what} is refused`, () => {
    assert.equal(isSigned(secrets, header, message, at), false)
  })
}
