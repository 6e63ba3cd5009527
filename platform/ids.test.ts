// Ids are UUIDs of version 7, never twice the same, and in the order in which they were made.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validate, version } from 'uuid'
import { newId } from './ids.ts'

test('later ids are greater, also many within one millisecond', () => {
  const ids = Array.from({ length: 50_000 }, () => newId())

  assert.deepEqual(ids, ids.toSorted())
  assert.equal(new Set(ids).size, ids.length)
})

test('an id is a UUID of version 7 that tells when it was made', () => {
  const before = Date.now()
  const id = newId()

  assert.ok(validate(id))
  assert.equal(version(id), 7)
  const madeAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  assert.ok(madeAt >= before && madeAt <= Date.now() + 1)
})
