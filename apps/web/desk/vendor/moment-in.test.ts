// A time typed at a desk is a time on the clock of the market, wherever the desk stands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentIn } from './moment-in.ts'

test('the same words mean another moment in another town', () => {
  assert.equal(momentIn('Africa/Douala', '2026-06-15T18:00'), '2026-06-15T17:00:00.000Z')
  assert.equal(momentIn('Asia/Kolkata', '2026-06-15T18:00'), '2026-06-15T12:30:00.000Z')
  assert.equal(momentIn('America/Chicago', '2026-06-15T18:00'), '2026-06-15T23:00:00.000Z')
})

test('around both changes of the clock it is what people there would mean', () => {
  assert.equal(momentIn('Europe/Dublin', '2026-03-29T00:30'), '2026-03-29T00:30:00.000Z')
  assert.equal(momentIn('Europe/Dublin', '2026-03-29T02:30'), '2026-03-29T01:30:00.000Z')
  assert.equal(momentIn('Europe/Dublin', '2026-10-25T00:30'), '2026-10-24T23:30:00.000Z')
  assert.equal(momentIn('Europe/Dublin', '2026-10-25T03:00'), '2026-10-25T03:00:00.000Z')
})
