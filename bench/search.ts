// A million dishes of 20,000 vendors: a search by words with three facets and a point, beside the same without words.
import { createMarketDirectory, saveMarket } from '@provender/markets'
import { marketPresets } from '@provender/market-presets'
import { type Market, systemContext } from '@provender/platform/context'
import { type DatabasePool, openPool } from '@provender/platform/db'
import { migrate, operatorRole, prepareDatabase, appRole, urlAs } from '@provender/platform/migrations'
import { indexMarket, searchFood, withoutTermIndex } from '@provender/search'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startTestPostgres } from '../tools/test-postgres.ts'
import { type Benchmark, type Figure, median, quantile, timeFigure } from './figures.ts'
import { type Question, fillTowns, productCount, question, vendorCount } from './search-town.ts'

const rounds = 3
const questions = 400
const password = 'bench'

export const search: Benchmark = {
  names: ['search'],
  about: `search ${productCount} products of ${vendorCount} vendors: words, 3 facets, a point; floor: without the words`,
  onlyByName: true,
  async run(say) {
    const postgres = await startTestPostgres({ durable: true })
    try {
      return await measure(postgres.url, say)
    } finally {
      await postgres.stop()
    }
  },
}

async function measure(serverUrl: string, say: (sentence: string) => void): Promise<Figure[]> {
  const { url } = await prepareDatabase({ adminUrl: serverUrl, name: 'provender' })
  const directory = fileURLToPath(new URL('../db/migrations', import.meta.url))
  await migrate({ adminUrl: url, directory, appPassword: password, operatorPassword: password, jobsPassword: password })
  // One connection: one question at a time, on one core.
  const pool = openPool({ url: urlAs(url, appRole, password), size: 1 })
  const operatorPool = openPool({ url: urlAs(url, operatorRole, password), size: 1 })
  try {
    const market = await openMarket(operatorPool)
    say(`making ${productCount} products of ${vendorCount} vendors`)
    await asAdmin(url, fillTowns)
    say('making the index')
    const rebuiltSeconds = await rebuild(pool, operatorPool, market)
    const indexMb = await asAdmin(url, settle)
    say(`made in ${rebuiltSeconds.toFixed(0)} s; asking ${questions} questions, ${rounds} rounds`)
    const { subject, floor, found } = await ask(pool, market)
    say(
      `${Math.round(median(found))} found in the middle, ${Math.round(quantile(found, 0.99))} at most but for one in a hundred`,
    )

    return [
      timeFigure('search_p50_ms', quantile(subject, 0.5), 'ms', quantile(floor, 0.5)),
      timeFigure('search_p99_ms', quantile(subject, 0.99), 'ms', quantile(floor, 0.99)),
      timeFigure('search_index_mb', indexMb, 'MB'),
      timeFigure('search_rebuild_s', rebuiltSeconds, 's'),
    ]
  } finally {
    await pool.close()
    await operatorPool.close()
  }
}

async function openMarket(operatorPool: DatabasePool): Promise<Market> {
  const preset = marketPresets.find(({ id }) => id === 'reeyo')
  if (!preset) throw new Error('the market of the benchmark is missing')
  const { id, settings } = preset
  await operatorPool.market(id).open((tx) => saveMarket(tx, systemContext({ id, settings }, 'bench'), { id, settings }))
  const entry = (await createMarketDirectory(operatorPool)).byId(id)
  if (!entry) throw new Error('the market of the benchmark was not opened')

  return entry.market
}

async function rebuild(pool: DatabasePool, operatorPool: DatabasePool, market: Market): Promise<number> {
  const started = performance.now()
  await withoutTermIndex(operatorPool.across.open, async () => {
    await pool.market(market.id).open((tx) => indexMarket(tx, systemContext(market, 'bench')))
  })

  return (performance.now() - started) / 1000
}

/** Statistics and visibility as autovacuum leaves them. @returns the size of the index with its tables, in MB */
async function settle(client: pg.Client): Promise<number> {
  await client.query('VACUUM ANALYZE search.products')
  await client.query('VACUUM ANALYZE search.vendors')
  await client.query('VACUUM ANALYZE search.words')
  const { rows } = await client.query<{ mb: number }>(
    `SELECT sum(pg_total_relation_size(oid))::float8 / 1048576 AS mb FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'search'::regnamespace`,
  )

  return rows[0]?.mb ?? 0
}

/** Each question with and without its words, in turns; the times of all rounds but the first, which warms up. */
async function ask(pool: DatabasePool, market: Market) {
  const { db } = pool.market(market.id)
  const ctx = systemContext(market, 'bench', new Date('2026-06-15T12:00:00Z'))
  const timed = async (asked: Omit<Question, 'q'> & { q?: string }) => {
    const started = performance.now()
    const page = await searchFood(db, ctx, { ...asked, limit: 20 })
    return { ms: performance.now() - started, total: page.total }
  }
  const subject: number[] = []
  const floor: number[] = []
  const found: number[] = []
  for (let round = 0; round <= rounds; round++) {
    for (let n = 0; n < questions; n++) {
      const { q, ...rest } = question(n)
      const withWords = await timed({ q, ...rest })
      const without = await timed(rest)
      if (round === 0) continue
      subject.push(withWords.ms)
      floor.push(without.ms)
      found.push(withWords.total)
    }
  }
  if (found.filter((total) => total > 0).length < found.length / 2) throw new Error('most questions found nothing')

  return { subject, floor, found }
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
