// Placed orders per second over HTTP: two lines, wallet, escrow, reservation, event; beside the same SQL without HTTP.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { newId } from '@provender/platform/ids'
import type { ServerProcess } from '../simulator/server-process.ts'
import { type Basket, type Bed, type Buyer, asAdmin, fillBaskets, market, onBed, rich, untilQuiet } from './bed.ts'
import { type Benchmark, type Figure, alternate, median, rateFigure, timeFigure } from './figures.ts'
import { type LoadResult, openConnection, putLoad, requestOf } from './http-load.ts'
import { recordingsVariable } from './record-statements.ts'
import { type Recording, readRecordings, replay } from './replay.ts'

const levels = [1, 8, 32] as const
/** The figure that stands for all of them. */
const usual = 8
const rounds = 3
const seconds = 3
/** Code is compiled as it is used; a server that has been up for a while has seen thousands of orders. */
const warmSeconds = 10
const mostBaskets = 8

export const placeOrder: Benchmark = {
  names: levels.flatMap((buyers) => [nameOf(buyers), `${nameOf(buyers)}_p50_ms`, `${nameOf(buyers)}_p99_ms`]),
  about: 'orders placed over HTTP; floor: the same statements through pg, pipelined, without HTTP',
  run: (say) => onBed((bed) => measure(bed, say)),
}

function nameOf(buyers: number): string {
  return buyers === usual ? 'place_order' : `place_order_${buyers}`
}

async function measure(bed: Bed, say: (sentence: string) => void): Promise<Figure[]> {
  const { baskets, buyers, recordings } = await prepare(bed, say)
  const server = await bed.start()

  return asAdmin(bed, async (client) => {
    const subject = (connections: number, time = seconds) => buy(server, { baskets, buyers, connections, time })
    const floor = (connections: number, time = seconds) =>
      replay(bed, { recordings, buyers, connections, seconds: time })
    const quietly = quietRunner(client, server)
    say(`warming up, ${warmSeconds} s`)
    await quietly.subject(() => subject(usual, warmSeconds))
    await quietly.floor(() => floor(usual, 2))

    const figures: Figure[] = []
    for (const connections of levels) {
      say(`${connections} buyers, ${rounds} rounds`)
      const runs = await alternate(
        rounds,
        () => quietly.subject(() => subject(connections)),
        () => quietly.floor(() => floor(connections)),
      )
      figures.push(...figuresOf(nameOf(connections), runs))
    }
    await assertEveryOrderPaid(client)

    return figures
  })
}

function figuresOf(name: string, { subject, floor }: { subject: LoadResult[]; floor: LoadResult[] }): Figure[] {
  const both = (of: (result: LoadResult) => number) => [median(subject.map(of)), median(floor.map(of))] as const
  const [rate, rateFloor] = both((result) => result.perSecond)
  const [p50, p50Floor] = both((result) => result.p50Ms)
  const [p99, p99Floor] = both((result) => result.p99Ms)

  return [
    rateFigure(name, rate, 'orders/s', rateFloor),
    timeFigure(`${name}_p50_ms`, p50, 'ms', p50Floor),
    timeFigure(`${name}_p99_ms`, p99, 'ms', p99Floor),
  ]
}

/** People and shelves; and one placing of each basket, recorded by a server that is stopped afterwards. */
async function prepare(bed: Bed, say: (sentence: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'provender-recordings-'))
  const file = join(folder, 'statements')
  const recorder = fileURLToPath(new URL('record-statements.ts', import.meta.url))
  const server = await bed.start({ nodeOptions: ['--import', recorder], env: { [recordingsVariable]: file } })
  try {
    say('registering buyers, filling shelves, recording')
    const baskets = await fillBaskets(server.url, mostBaskets)
    const buyers = await rich(bed, server.url, Math.max(...levels))
    const placed = await placeEach(server.url, baskets, buyers[0] as Buyer)
    const transactions = await readRecordings(file)
    const recordings = placed.map((each): Recording => {
      const statements = transactions.find((transaction) => JSON.stringify(transaction).includes(each.orderId))
      if (!statements) throw new Error('a placing was not recorded')
      return { ...each, statements }
    })

    return { baskets, buyers, recordings }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function placeEach(url: string, baskets: readonly Basket[], buyer: Buyer) {
  const connection = await openConnection(url)
  const placed: Omit<Recording, 'statements'>[] = []
  // Twice: the first placing on a connection may do what later ones need not.
  for (const { body } of [...baskets, ...baskets]) {
    const key = newId()
    const { status, body: reply } = await connection.send(orderRequest(url, buyer, body, key))
    if (status !== 201) throw new Error(`placing was refused: ${reply.toString()}`)
    const order = JSON.parse(reply.toString()) as { id: string; number: string }
    placed.push({ orderId: order.id, number: order.number, key, buyerId: buyer.id })
  }
  connection.close()

  return placed.slice(baskets.length)
}

function orderRequest(url: string, { token }: Buyer, body: unknown, key: string): Buffer {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key }

  return requestOf('POST', `${url}/m/${market}/api/v1/orders`, { headers, body })
}

/** Every connection is one buyer, who orders from one vendor after the other. */
function buy(
  { url }: ServerProcess,
  {
    baskets,
    buyers,
    connections,
    time,
  }: { baskets: readonly Basket[]; buyers: readonly Buyer[]; connections: number; time: number },
): Promise<LoadResult> {
  const turns = Array.from({ length: connections }, (_, at) => at)

  return putLoad({
    url,
    connections,
    seconds: time,
    expect: 201,
    next(connection) {
      const turn = turns[connection] as number
      turns[connection] = turn + 1
      const basket = baskets[turn % baskets.length] as Basket
      return orderRequest(url, buyers[connection] as Buyer, basket.body, newId())
    },
  })
}

/**
 * Subject and floor each have the machine to themselves: consumers catch up in between, and the server sleeps while the
 * floor is measured, because the floor announces events as well.
 */
function quietRunner(client: pg.Client, { pid }: ServerProcess) {
  return {
    async subject<T>(run: () => Promise<T>): Promise<T> {
      const result = await run()
      await untilQuiet(client)
      return result
    },
    async floor<T>(run: () => Promise<T>): Promise<T> {
      process.kill(pid, 'SIGSTOP')
      try {
        return await run()
      } finally {
        process.kill(pid, 'SIGCONT')
        await untilQuiet(client)
      }
    },
  }
}

/** Speed that loses money counts for nothing. */
async function assertEveryOrderPaid(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM ordering.orders o
     LEFT JOIN ledger.order_funds f ON f.order_id = o.id WHERE f.state IS DISTINCT FROM 'paid'`,
  )
  const violations = await client.query('SELECT FROM ledger.violations')
  if (rows[0]?.wrong !== 0 || violations.rowCount !== 0) {
    throw new Error(`${rows[0]?.wrong} orders without their money, ${violations.rowCount} violations in the ledger`)
  }
}
