// A visitor reads the language they asked for, when the market speaks it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLanguage } from './languages.ts'

test('their own choice wins over the browser', () => {
  assert.equal(chooseLanguage({ cookie: 'fr', acceptLanguage: 'en-GB' }), 'fr')
})

test('without a choice the browser decides, by weight', () => {
  assert.equal(chooseLanguage({ acceptLanguage: 'de, en;q=0.4, fr-CM;q=0.9' }), 'fr')
})

test('a language that the market does not speak gives way to its first', () => {
  assert.equal(chooseLanguage({ cookie: 'fr', acceptLanguage: 'fr-FR' }, ['en']), 'en')
  assert.equal(chooseLanguage({ cookie: 'xx', acceptLanguage: '' }, ['fr', 'en']), 'fr')
})

test('a refused language is not taken', () => {
  assert.equal(chooseLanguage({ acceptLanguage: 'fr;q=0, en;q=0.1' }), 'en')
})
