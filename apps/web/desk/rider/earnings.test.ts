// Earnings are counted on the day of the market, and only for food that arrived.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RiderDelivery } from '../answers.ts'
import { earningsByDay } from './earnings.ts'

const delivery = (state: RiderDelivery['state'], endedAt: string | null, feeMinor = 1000) =>
  ({ state, endedAt, feeMinor }) as RiderDelivery
const dayOf = (at: string | number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Douala' }).format(new Date(at))
const now = Date.parse('2026-11-21T10:00:00Z')

test('idle days are there, failed deliveries earn nothing, midnight is the market’s', () => {
  const week = earningsByDay(
    [
      delivery('delivered', '2026-11-21T09:00:00Z'),
      delivery('failed', '2026-11-21T08:00:00Z'),
      // Half past midnight in Douala, still the day before in UTC.
      delivery('delivered', '2026-11-19T23:30:00Z', 2000),
      delivery('delivered', '2026-10-01T09:00:00Z'),
    ],
    { days: 3, now, dayOf },
  )

  assert.deepEqual(week, [
    { day: '2026-11-19', minor: 0, count: 0 },
    { day: '2026-11-20', minor: 2000, count: 1 },
    { day: '2026-11-21', minor: 1000, count: 1 },
  ])
})
