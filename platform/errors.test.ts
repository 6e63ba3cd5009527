// An outage is told from a bug by what PostgreSQL, pg and the operating system say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOutage } from './errors.ts'

const said = (code: string) => Object.assign(new Error('said by PostgreSQL'), { code, severity: 'FATAL' })
const socket = (syscall: string, code: string) => Object.assign(new Error(`${syscall} ${code}`), { syscall, code })

test('what a database says on its way down, and a line that breaks, are outages', () => {
  const outages = [
    said('57P01'),
    said('57P03'),
    said('53300'),
    said('53100'),
    said('08006'),
    socket('connect', 'ECONNREFUSED'),
    socket('read', 'ECONNRESET'),
    socket('write', 'EPIPE'),
    new AggregateError([socket('connect', 'ECONNREFUSED')]),
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('timeout exceeded when trying to connect'),
  ]

  for (const error of outages) assert.ok(isOutage(error), error.message)
})

test('a constraint, a cancelled statement, a missing file and a bug of ours are none', () => {
  const others = [
    said('23505'),
    said('57014'),
    said('42703'),
    socket('open', 'ENOENT'),
    new TypeError('undefined'),
    'text',
  ]

  for (const error of others) assert.equal(isOutage(error), false, String(error))
})
