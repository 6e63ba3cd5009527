// What must never be readable in a log is not, and every line stays one line of JSON.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger, maskEmail, maskLine, maskPhone } from './log.ts'

function logged(write: (log: ReturnType<typeof createLogger>) => void): {
  line: string
  entry: Record<string, unknown>
} {
  const lines: string[] = []
  write(createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } }))
  assert.equal(lines.length, 1)
  const line = lines[0] ?? ''
  assert.equal(line.trimEnd().includes('\n'), false)

  return { line, entry: JSON.parse(line) as Record<string, unknown> }
}

test('an address keeps its first letter and its domain', () => {
  assert.equal(maskEmail('ada@example.com'), 'a***@example.com')
  assert.equal(maskEmail('nonsense'), '***')
})

test('a phone number keeps its country and its last two digits', () => {
  assert.equal(maskPhone('+237 677 12 34 56'), '+237***56')
  assert.equal(maskPhone('0677123456'), '***56')
  assert.equal(maskPhone('123'), '***')
})

test('secrets are masked at any depth, whatever their type', () => {
  const { entry } = logged((log) =>
    log.info({
      req: {
        headers: {
          Authorization: 'Bearer abcdefghijkl',
          cookie: 'a=b; c=d',
          'set-cookie': ['x=1]', 'y=2'],
          host: 'food.test',
        },
      },
      body: {
        user: {
          password: 'with "quotes" and \\',
          newPassword: 'x',
          otp: 123456,
          refreshToken: 'r',
          pickup_code: '4711',
        },
      },
      statusCode: 200,
      code: 'ordering.sold_out',
    }),
  )

  assert.deepEqual(entry.req, {
    headers: { Authorization: '***', cookie: '***', 'set-cookie': '***', host: 'food.test' },
  })
  assert.deepEqual(entry.body, {
    user: { password: '***', newPassword: '***', otp: '***', refreshToken: '***', pickup_code: '***' },
  })
  assert.equal(entry.statusCode, 200)
  assert.equal(entry.code, 'ordering.sold_out')
})

test('people are masked in texts, errors and addresses', () => {
  const { line, entry } = logged((log) =>
    log.error(
      {
        err: new Error('Key (email)=(ada@example.com) exists'),
        phone: '677123456',
        url: '/verify?token=abc123&page=2',
      },
      'called +237 677 12 34 56\nada@example.com, postgres://app:hush@db/x, eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl',
    ),
  )

  for (const hidden of ['ada@', '677', 'abc123', 'hush', 'c2lnbmF0dXJl'])
    assert.equal(line.includes(hidden), false, hidden)
  assert.equal(entry.msg, 'called +237***56\na***@example.com, postgres://app:***@db/x, ***')
  assert.equal(entry.phone, '***56')
  assert.equal(entry.url, '/verify?token=***&page=2')
})

test('JSON inside a text is masked too', () => {
  const { entry } = logged((log) => log.info({ raw: JSON.stringify({ password: 'hush', amount: 5 }) }))

  assert.equal(entry.raw, '{"password":"***","amount":5}')
})

test('a forged line break stays inside its line', () => {
  const { entry } = logged((log) => log.info({ name: 'x\r\n{"level":"info","msg":"forged"}' }, 'hello'))

  assert.equal(entry.msg, 'hello')
  assert.equal(entry.name, 'x\r\n{"level":"info","msg":"forged"}')
})

test('a control character before an address does not break the JSON', () => {
  const { entry } = logged((log) => log.info('\u0000ada@example.com \u001bbob@example.com'))

  assert.equal(entry.msg, '\u0000a***@example.com \u001bb***@example.com')
})

test('times, ids and amounts are left alone', () => {
  const line = '{"time":"2026-01-02T12:00:00.000Z","id":"0198f3c2-7b1a-7c3e-9d2f-1234567890ab","totalMinor":17000}'

  assert.equal(maskLine(line), line)
})
