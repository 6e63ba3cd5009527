// Who may be asked: near enough, with room for the cash, and nobody twice before the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Candidate, type Wanted, whoMay } from './who-may.ts'

const noon = new Date('2026-06-15T12:00:00Z')
const vendor = { lat: 3.8667, lng: 11.5167 }
const north = (metres: number) => ({ lat: vendor.lat + metres / 111_195, lng: vendor.lng })
const rider = (id: string, metres: number, cashRoomMinor = 50_000): Candidate => ({
  id,
  place: north(metres),
  cashRoomMinor,
})
const refused = (riderId: string, secondsAgo: number, times = 1) => ({
  riderId,
  times,
  lastAt: new Date(noon.getTime() - secondsAgo * 1000),
})
const ask = (wanted: Partial<Wanted>, riders: readonly Candidate[]) => {
  const may = whoMay({ pickup: vendor, collectMinor: 0, refusals: [], ...wanted }, riders, {
    at: noon,
    searchRadiusM: 5000,
  })
  return typeof may === 'string' ? may : may.map((each) => each.id)
}

test('everybody within reach may be asked, and when nobody may, the reason is said', () => {
  assert.deepEqual(ask({}, [rider('near', 400), rider('far', 5001)]), ['near'])
  assert.equal(ask({}, []), 'nobody_free')
  assert.equal(ask({}, [rider('far', 5001)]), 'nobody_near')
  assert.equal(ask({ collectMinor: 6000 }, [rider('rich', 100, 5999)]), 'over_cash_limit')
})

test('who said no is asked again after all others, and not within a minute', () => {
  const both = [rider('near', 100), rider('far', 900)]

  assert.deepEqual(ask({ refusals: [refused('near', 600)] }, both), ['far'])
  assert.deepEqual(ask({ refusals: [refused('near', 600), refused('far', 30)] }, both), ['near'])
  assert.equal(ask({ refusals: [refused('near', 59), refused('far', 30)] }, both), 'everybody_asked')
  assert.deepEqual(ask({ refusals: [refused('near', 60), refused('far', 90, 2)] }, both), ['near'])
})

test('however often people say no, somebody may be asked a minute later', () => {
  const refusals = fc.array(
    fc.record({
      riderId: fc.constantFrom('a', 'b', 'c'),
      times: fc.integer({ min: 1, max: 9 }),
      secondsAgo: fc.integer({ min: 60, max: 900 }),
    }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(refusals, (said) => {
      const answer = ask(
        { refusals: said.map(({ riderId, secondsAgo, times }) => refused(riderId, secondsAgo, times)) },
        [rider('a', 100), rider('b', 200), rider('c', 300)],
      )
      assert.ok(Array.isArray(answer) && answer.length > 0)
    }),
  )
})
