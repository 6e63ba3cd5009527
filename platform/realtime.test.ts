// The live line: what was missed is caught up, what is over is not, and an ended session does not keep its line.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { io } from 'socket.io-client'
import { Type } from 'typebox'
import type { Actor, Market } from './context.ts'
import type { DatabasePool } from './db.ts'
import { type AnnouncedEvent, defineEvent } from './events.ts'
import { broadcast, startRealtime } from './realtime.ts'

const moved = defineEvent('test.moved', 1, Type.Object({ orderId: Type.String(), step: Type.Integer() }))
const market = { id: 'reeyo' } as Market
const ada: Actor = { kind: 'account', accountId: 'ada', roles: ['customer'], vendorIds: [] }
const followed = new Set<string>()
let isSignedIn = true

const server = createServer()
const realtime = startRealtime({
  server,
  pool: undefined as unknown as DatabasePool,
  broadcasts: [
    broadcast({ event: moved, name: 'moved', rooms: ({ orderId }) => [`order:${orderId}`], body: (fact) => fact }),
  ],
  farewells: [],
  commands: [],
  identify: async () => (isSignedIn ? { market, actor: ada } : undefined),
  mayFollow: async (_market, _actor, orderId) => followed.has(orderId),
  onError: (error) => assert.fail(String(error)),
  proveEveryMs: 50,
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
after(() => realtime.close())
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const dial = () => io(url, { path: '/socket', transports: ['websocket'], reconnectionDelay: 50, forceNew: true })
type Line = ReturnType<typeof dial>
const once = (line: Line, event: string) => new Promise<unknown>((resolve) => line.once(event, resolve))
const say = (orderId: string, step: number) =>
  realtime.tell('reeyo', { name: moved.name, version: 1, payload: { orderId, step } } as unknown as AnnouncedEvent)
const join = (line: Line, orderId: string) => line.emitWithAck('join_room', { orderId }) as Promise<{ joined: boolean }>
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('what was said while the line was down is heard when it is back, in order and once', async () => {
  followed.add('one')
  const line = dial()
  const heard: number[] = []
  line.on('moved', ({ step }: { step: number }) => heard.push(step))
  await once(line, 'connect')
  assert.deepEqual(await join(line, 'one'), { joined: true })
  const first = once(line, 'moved')
  say('one', 1)
  await first

  const back = once(line, 'connect')
  line.io.engine.close()
  await rest(20)
  say('one', 2)
  say('one', 3)
  await back
  await rest(100)

  assert.equal(line.recovered, true)
  assert.deepEqual(heard, [1, 2, 3])
  line.disconnect()
})

test('an order that is over is not followed again by coming back', async () => {
  followed.add('two')
  const line = dial()
  const heard: number[] = []
  line.on('moved', ({ step }: { step: number }) => heard.push(step))
  await once(line, 'connect')
  await join(line, 'two')
  const first = once(line, 'moved')
  say('two', 1)
  await first

  const back = once(line, 'connect')
  followed.delete('two')
  line.io.engine.close()
  await back
  await rest(100)
  say('two', 2)
  await rest(100)

  assert.deepEqual(heard, [1])
  line.disconnect()
})

test("a stranger's order is not followed, and another market's rooms cannot be named", async () => {
  const line = dial()
  await once(line, 'connect')

  assert.deepEqual(await join(line, 'three'), { joined: false })
  assert.deepEqual(await join(line, '../harvest/order:one'), { joined: false })
  line.disconnect()
})

test('a session that ends while the line is open loses it within the minute', async () => {
  const line = dial()
  await once(line, 'connect')
  const gone = once(line, 'disconnect')
  isSignedIn = false

  assert.equal(await gone, 'io server disconnect')
  isSignedIn = true
  line.disconnect()
})
