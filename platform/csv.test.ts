// A table that leaves the house runs nothing on the machine of who opens it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf, decimalOf } from './csv.ts'

const linesOf = (rows: (string | number | null)[][]) => csvOf(['a', 'b'], rows).toString('utf8').slice(1).split('\r\n')

test('a cell that would be a formula is text', () => {
  for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =HYPERLINK("http://x")']) {
    const [, line = ''] = linesOf([[evil, 1]])
    assert.ok(line.startsWith(`"'`), line)
  }
})

test('quotes, commas and line ends stay inside their cell, and numbers below zero stay numbers', () => {
  assert.deepEqual(
    linesOf([
      ['say "hi", twice', -5],
      [null, 'Ndolé'],
    ]),
    ['a,b', '"say ""hi"", twice",-5', ',Ndolé', ''],
  )
})

test('minor units are written with the decimals of their currency', () => {
  assert.deepEqual([decimalOf(1250, 2), decimalOf(17000, 0), decimalOf(-5, 2)], [12.5, 17000, -0.05])
})
