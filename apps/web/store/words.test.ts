// Times are read on the market's clock, wherever the reader is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf, daysAhead, momentText, timeText, weekText } from './words.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const yaounde = clockOf({ timeZone: 'Africa/Douala', country: 'CM' }, 'fr')
const houston = clockOf({ timeZone: 'America/Chicago', country: 'US' }, 'en')

test('a time is told as people there tell it', () => {
  assert.equal(timeText('2026-03-02T17:05:00Z', yaounde), '18:05')
  assert.equal(plain(timeText('2026-03-02T17:05:00Z', houston)), '11:05 AM')
})

test('the year is only told when it is another one', () => {
  const now = new Date('2026-03-02T12:00:00Z')

  assert.equal(plain(momentText('2026-03-01T12:00:00Z', yaounde, now)), '1 mars, 13:00')
  assert.match(momentText('2025-03-01T12:00:00Z', yaounde, now), /2025/)
})

test('tomorrow begins at midnight of the market', () => {
  const now = new Date('2026-03-02T22:30:00Z')

  assert.deepEqual(daysAhead('2026-03-02T23:30:00Z', yaounde, now), { days: 1, weekday: 'mardi' })
  assert.deepEqual(daysAhead('2026-03-02T23:30:00Z', houston, now), { days: 0, weekday: 'Monday' })
})

test('a week of opening hours, with a closed day and a night that ends at midnight', () => {
  const day: [string, string][] = [['11:00', '24:00']]
  const hours = { monday: [], tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day }

  const week = weekText(hours, yaounde)

  assert.deepEqual(week[0], { day: 'lundi', openings: [] })
  assert.deepEqual(week[1], { day: 'mardi', openings: ['11:00–00:00'] })
})
