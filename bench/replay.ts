// The floor of placing orders: the statements of real placings sent again with fresh ids, pipelined and prepared.
import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { deserialize } from 'node:v8'
import pg from 'pg'
import { newId } from '@provender/platform/ids'
import { type Bed, type Buyer, market } from './bed.ts'
import { type LoadResult } from './http-load.ts'
import { quantile } from './figures.ts'
import type { Statement } from './record-statements.ts'

/** One recorded placing, and what in it belongs to this one order and buyer. */
export interface Recording {
  readonly statements: readonly Statement[]
  readonly orderId: string
  readonly number: string
  readonly key: string
  readonly buyerId: string
}

export async function readRecordings(file: string): Promise<Statement[][]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')

  return lines.map((line) => deserialize(Buffer.from(line, 'base64')) as Statement[])
}

/** Runs as many transactions as it can on so many connections; each is one round trip, all statements sent at once. */
export async function replay(
  bed: Bed,
  {
    recordings,
    buyers,
    connections,
    seconds,
  }: { recordings: readonly Recording[]; buyers: readonly Buyer[]; connections: number; seconds: number },
): Promise<LoadResult> {
  const clients = await Promise.all(Array.from({ length: connections }, () => connectTo(bed)))
  const times: number[] = []
  const startedAt = performance.now()
  const end = startedAt + seconds * 1000
  await Promise.all(
    clients.map(async (client, at) => {
      const buyer = buyers[at % buyers.length] as Buyer
      for (let turn = at; performance.now() < end; turn++) {
        const sentAt = performance.now()
        const statements = freshen(recordings[turn % recordings.length] as Recording, buyer.id)
        await Promise.all(statements.map((statement) => client.query(statement as pg.QueryConfig)))
        times.push(performance.now() - sentAt)
      }
    }),
  )
  const took = (performance.now() - startedAt) / 1000
  await Promise.all(clients.map((client) => client.end()))

  return {
    perSecond: times.length / took,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    answered: times.length,
  }
}

async function connectTo(bed: Bed): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: bed.appUrl, pipeline: true })
  await client.connect()
  await client.query(`SET app.market = '${market}'`)

  return client
}

/** The same statements for a new order of this buyer. */
export function freshen({ statements, orderId, number, key, buyerId }: Recording, newBuyerId: string): Statement[] {
  const renamed: readonly (readonly [string, string])[] = [
    [orderId, newId()],
    [number, freshNumber()],
    [key, newId()],
    [buyerId, newBuyerId],
  ]
  const fresh = (value: unknown): unknown => {
    if (typeof value === 'string') return renamed.reduce((text, [from, to]) => text.replaceAll(from, to), value)
    return Array.isArray(value) ? value.map(fresh) : value
  }

  return statements.map(({ values, ...statement }) => ({ ...statement, ...(values && { values: values.map(fresh) }) }))
}

const alphabet = '23456789BCDFGHJKMNPQRSTVWXYZ'

function freshNumber(): string {
  return Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
