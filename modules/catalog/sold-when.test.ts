// When a product is sold: days, hours, seasons and holidays on the clock of the market, across changes of the clocks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type SoldWhen, saleAt, tomorrowIn, whenIsUnclear } from './sold-when.ts'

const dublin = 'Europe/Dublin'
const sale = (soldWhen: SoldWhen | null, at: string, soldOutUntil: string | null = null) =>
  saleAt({ soldWhen, soldOutUntil: soldOutUntil === null ? null : new Date(soldOutUntil) }, dublin, new Date(at))
const now = { soldNow: true, soldFrom: null }
const from = (soldFrom: string) => ({ soldNow: false, soldFrom: new Date(soldFrom).toISOString() })

test('what says nothing is sold whenever the vendor is open', () => {
  assert.deepEqual(sale(null, '2026-06-15T12:00:00Z'), now)
})

test('breakfast is sold until eleven, and again tomorrow at seven', () => {
  const breakfast: SoldWhen = { hours: [{ from: '07:00', until: '11:00' }] }

  assert.deepEqual(sale(breakfast, '2026-06-15T09:59:00Z'), now)
  assert.deepEqual(sale(breakfast, '2026-06-15T10:00:00Z'), from('2026-06-16T06:00:00Z'))
  assert.deepEqual(sale(breakfast, '2026-06-15T05:00:00Z'), from('2026-06-15T06:00:00Z'))
})

test('the night menu reaches past midnight, into a day of its own that it is not sold on', () => {
  const night: SoldWhen = { weekdays: ['friday'], hours: [{ from: '22:00', until: '03:00' }] }

  assert.deepEqual(sale(night, '2026-06-20T01:30:00Z'), now)
  assert.deepEqual(sale(night, '2026-06-20T02:00:00Z'), from('2026-06-26T21:00:00Z'))
})

test('fish on Fridays, not on the holiday, in its season, between its first and last day', () => {
  const fish: SoldWhen = {
    weekdays: ['friday'],
    months: [4, 5, 6],
    firstDay: '2026-04-01',
    lastDay: '2026-06-19',
    notOn: ['2026-06-12'],
  }

  assert.deepEqual(sale(fish, '2026-06-06T12:00:00Z'), from('2026-06-18T23:00:00Z'))
  assert.deepEqual(sale(fish, '2026-06-19T12:00:00Z'), now)
  assert.deepEqual(sale(fish, '2026-06-20T12:00:00Z'), { soldNow: false, soldFrom: null })
})

test('clocks that jump change the length of a day, not the hours people read', () => {
  const brunch: SoldWhen = { hours: [{ from: '10:00', until: '14:00' }] }

  assert.deepEqual(sale(brunch, '2026-03-28T15:00:00Z'), from('2026-03-29T09:00:00Z'))
  assert.deepEqual(sale(brunch, '2026-10-24T15:00:00Z'), from('2026-10-25T10:00:00Z'))
})

test('sold out today is back with the next day of the market, and only when it is sold then', () => {
  const autumn = new Date('2026-10-24T20:00:00Z')
  assert.equal(tomorrowIn(dublin, autumn).toISOString(), '2026-10-24T23:00:00.000Z')
  assert.equal(tomorrowIn('Asia/Kolkata', autumn).toISOString(), '2026-10-25T18:30:00.000Z')

  const until = '2026-06-15T23:00:00Z'
  assert.deepEqual(sale(null, '2026-06-15T12:00:00Z', until), from(until))
  assert.deepEqual(sale(null, until, until), now)
  const lunch: SoldWhen = { hours: [{ from: '12:00', until: '15:00' }] }
  assert.deepEqual(sale(lunch, '2026-06-15T11:30:00Z', until), from('2026-06-16T11:00:00Z'))
})

test('hours without length and days in the wrong order are refused by name', () => {
  assert.equal(whenIsUnclear({ hours: [{ from: '08:00', until: '08:00' }] })?.field, '/soldWhen/hours/0/until')
  assert.equal(whenIsUnclear({ firstDay: '2026-06-02', lastDay: '2026-06-01' })?.field, '/soldWhen/lastDay')
  assert.equal(whenIsUnclear({ hours: [{ from: '22:00', until: '03:00' }] }), undefined)
})

test('whatever the hours: what is promised for later is sold then', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`)
  const hours = fc.array(fc.record({ from: clock, until: clock }), { minLength: 1, maxLength: 3 })
  const weekdays = fc.subarray(['monday', 'tuesday', 'friday', 'sunday'] as const, { minLength: 1 })
  const at = fc.date({
    min: new Date('2026-03-20T00:00:00Z'),
    max: new Date('2026-11-01T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(hours, weekdays, at, (hours, weekdays, at) => {
      const soldWhen: SoldWhen = { hours, weekdays: [...weekdays] }
      if (whenIsUnclear(soldWhen)) return

      const { soldNow, soldFrom } = saleAt({ soldWhen, soldOutUntil: null }, dublin, at)
      if (soldNow) return
      assert.ok(soldFrom !== null && new Date(soldFrom) > at)
      assert.ok(saleAt({ soldWhen, soldOutUntil: null }, dublin, new Date(soldFrom)).soldNow)
    }),
    { numRuns: 300 },
  )
})
