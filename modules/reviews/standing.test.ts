// Standings: averages that believe few people only so far.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ratingHundredths, standingOf, usual } from './standing.ts'

const starCounts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 5 })

test('nobody said anything: no average, and none is made up', () => {
  assert.deepEqual(standingOf([0, 0, 0, 0, 0]), { ratings: 0, average: null, stars: [0, 0, 0, 0, 0] })
  assert.equal(ratingHundredths([0, 0, 0, 0, 0]), null)
})

test('one friend’s five stars do not beat a hundred people’s 4.6', () => {
  assert.equal(ratingHundredths([0, 0, 0, 0, 1]), 400)
  assert.equal(ratingHundredths([0, 0, 0, 40, 60]), 456)
  assert.deepEqual(standingOf([0, 0, 0, 40, 60]), { ratings: 100, average: 4.6, stars: [0, 0, 0, 40, 60] })
})

test('the average lies between the usual and what people gave, and more stars never lower it', () => {
  fc.assert(
    fc.property(starCounts, fc.integer({ min: 0, max: 4 }), (stars, better) => {
      const count = stars.reduce((sum, each) => sum + each, 0)
      fc.pre(count > 0)
      const given = stars.reduce((sum, each, index) => sum + each * (index + 1), 0) / count
      const average = (ratingHundredths(stars) as number) / 100

      assert.ok(average >= Math.min(given, usual.stars) - 0.01 && average <= Math.max(given, usual.stars) + 0.01)
      const raised = stars.map((each, index) =>
        index === 4 ? each + 1 : index === better && each > 0 ? each - 1 : each,
      )
      assert.ok((ratingHundredths(raised) as number) >= (ratingHundredths(stars) as number) || stars[better] === 0)
    }),
  )
})
