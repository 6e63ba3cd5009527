// Opening hours: lunch and dinner, nights past midnight, and the two nights a year when clocks jump.
import fc from 'fast-check'
import { DateTime } from 'luxon'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Schedule,
  type SpecialDays,
  type WeekHours,
  closedAllWeek,
  isOpenAt as isOpen,
  isUnclear,
  openingAt as openingOf,
  scheduleFault,
} from './hours.ts'

/** A usual week with nothing special about it, unless told. */
const schedule = (hours: WeekHours, more: Partial<Schedule> = {}): Schedule => ({
  hours,
  specialDays: [],
  lastOrderMinutes: 0,
  ...more,
})
const isOpenAt = (hours: WeekHours, timeZone: string, moment: Date) => isOpen(schedule(hours), timeZone, moment)
const openingAt = (hours: WeekHours, timeZone: string, moment: Date) => openingOf(schedule(hours), timeZone, moment)

const hours = (overrides: Partial<WeekHours>): WeekHours => ({ ...closedAllWeek, ...overrides })
const everyDay = (...openings: (readonly [string, string])[]): WeekHours => ({
  monday: openings,
  tuesday: openings,
  wednesday: openings,
  thursday: openings,
  friday: openings,
  saturday: openings,
  sunday: openings,
})
const at = (local: string, timeZone: string) => DateTime.fromISO(local, { zone: timeZone }).toJSDate()
/** `true until 22:00`, `false until Tue 11:00` on the clock there. */
const said = (week: WeekHours, timeZone: string, moment: Date) => {
  const opening = openingAt(week, timeZone, moment)
  assert.equal(isOpenAt(week, timeZone, moment), opening.openNow)
  const until = opening.openNow ? opening.closesAt : opening.opensAt
  return `${opening.openNow} until ${until ? DateTime.fromJSDate(until, { zone: timeZone }).toFormat('ccc HH:mm') : 'further notice'}`
}

test('lunch and dinner, with the afternoon between', () => {
  const week = everyDay(['11:00', '14:30'], ['18:00', '22:00'])
  const on = (time: string) => said(week, 'Africa/Douala', at(`2026-06-15T${time}`, 'Africa/Douala'))

  assert.equal(on('10:59:59'), 'false until Mon 11:00')
  assert.equal(on('11:00:00'), 'true until Mon 14:30')
  assert.equal(on('14:29:59'), 'true until Mon 14:30')
  assert.equal(on('14:30:00'), 'false until Mon 18:00')
  assert.equal(on('22:00:00'), 'false until Tue 11:00')
})

test('a Friday night reaches into Saturday, and into no other morning', () => {
  const week = hours({ friday: [['18:00', '02:00']] })
  const on = (moment: string) => said(week, 'Africa/Douala', at(moment, 'Africa/Douala'))

  assert.equal(on('2026-06-19T23:59:59'), 'true until Sat 02:00')
  assert.equal(on('2026-06-20T01:59:59'), 'true until Sat 02:00')
  assert.equal(on('2026-06-20T02:00:00'), 'false until Fri 18:00')
  assert.equal(on('2026-06-19T01:00:00'), 'false until Fri 18:00')
})

test('Sunday night is still open on Monday', () => {
  const week = hours({ sunday: [['20:00', '03:00']] })

  assert.equal(said(week, 'America/Chicago', at('2026-06-15T02:30', 'America/Chicago')), 'true until Mon 03:00')
})

test('the hours are those of the market, wherever the server stands', () => {
  const week = everyDay(['09:00', '17:00'])
  const moment = new Date('2026-06-15T04:00:00Z')

  assert.equal(said(week, 'Asia/Kolkata', moment), 'true until Mon 17:00')
  assert.equal(said(week, 'America/Chicago', moment), 'false until Mon 09:00')
})

test('round the clock never closes; never is never', () => {
  const monday = at('2026-06-15T03:00', 'Europe/Dublin')

  assert.equal(said(everyDay(['00:00', '24:00']), 'Europe/Dublin', monday), 'true until further notice')
  assert.equal(
    said(everyDay(['00:00', '12:00'], ['12:00', '24:00']), 'Europe/Dublin', monday),
    'true until further notice',
  )
  assert.equal(said(closedAllWeek, 'Europe/Dublin', monday), 'false until further notice')
})

test('openings that touch over midnight are one', () => {
  const week = hours({ monday: [['18:00', '24:00']], tuesday: [['00:00', '04:00']] })

  assert.equal(said(week, 'Europe/Dublin', at('2026-06-15T19:00', 'Europe/Dublin')), 'true until Tue 04:00')
})

test('in spring a night bar is open an hour less: 01:30 comes and the clock says 02:30', () => {
  // Dublin, 29 March 2026: at 01:00 GMT clocks go to 02:00 IST.
  const bar = hours({ saturday: [['22:00', '03:00']] })
  const early = hours({ sunday: [['01:30', '05:00']] })

  assert.equal(isOpenAt(bar, 'Europe/Dublin', new Date('2026-03-29T01:59:59Z')), true)
  assert.equal(isOpenAt(bar, 'Europe/Dublin', new Date('2026-03-29T02:00:00Z')), false)
  assert.equal(openingAt(bar, 'Europe/Dublin', new Date('2026-03-28T23:00:00Z')).openNow, true)
  assert.equal(said(bar, 'Europe/Dublin', new Date('2026-03-28T23:00:00Z')), 'true until Sun 03:00')
  // A time that does not exist that night is the moment it would have been.
  assert.equal(isOpenAt(early, 'Europe/Dublin', new Date('2026-03-29T01:29:59Z')), false)
  assert.equal(isOpenAt(early, 'Europe/Dublin', new Date('2026-03-29T01:30:00Z')), true)
})

test('in autumn it is open an hour more, and does not close for the hour that comes twice', () => {
  // Dublin, 25 October 2026: at 01:00 UTC clocks go from 02:00 IST back to 01:00 GMT.
  const bar = hours({ saturday: [['22:00', '03:00']] })
  const length = [0, 1, 2, 3, 4, 5, 6, 7].filter((hour) =>
    isOpenAt(bar, 'Europe/Dublin', new Date(Date.UTC(2026, 9, 24, 21 + hour, 30))),
  )

  assert.equal(length.length, 6)
  assert.deepEqual(length, [0, 1, 2, 3, 4, 5])
})

test('breakfast on the day after the clocks changed is at breakfast time', () => {
  const week = everyDay(['08:00', '11:00'])

  assert.equal(isOpenAt(week, 'Europe/Dublin', at('2026-03-29T08:00', 'Europe/Dublin')), true)
  assert.equal(isOpenAt(week, 'Europe/Dublin', at('2026-03-29T07:59', 'Europe/Dublin')), false)
  assert.equal(said(week, 'Europe/Dublin', at('2026-03-28T12:00', 'Europe/Dublin')), 'false until Sun 08:00')
})

test('an opening without length is unclear', () => {
  assert.equal(isUnclear(everyDay(['00:00', '24:00'], ['18:00', '02:00'])), false)
  assert.equal(isUnclear(hours({ friday: [['10:00', '10:00']] })), true)
  assert.equal(isUnclear(hours({ friday: [['24:00', '02:00']] })), true)
})

const clock = fc.integer({ min: 0, max: 24 * 4 - 1 }).map((quarter) => {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`
})
const anyDay = fc.array(
  fc.tuple(clock, clock).filter(([opens, closes]) => opens !== closes),
  { maxLength: 3 },
)
const anyWeek: fc.Arbitrary<WeekHours> = fc.record({
  monday: anyDay,
  tuesday: anyDay,
  wednesday: anyDay,
  thursday: anyDay,
  friday: anyDay,
  saturday: anyDay,
  sunday: anyDay,
})
const anyMoment = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })

test('at the moment it is said to open it opens, and at the moment it is said to close it closes', () => {
  const anyZone = fc.constantFrom('Europe/Dublin', 'America/Chicago', 'Asia/Kolkata', 'Africa/Douala')
  fc.assert(
    fc.property(anyWeek, anyMoment, anyZone, (week, moment, timeZone) => {
      const opening = openingAt(week, timeZone, moment)
      assert.equal(isOpenAt(week, timeZone, moment), opening.openNow)
      const change = opening.openNow ? opening.closesAt : opening.opensAt
      if (!change) return

      assert.ok(change > moment)
      assert.equal(isOpenAt(week, timeZone, change), !opening.openNow)
      assert.equal(isOpenAt(week, timeZone, new Date(change.getTime() - 1)), opening.openNow)
    }),
    { numRuns: 500 },
  )
})

test('where clocks never change, it is open exactly when the clock on the wall says so', () => {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
  fc.assert(
    fc.property(anyWeek, anyMoment, (week, moment) => {
      const wall = new Date(moment.getTime() + 3_600_000)
      const time = wall.toISOString().slice(11, 16)
      const today = week[days[wall.getUTCDay()] ?? 'sunday']
      const yesterday = week[days[(wall.getUTCDay() + 6) % 7] ?? 'sunday']
      const byTheWall =
        today.some(([opens, closes]) => opens <= time && (closes <= opens || time < closes)) ||
        yesterday.some(([opens, closes]) => closes <= opens && time < closes)

      assert.equal(isOpenAt(week, 'Africa/Douala', moment), byTheWall)
    }),
    { numRuns: 500 },
  )
})

/** As above, for a whole schedule: `true until 21:30 of 22:00`, `false until 12 Jan 11:00`. */
const saidOf = (week: Schedule, timeZone: string, local: string) => {
  const opening = openingOf(week, timeZone, at(local, timeZone))
  const text = (moment: Date | undefined, form: string) =>
    moment ? DateTime.fromJSDate(moment, { zone: timeZone }).setLocale('en').toFormat(form) : 'further notice'
  return opening.openNow
    ? `true until ${text(opening.lastOrderAt, 'HH:mm')} of ${text(opening.closesAt, 'HH:mm')}`
    : `false until ${text(opening.opensAt, 'd LLL HH:mm')}`
}

test('the last order is taken before the door closes, not after, and not for the next day', () => {
  const week = schedule(everyDay(['11:00', '14:30'], ['18:00', '22:00']), { lastOrderMinutes: 30 })
  const on = (time: string) => saidOf(week, 'Europe/Dublin', `2026-06-15T${time}`)

  assert.equal(on('13:59:59'), 'true until 14:00 of 14:30')
  assert.equal(on('14:00:00'), 'false until 15 Jun 18:00')
  assert.equal(on('21:29:59'), 'true until 21:30 of 22:00')
  assert.equal(on('21:30:00'), 'false until 16 Jun 11:00')
  assert.equal(on('21:59:59'), 'false until 16 Jun 11:00')
})

test('openings that touch have one last order, and round the clock has none', () => {
  const late = schedule(hours({ monday: [['18:00', '24:00']], tuesday: [['00:00', '04:00']] }), {
    lastOrderMinutes: 45,
  })
  const always = schedule(everyDay(['00:00', '24:00']), { lastOrderMinutes: 240 })

  assert.equal(saidOf(late, 'Europe/Dublin', '2026-06-15T23:50'), 'true until 03:15 of 04:00')
  assert.equal(saidOf(late, 'Europe/Dublin', '2026-06-16T03:20'), 'false until 22 Jun 18:00')
  for (const hour of ['00:00', '12:00', '23:59'])
    assert.equal(saidOf(always, 'Europe/Dublin', `2026-06-15T${hour}`), 'true until further notice of further notice')
})

const closed = (from: string, to = from, reason: SpecialDays['reason'] = 'holiday'): SpecialDays => ({
  from,
  to,
  openings: [],
  reason,
})

test('a holiday closes its day, shorter hours take the place of the usual ones, and the night before goes on', () => {
  const week = schedule(everyDay(['11:00', '14:00'], ['18:00', '02:00']), {
    specialDays: [
      closed('2026-12-25'),
      { from: '2026-12-24', to: '2026-12-24', openings: [['09:00', '13:00']], reason: 'event' },
    ],
  })
  const on = (local: string) => saidOf(week, 'Europe/Dublin', local)

  assert.equal(on('2026-12-24T01:00'), 'true until 02:00 of 02:00')
  assert.equal(on('2026-12-24T09:30'), 'true until 13:00 of 13:00')
  assert.equal(on('2026-12-24T19:00'), 'false until 26 Dec 11:00')
  assert.equal(on('2026-12-25T12:00'), 'false until 26 Dec 11:00')
  assert.equal(on('2026-12-26T12:00'), 'true until 14:00 of 14:00')
})

test('who is away for weeks says when it is back; who only opens for a market day says which', () => {
  const away = schedule(everyDay(['11:00', '22:00']), { specialDays: [closed('2026-12-20', '2027-01-11', 'vacation')] })
  const popUp = schedule(closedAllWeek, {
    specialDays: [{ from: '2026-08-15', to: '2026-08-15', openings: [['10:00', '16:00']], reason: 'event' }],
  })

  assert.equal(saidOf(away, 'Africa/Douala', '2026-12-19T23:00'), 'false until 12 Jan 11:00')
  assert.equal(saidOf(away, 'Africa/Douala', '2027-01-11T23:00'), 'false until 12 Jan 11:00')
  assert.equal(saidOf(popUp, 'Africa/Douala', '2026-06-01T12:00'), 'false until 15 Aug 10:00')
  assert.equal(saidOf(popUp, 'Africa/Douala', '2026-08-15T17:00'), 'false until further notice')
})

test('days that overlap, end before they begin, or never take an order are faults', () => {
  const usual = everyDay(['11:00', '14:00'])

  assert.equal(scheduleFault(schedule(usual, { specialDays: [closed('2026-12-25'), closed('2026-12-26')] })), undefined)
  assert.equal(scheduleFault(schedule(everyDay(['10:00', '10:00']))), 'hours')
  assert.equal(
    scheduleFault(schedule(usual, { specialDays: [{ ...closed('2026-12-25'), openings: [['9:00', '9:00']] }] })),
    'hours',
  )
  assert.equal(scheduleFault(schedule(usual, { specialDays: [closed('2026-12-26', '2026-12-25')] })), 'days')
  assert.equal(
    scheduleFault(schedule(usual, { specialDays: [closed('2026-12-26'), closed('2026-12-20', '2026-12-26')] })),
    'days',
  )
  assert.equal(scheduleFault(schedule(usual, { lastOrderMinutes: 180 })), 'last')
  assert.equal(
    scheduleFault(schedule(everyDay(['22:00', '24:00'], ['00:00', '02:00']), { lastOrderMinutes: 150 })),
    undefined,
  )
})

const anyDate = fc
  .integer({ min: 0, max: 364 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10))
const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  hours: anyWeek,
  specialDays: fc.uniqueArray(
    fc
      .record({ date: anyDate, openings: anyDay })
      .map(({ date, openings }): SpecialDays => ({ from: date, to: date, openings, reason: 'other' })),
    { maxLength: 6, selector: ({ from }) => from },
  ),
  lastOrderMinutes: fc.constantFrom(0, 10, 45, 90),
})

test('with special days and last orders too, it turns at the very moment it is said to turn', () => {
  const anyZone = fc.constantFrom('Europe/Dublin', 'America/Chicago', 'Asia/Kolkata', 'Africa/Douala')
  fc.assert(
    fc.property(anySchedule, anyMoment, anyZone, (week, moment, timeZone) => {
      const opening = openingOf(week, timeZone, moment)
      assert.equal(isOpen(week, timeZone, moment), opening.openNow)
      const turns = opening.openNow ? opening.lastOrderAt : opening.opensAt
      if (!turns) return

      assert.ok(turns > moment)
      assert.equal(isOpen(week, timeZone, turns), !opening.openNow)
      assert.equal(isOpen(week, timeZone, new Date(turns.getTime() - 1)), opening.openNow)
      if (opening.openNow) assert.ok(opening.closesAt && opening.closesAt >= turns)
    }),
    { numRuns: 600 },
  )
})

test('over both changes of the clock it is open exactly when the clock on the wall says so', () => {
  // The hour that is skipped or comes twice is the one the wall cannot decide; all others it does.
  const changes = [
    ['Europe/Dublin', '2026-03-29T01:00Z'],
    ['Europe/Dublin', '2026-10-25T01:00Z'],
    ['America/Chicago', '2026-03-08T08:00Z'],
    ['America/Chicago', '2026-11-01T07:00Z'],
  ] as const
  fc.assert(
    fc.property(
      anyWeek,
      fc.constantFrom(...changes),
      fc.integer({ min: -30 * 60, max: 30 * 60 }),
      (week, change, minutes) => {
        const [timeZone, turn] = change
        if (Math.abs(minutes) <= 60) return
        const moment = new Date(Date.parse(turn) + minutes * 60_000)
        const wall = DateTime.fromJSDate(moment, { zone: timeZone })
        const time = wall.toFormat('HH:mm')
        const on = (day: DateTime) => week[day.setLocale('en').toFormat('cccc').toLowerCase() as keyof WeekHours]
        const byTheWall =
          on(wall).some(([opens, closes]) => opens <= time && (closes <= opens || time < closes)) ||
          on(wall.minus({ days: 1 })).some(([opens, closes]) => closes <= opens && time < closes)

        assert.equal(isOpenAt(week, timeZone, moment), byTheWall, `${timeZone} ${wall.toISO()}`)
      },
    ),
    { numRuns: 1500 },
  )
})
