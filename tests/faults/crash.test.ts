// Processes that die in the middle of everything: what people were told stays true, and nobody is charged twice.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../journeys/town.ts'
import { type Crowd, gatherCrowd } from './crowd.ts'
import { assertNothingIsWrong, letTimePass } from './inspection.ts'
import { type DoomedServer, startDoomedPostgres, startDoomedServer } from './victim.ts'

const postgres = await startDoomedPostgres()
after(() => postgres.close())

test('a server that is killed again and again loses nothing and does nothing twice', async (t) => {
  const kills = 6
  const server = await startDoomedServer(postgres, 'killed_server')
  const crowd = await gatherCrowd(server.url)
  const rush = startRush(crowd, ['wallet', 'cash', 'mobile_money', 'top_up'])
  for (let count = 1; count <= kills; count++) {
    await someMoment(crowd)
    await server.kill()
    await server.revive()
  }
  await rush.calmDown(server)
  await holdJobs(server.eye)

  await letTimePass(server.eye)
  await assertNothingIsWrong(server.eye, crowd)
  await eventually(async () => !(await isHeld(server.eye, 'old')), 'the job of a worker that is gone is done', 40)
  assert.ok(await isHeld(server.eye, 'young'), 'one that was taken a moment ago is left alone')

  assert.ok(crowd.memory.retried >= kills, 'the kills were felt')
  for (const method of ['wallet', 'cash', 'mobile_money']) {
    assert.ok(
      [...crowd.memory.orders.values()].some((order) => order.method === method),
      method,
    )
  }
  assert.ok(crowd.memory.delivered > 0, 'riders have delivered')
  t.diagnostic(`${kills} kills: ${figuresOf(crowd)}`)
})

test('a PostgreSQL that is killed under load loses no acknowledged order, and the server survives it', async (t) => {
  const kills = 3
  const server = await startDoomedServer(postgres, 'killed_database')
  const crowd = await gatherCrowd(server.url)
  const rush = startRush(crowd, ['wallet', 'cash', 'wallet', 'mobile_money'])
  const backAfterMs: number[] = []
  for (let count = 1; count <= kills; count++) {
    await someMoment(crowd)
    await postgres.kill()
    await postgres.revive()
    const acceptingAt = performance.now()
    const known = crowd.memory.acknowledged.size
    await eventually(async () => crowd.memory.acknowledged.size > known, 'orders are acknowledged again', 10)
    backAfterMs.push(Math.round(performance.now() - acceptingAt))
  }
  await rush.calmDown(server)

  await letTimePass(server.eye)
  await assertNothingIsWrong(server.eye, crowd)

  assert.deepEqual([...crowd.memory.troubles.keys()], [503], 'an outage is called one, and tells nothing else')
  assert.ok(server.alive(), `the server has survived:\n${server.words()}`)
  t.diagnostic(`${kills} kills, orders again after ${backAfterMs.join(', ')} ms: ${figuresOf(crowd)}`)
})

/** Two jobs as two killed workers leave them: one was taken six minutes ago, one just now. */
async function holdJobs(eye: pg.Pool): Promise<void> {
  for (const [key, minutes] of [
    ['old', 6],
    ['young', 0],
  ] as const) {
    await eye.query(
      `SELECT graphile_worker.add_job('refunds.send', json_build_object('market', 'reeyo', 'payload',
         json_build_object('refundId', gen_random_uuid())), job_key => $1, run_at => now() + interval '1 hour')`,
      [key],
    )
    await eye.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now(), attempts = 1, locked_by = 'gone with the ' || $1,
         locked_at = now() - make_interval(mins => $2) WHERE key = $1`,
      [key, minutes],
    )
  }
}

async function isHeld(eye: pg.Pool, key: string): Promise<boolean> {
  return (await eye.query('SELECT FROM graphile_worker._private_jobs WHERE key = $1', [key])).rowCount === 1
}

/** In the thick of it, at a moment that is random on purpose: nobody knows what is under way then. */
async function someMoment({ memory }: Crowd): Promise<void> {
  const known = memory.acknowledged.size
  await eventually(async () => memory.acknowledged.size >= known + 8, 'everybody orders', 30)
  await sleep(Math.random() * 1000)
}

type Methods = Parameters<Crowd['live']>[0]['methods']

/** Everybody at once. To calm down is to order no more, and to see what was begun through. */
function startRush(crowd: Crowd, methods: Methods) {
  let shopping = true
  let working = true
  const lives = crowd.live({ methods, thinkMs: 100, customersMay: () => shopping, othersMay: () => working })
  // Whoever fails is heard when the rush is over.
  lives.catch(() => {})

  return {
    async calmDown(server: DoomedServer) {
      const { eye } = server
      shopping = false
      const unanswered = `SELECT FROM ordering.orders WHERE state IN ('placed', 'accepted', 'preparing')`
      try {
        await eventually(async () => (await eye.query(unanswered)).rowCount === 0, 'the kitchen has answered all', 60)
      } finally {
        working = false
      }
      await lives
    },
  }
}

function figuresOf({ memory }: Crowd): string {
  const { acknowledged, refused, approved, retried, replayed, delivered, longestWaitMs } = memory
  const figures = {
    keys: acknowledged.size + refused.size,
    'orders acknowledged': acknowledged.size,
    refused: refused.size,
    'payments approved': approved.size,
    'requests sent again': retried,
    'answers kept and replayed': replayed,
    delivered: delivered,
    'longest wait in ms': Math.round(longestWaitMs),
  }
  return Object.entries(figures)
    .map(([name, figure]) => `${figure} ${name}`)
    .join(', ')
}
