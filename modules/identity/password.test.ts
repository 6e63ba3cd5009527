// Passwords: what is good enough, and that hashing them leaves room for everything else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparePassword, hashPassword, inTurn, passwordProblems } from './password.ts'

const problems = (password: string) => passwordProblems(password).map(({ problem }) => problem)

test('a good password has length, both cases and a digit', () => {
  assert.deepEqual(problems('Provender1!'), [])
  assert.deepEqual(problems('Ünîcödé9 is fine'), [])
  assert.deepEqual(problems('Short1a'), ['Use at least 8 characters.'])
  assert.deepEqual(problems('PROVENDER1'), ['Use at least one small letter.'])
  assert.deepEqual(problems('provender1'), ['Use at least one capital letter.'])
  assert.deepEqual(problems('Provender'), ['Use at least one digit.'])
  assert.deepEqual(problems(`Aa1${'x'.repeat(200)}`), ['Use at most 200 characters.'])
})

test('only the right password matches, and none matches nobody', async () => {
  const kept = await hashPassword('Provender1!')

  assert.equal(await comparePassword(kept, 'Provender1!'), true)
  assert.equal(await comparePassword(kept, 'provender1!'), false)
  assert.equal(await comparePassword(kept, ''), false)
  assert.equal(await comparePassword(undefined, 'Provender1!'), false)
  assert.notEqual(await hashPassword('Provender1!'), kept)
})

test('a password typed with composed or combining accents is the same', async () => {
  const kept = await hashPassword('Caf\u00e9-au-lait1')

  assert.equal(await comparePassword(kept, 'Cafe\u0301-au-lait1'), true)
})

test('few hash at once, the others wait in their order, and too many are sent away', async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  const work = (number: number) =>
    inTurn(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running -= 1
      done.push(number)
    })

  const results = await Promise.allSettled(Array.from({ length: 150 }, (_, number) => work(number)))

  const refused = results.filter((result) => result.status === 'rejected')
  assert.ok(most >= 1 && most <= 3, `${most} at once`)
  assert.equal(done.length + refused.length, 150)
  assert.equal(done.length, 100 + most)
  assert.deepEqual(
    done,
    done.toSorted((a, b) => a - b),
  )
  assert.ok(refused.every((result) => result.reason.code === 'identity.too_busy'))
})

test('work that fails gives its turn back', async () => {
  for (let round = 0; round < 20; round++) {
    await assert.rejects(
      inTurn(() => Promise.reject(new Error('lost'))),
      /lost/,
    )
  }

  assert.equal(await inTurn(async () => 'done'), 'done')
})

test('while many sign in, the process still answers others promptly', async () => {
  const hashing = Promise.all(Array.from({ length: 20 }, () => hashPassword('Provender1!')))
  let late = 0
  let ticks = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    late = Math.max(late, now - last - 5)
    last = now
    ticks += 1
  }, 5)

  await hashing
  clearInterval(timer)

  assert.ok(ticks > 5, `the clock ticked ${ticks} times`)
  assert.ok(late < 100, `the loop was held up for ${late.toFixed(0)} ms`)
})
