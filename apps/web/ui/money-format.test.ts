// Minor units in, the customer's notation out, and back again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatMoney, parseMoney } from './money-format.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('each currency is written as at home', () => {
  assert.equal(plain(formatMoney({ minor: 1250, currency: 'EUR' }, 'en')), '€12.50')
  assert.equal(plain(formatMoney({ minor: 12345678, currency: 'INR' }, 'en')), '₹1,23,456.78')
  assert.equal(plain(formatMoney({ minor: 999, currency: 'USD' }, 'en')), '$9.99')
})

test('francs have no cents, in either language', () => {
  assert.match(plain(formatMoney({ minor: 17000, currency: 'XAF' }, 'en')), /17,000/)
  assert.match(plain(formatMoney({ minor: 17000, currency: 'XAF' }, 'fr')), /17 000/)
})

test('what a person types becomes minor units, or nothing at all', () => {
  assert.equal(parseMoney('12.5', 'EUR'), 1250)
  assert.equal(parseMoney('12,50', 'EUR'), 1250)
  assert.equal(parseMoney('17 000', 'XAF'), 17000)
  assert.equal(parseMoney('17.5', 'XAF'), undefined)
  assert.equal(parseMoney('1.234', 'EUR'), undefined)
  assert.equal(parseMoney('-3', 'EUR'), undefined)
  assert.equal(parseMoney('9'.repeat(20), 'EUR'), undefined)
})
