// Kept replies: one contract, in process alone and beside a Redis that several processes share.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { openRedisReplies } from './redis-replies.ts'
import { type Made, type ResponseCache, createResponseCache } from './response-cache.ts'

const rule = { seconds: 60, until: ['catalog.', 'inventory.stock_changed'] }
const errors: unknown[] = []
const onError = (error: unknown) => void errors.push(error)

const redisUrl = await startRedis()
const stores: Record<string, { make: () => Promise<ResponseCache>; skip?: string }> = {
  'in process': { make: async () => createResponseCache() },
  'with Redis': {
    make: async () => createResponseCache({ shared: await sharedReplies(), onError }),
    ...(redisUrl === undefined && { skip: 'there is no redis-server on this machine' }),
  },
}

for (const [name, { make, skip }] of Object.entries(stores)) {
  const check = (sentence: string, work: (cache: ResponseCache, key: string) => Promise<void>) =>
    void test(`${name}: ${sentence}`, { ...(skip !== undefined && { skip }) }, async () =>
      work(await make(), `reeyo en /${name}/${sentence}`),
    )

  check('what was made is kept with its tag, and made once', async (cache, key) => {
    let times = 0
    const make = async (): Promise<Made> => ({ text: `made ${++times}` })
    const first = await cache.fill(key, 'reeyo', rule, make)
    const again = await cache.fill(`${key}?`, 'reeyo', rule, make)

    assert.equal(cache.get(key)?.body.toString(), 'made 1')
    assert.match(first.etag, /^"[\w-]{27}"$/)
    assert.notEqual(first.etag, again.etag)
  })

  check('a crowd that asks at once is answered by one piece of work', async (cache, key) => {
    let times = 0
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const make = async () => {
      times += 1
      await gate
      return { text: 'soup' }
    }
    const crowd = Array.from({ length: 200 }, () => cache.fill(key, 'reeyo', rule, make))
    setTimeout(openGate, 20)
    const replies = await Promise.all(crowd)

    assert.equal(times, 1)
    assert.equal(new Set(replies).size, 1)
  })

  check('a failure is told to all who wait, and is not kept', async (cache, key) => {
    let times = 0
    const make = async () => {
      times += 1
      if (times === 1) throw new Error('no soup')
      return { text: 'soup' }
    }
    const both = await Promise.allSettled([cache.fill(key, 'reeyo', rule, make), cache.fill(key, 'reeyo', rule, make)])

    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    assert.equal(cache.get(key), undefined)
    assert.equal((await cache.fill(key, 'reeyo', rule, make)).body.toString(), 'soup')
  })

  check('an event drops what it makes untrue in its market, and nothing else', async (cache, key) => {
    const made = async () => ({ text: 'soup' })
    await cache.fill(key, 'reeyo', rule, made)
    cache.invalidate('harvest', 'catalog.vendor_changed')
    cache.invalidate('reeyo', 'inventory.lot_expired')
    cache.invalidate('reeyo', 'ordering.order_placed')
    const still = cache.get(key)
    cache.invalidate('reeyo', 'inventory.stock_changed')
    const dropped = cache.get(key)
    await cache.fill(key, 'reeyo', rule, made)
    cache.invalidate('reeyo', 'catalog.product_changed')

    assert.ok(still)
    assert.deepEqual([dropped, cache.get(key)], [undefined, undefined])
  })

  check(
    'what became untrue while it was made is answered to those who asked before, and kept for nobody',
    async (cache, key) => {
      const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
      const old = cache.fill(key, 'reeyo', rule, async () => {
        await gate
        return { text: 'old' }
      })
      await new Promise((resolve) => setTimeout(resolve, 20))
      cache.invalidate('reeyo', 'catalog.product_changed')
      const fresh = cache.fill(key, 'reeyo', rule, async () => ({ text: 'new' }))
      assert.equal((await fresh).body.toString(), 'new')
      openGate()

      assert.equal((await old).body.toString(), 'old')
      assert.equal(cache.get(key)?.body.toString(), 'new')
    },
  )

  check('it ages by its rule, and by the clock when that is sooner', async (cache, key) => {
    const soon = { text: 'opens in a moment', freshUntil: new Date(Date.now() + 60) }
    await cache.fill(key, 'reeyo', rule, async () => soon)
    await cache.fill(`${key} 2`, 'reeyo', { ...rule, seconds: 0.05 }, async () => ({ text: 'short' }))
    await cache.fill(`${key} 3`, 'reeyo', rule, async () => ({ text: 'past', freshUntil: new Date(Date.now() - 1) }))
    const before = [key, `${key} 2`, `${key} 3`].map((each) => cache.get(each) !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 120))

    assert.deepEqual(before, [true, true, false])
    assert.deepEqual([cache.get(key), cache.get(`${key} 2`)], [undefined, undefined])
  })
}

const skip = redisUrl === undefined ? { skip: 'there is no redis-server on this machine' } : {}

test('one process finds what another one made, until either hears an event', skip, async () => {
  const [here, there] = [
    createResponseCache({ shared: await sharedReplies(), onError }),
    createResponseCache({ shared: await sharedReplies(), onError }),
  ]
  let times = 0
  const make = async () => ({ text: `made ${++times}` })
  await here.fill('reeyo en /shared', 'reeyo', rule, make)
  const found = await there.fill('reeyo en /shared', 'reeyo', rule, make)
  here.invalidate('reeyo', 'catalog.product_changed')
  there.invalidate('reeyo', 'catalog.product_changed')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const fresh = await there.fill('reeyo en /shared', 'reeyo', rule, make)

  assert.deepEqual([found.body.toString(), fresh.body.toString()], ['made 1', 'made 2'])
})

test('without its Redis a process goes on by itself', async () => {
  const told: unknown[] = []
  const shared = await openRedisReplies('redis://127.0.0.1:1', (error) => void told.push(error))
  after(() => shared.close())
  const cache = createResponseCache({ shared, onError: (error) => void told.push(error) })

  assert.equal((await cache.fill('key', 'reeyo', rule, async () => ({ text: 'soup' }))).body.toString(), 'soup')
  assert.ok(told.length > 0)
  assert.deepEqual(errors, [])
})

async function sharedReplies() {
  const shared = await openRedisReplies(redisUrl ?? '', onError)
  after(() => shared.close())
  return shared
}

/** @returns its address, or nothing where there is no Redis to start */
async function startRedis(): Promise<string | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined
  const port = await freePort()
  const child = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ])
  after(() => child.kill())
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
  })

  return `redis://127.0.0.1:${port}`
}

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
