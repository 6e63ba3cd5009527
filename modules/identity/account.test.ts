// One person, one spelling: addresses, numbers and names in the form they are kept in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameProblems, normalEmail, normalName, normalPhone } from './account.ts'

test('every spelling of an e-mail address becomes one', () => {
  const spellings = ['ada@example.com', ' Ada@Example.com', 'ADA@EXAMPLE.COM\t']

  assert.deepEqual(spellings.map(normalEmail), Array(3).fill('ada@example.com'))
  assert.equal(normalEmail("o'brien+food@mail.example.ie"), "o'brien+food@mail.example.ie")
})

test('what is no e-mail address is refused', () => {
  const wrong = [
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@example',
    'ada@example.com.',
    'ada@.com',
    'ada..l@example.com',
    '.ada@example.com',
    'ada@exa mple.com',
    'a da@example.com',
    'ada@example.com\nBcc: x@y.zz',
    '"ada"@example.com',
    'ada@-example.com',
    'ada@example.c',
    'ada@[127.0.0.1]',
    `${'a'.repeat(250)}@example.com`,
    'ada@example.com, grace@example.com',
  ]

  assert.deepEqual(
    wrong.map(normalEmail),
    wrong.map(() => undefined),
  )
})

test('a long near miss is refused at once', () => {
  const startedAt = performance.now()

  assert.equal(normalEmail(`${'a.'.repeat(25_000)}@`), undefined)
  assert.equal(normalEmail(`a@${'a.'.repeat(25_000)}`), undefined)
  assert.equal(normalPhone('0'.repeat(50_000), 'CM'), undefined)
  assert.ok(performance.now() - startedAt < 50)
})

test('every way of dialling a number becomes one', () => {
  const cameroon = [
    '677123456',
    '677 12 34 56',
    '+237677123456',
    '00237 677 12 34 56',
    '(677) 12-34-56',
    '677.12.34.56',
  ]

  assert.deepEqual(
    cameroon.map((text) => normalPhone(text, 'CM')),
    cameroon.map(() => '+237677123456'),
  )
  assert.equal(normalPhone('087 123 4567', 'IE'), '+353871234567')
  assert.equal(normalPhone('(713) 555-0123', 'US'), '+17135550123')
  assert.equal(normalPhone('098450 12345', 'IN'), '+919845012345')
})

test('a number of a country we know no code for is written with its code', () => {
  assert.equal(normalPhone('+4915112345678', 'DE'), '+4915112345678')
  assert.equal(normalPhone('015112345678', 'DE'), undefined)
})

test('what is no phone number is refused', () => {
  const wrong = [
    '',
    '12',
    '+',
    '+0123456789',
    'call me',
    '+237 677 12 34 56 78 90 12',
    '677123456;DROP',
    '++237677123456',
  ]

  assert.deepEqual(
    wrong.map((text) => normalPhone(text, 'CM')),
    wrong.map(() => undefined),
  )
})

test('a name keeps its letters and loses what cannot be seen', () => {
  assert.equal(normalName('  Élodie   N’Guéma\u200b\n'), 'Élodie N’Guéma')
  assert.equal(normalName('admin\u202egnp.exe'), 'admingnp.exe')
  assert.deepEqual(
    nameProblems('\u200b \u0000').map(({ field }) => field),
    ['name'],
  )
  assert.deepEqual(
    nameProblems('x'.repeat(101)).map(({ field }) => field),
    ['name'],
  )
  assert.deepEqual(nameProblems('李'), [])
})
