// Words and addresses: how a name is found and how it looks in a URL.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slugOf, wordsIn, wordsOf } from './words.ts'

test('accents, capitals and ligatures do not hide a dish', () => {
  assert.deepEqual(wordsIn('Bœuf à la Crème brûlée'), ['boeuf', 'la', 'creme', 'brulee'])
})

test('a name is found in every language it has, each word once', () => {
  assert.deepEqual(wordsOf({ en: 'Grilled fish, grilled well', fr: 'Poisson grillé' }), [
    'grilled',
    'fish',
    'well',
    'poisson',
    'grille',
  ])
})

test('letters of other scripts are letters, and signs find nothing', () => {
  assert.deepEqual(wordsIn('Борщ & пампушки'), ['борщ', 'пампушки'])
  assert.deepEqual(wordsIn(' % _ \\ 🍅 a '), [])
})

test('an address is plain, short and never empty', () => {
  assert.equal(slugOf("Rosa's Crème  Brûlée — No. 1!"), 'rosas-creme-brulee-no-1')
  assert.equal(slugOf('Борщ'), 'unnamed')
  assert.match(slugOf('long name '.repeat(20)), /^[a-z0-9]+(-[a-z0-9]+)*$/)
})
