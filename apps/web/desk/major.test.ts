// What a price field shows comes back as the same price.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMoney } from '../ui/money-format.ts'
import { majorText } from './major.ts'

test('cents are kept, francs have none', () => {
  assert.equal(majorText(1250, 'EUR'), '12.50')
  assert.equal(majorText(5, 'EUR'), '0.05')
  assert.equal(majorText(0, 'USD'), '0.00')
  assert.equal(majorText(17000, 'XAF'), '17000')
})

test('there and back is the same amount', () => {
  for (const currency of ['EUR', 'INR', 'USD', 'XAF']) {
    for (const minor of [0, 1, 99, 100, 12345, 1_000_000_000]) {
      assert.equal(parseMoney(majorText(minor, currency), currency), minor)
    }
  }
})
