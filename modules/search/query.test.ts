// Words: what is typed, and what it is looked up as.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KnownWord, folded, phrasesIn, typedWords, wordingOf } from './query.ts'

const word = (plain: string, rest: Partial<KnownWord> = {}): KnownWord => ({
  plain,
  stems: [],
  stop: false,
  known: true,
  endings: [],
  alike: [],
  ...rest,
})

test('accents, case, ligatures and apostrophes do not keep a word from being one', () => {
  assert.deepEqual(typedWords("Poulet  BRAISÉ, tarte à l'œuf!"), ['poulet', 'braisé', 'tarte', 'à', 'l', 'oeuf'])
  assert.equal(folded('Crème Brûlée'), 'creme brulee')
  assert.deepEqual(typedWords(' !? '), [])
})

test('all words have to be there, each in any of its shapes', () => {
  const { query, corrected } = wordingOf([word('grilled', { stems: ['grill'] }), word('fish')], [])

  assert.equal(query, "('grilled' | 'grill') & 'fish'")
  assert.equal(corrected, undefined)
})

test('words that say nothing by themselves are left out, unless there is nothing else', () => {
  const the = word('the', { stop: true })

  assert.equal(wordingOf([the, word('mango')], []).query, "'mango'")
  assert.equal(wordingOf([the], []).query, "'the'")
  assert.equal(wordingOf([], []).query, undefined)
})

test('a beginning stands for what it begins, and a slip for what is most like it', () => {
  assert.equal(
    wordingOf([word('choc', { known: false, endings: ['chocolate', 'chocolat'] })], []).query,
    "('choc' | 'chocolate' | 'chocolat')",
  )
  const slip = wordingOf([word('piza', { known: false, alike: ['pizza'] }), word('margherita')], [])
  assert.deepEqual(slip.corrected, ['pizza', 'margherita'])
  assert.equal(slip.query, "('piza' | 'pizza') & 'margherita'")
})

test('the word still being typed may go on, though names know it as it is', () => {
  const man = word('man', { endings: ['mango', 'man'] })

  assert.equal(wordingOf([man], []).query, "'man'")
  assert.equal(wordingOf([man], [], { typing: true }).query, "('man' | 'mango')")
})

test('synonyms stand for each other, phrases too, and the longest run of words wins', () => {
  const drinks = [
    { phrase: 'soft drink', query: "'soft' & 'drink'" },
    { phrase: 'soda', query: "'soda'" },
    { phrase: 'drink', query: "'drink'" },
  ]

  assert.equal(
    wordingOf([word('cold'), word('soft'), word('drink')], [drinks]).query,
    "'cold' & (('soft' & 'drink') | ('soda') | ('drink'))",
  )
  assert.equal(wordingOf([word('soda')], [drinks]).query, "(('soda') | ('soft' & 'drink') | ('drink'))")
  assert.deepEqual(phrasesIn(['Jus', 'de', 'gingembre']).includes('jus de gingembre'), true)
})

test('whatever is typed makes a query without a quote left open', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (texts) => {
      const { query = '' } = wordingOf(
        texts.map((text) => word(text)),
        [],
      )
      assert.equal([...query].filter((letter) => letter === "'").length % 2, 0)
    }),
  )
})
