// Progress as a person reads it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSteps, Stopped } from './launch-steps.ts'

function recorded({ live = false } = {}) {
  const lines: string[] = []
  const controller = new AbortController()
  let clock = 0
  const steps = createSteps({
    write: (text) => lines.push(text),
    live,
    signal: controller.signal,
    now: () => (clock += 1500),
  })
  return { lines, controller, steps }
}

test('a step is one line with its outcome and its time, and what it says while it works', async () => {
  const { lines, steps } = recorded()

  const result = await steps.run('Counting', async (say) => (say('Counting beans'), 7), {
    outcome: (count) => `Counted ${count}`,
  })

  assert.equal(result, 7)
  assert.deepEqual(lines, ['  … Counting beans\n', `  ✓ ${'Counted 7'.padEnd(56)}   1.5 s\n`])
})

test('on a terminal the running step is shown and overwritten', async () => {
  const { lines, steps } = recorded({ live: true })

  await steps.run('Counting', async () => 7)

  assert.deepEqual(lines, ['\r\u001b[2K  … Counting', `\r\u001b[2K  ✓ ${'Counting'.padEnd(56)}   1.5 s\n`])
})

test('a step that fails is marked and its error goes on', async () => {
  const { lines, steps } = recorded()

  await assert.rejects(
    steps.run('Counting', () => Promise.reject(new Error('no beans'))),
    /no beans/,
  )

  assert.match(lines.join(''), /^ {2}✗ Counting/)
})

test('a stop leaves a step at once, waits for a patient one, and lets no other begin', async () => {
  const { steps, controller } = recorded()
  const { promise, resolve } = Promise.withResolvers<string>()
  const impatient = steps.run('Waiting', () => promise)
  const patient = steps.run('Waiting', () => promise, { patient: true })

  controller.abort()

  await assert.rejects(impatient, Stopped)
  resolve('done')
  assert.equal(await patient, 'done')
  await assert.rejects(
    steps.run('Next', async () => 1),
    Stopped,
  )
})
