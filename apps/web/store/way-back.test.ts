// A detour leads back into the market it began in, and nowhere else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wayBack } from './way-back.ts'

const market = { id: 'reeyo' }

test('a page of the market is where one goes on', () => {
  assert.equal(wayBack(market, '/m/reeyo/checkout/1?x=2'), '/m/reeyo/checkout/1?x=2')
  assert.equal(wayBack(market, '/m/reeyo'), '/m/reeyo')
})

test('anywhere else is the front page', () => {
  for (const asked of [
    undefined,
    null,
    '',
    '/',
    '//evil.test',
    'https://evil.test/m/reeyo',
    '/m/reeyo.evil',
    '/m/harvest',
  ]) {
    assert.equal(wayBack(market, asked), '/m/reeyo')
  }
})
