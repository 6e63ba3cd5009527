// French visitors are told "no" in French, whatever it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonErrors, unknownAddress } from '@provender/platform/http-errors'
import { describedRoutes } from './modules.ts'
import { frenchRefusals } from './refusals-fr.ts'

const codes = new Set(
  [...commonErrors, unknownAddress, ...describedRoutes().flatMap((route) => [...route.errors])].map(({ code }) => code),
)

test('every "no" that a route may answer has a French sentence', () => {
  const wanting = [...codes].filter((code) => frenchRefusals[code] === undefined)

  assert.deepEqual(wanting.toSorted(), [])
})

test('no French sentence is left of a "no" that is gone', () => {
  const leftOver = Object.keys(frenchRefusals).filter((code) => !codes.has(code))

  assert.deepEqual(leftOver, [])
})
