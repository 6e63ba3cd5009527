// Amounts are said as people say them, in both languages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountText } from './amount.ts'

test('grams become kilograms, millilitres litres, and hundredths pounds', () => {
  const said = (quantity: number, base: 'g' | 'ml' | 'lb_100', language = 'en') =>
    amountText(quantity, { base }, language).replaceAll('\u00a0', ' ')

  assert.equal(said(500, 'g'), '500 g')
  assert.equal(said(1530, 'g'), '1.53 kg')
  assert.equal(said(1500, 'g', 'fr'), '1,5 kg')
  assert.equal(said(750, 'ml'), '750 ml')
  assert.equal(said(2000, 'ml'), '2 l')
  assert.equal(said(125, 'lb_100'), '1.25 lb')
})
