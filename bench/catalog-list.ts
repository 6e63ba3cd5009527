// A list of 20 products with price per second, made each time and from memory; beside bare Fastify with the same bytes.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bed, type Buyer, market, onBed, rich } from './bed.ts'
import { type Benchmark, type Figure, alternate, median, rateFigure } from './figures.ts'
import { type Answer, type LoadResult, openConnection, putLoad, requestOf } from './http-load.ts'

const rounds = 3
const seconds = 3
/** Enough under way that the server never waits for us. */
const load = { connections: 16, pipelining: 4 }

export const catalogList: Benchmark = {
  names: ['catalog_cached', 'catalog_uncached'],
  about: 'GET /products?limit=20; floor: bare Fastify sending the same bytes',
  run: (say) => onBed((bed) => measure(bed, say)),
}

async function measure(bed: Bed, say: (sentence: string) => void): Promise<Figure[]> {
  const server = await bed.start()
  const address = `${server.url}/m/${market}/api/v1/products?limit=20`
  const [reader] = (await rich(bed, server.url, 1)) as [Buyer]
  // Replies are kept for people who are not signed in, by language. French is kept; nobody anonymous asks in English.
  const cached = requestOf('GET', address, { headers: { 'accept-language': 'fr' } })
  const uncached = requestOf('GET', address, {
    headers: { 'accept-language': 'en', authorization: `Bearer ${reader.token}` },
  })
  const { body } = await get(server.url, cached)
  assertWhole(body)

  const bare = await startBare(body)
  try {
    const run = (url: string, request: Buffer, time = seconds) =>
      putLoad({ url, ...load, seconds: time, next: () => request, expect: 200 })
    const plain = requestOf('GET', bare.url)
    await run(server.url, uncached, 2)
    await run(server.url, cached, 2)
    await run(bare.url, plain, 2)

    const figures: Figure[] = []
    for (const [name, request] of [
      ['catalog_cached', cached],
      ['catalog_uncached', uncached],
    ] as const) {
      say(`${name}, ${rounds} rounds`)
      const { subject, floor } = await alternate(
        rounds,
        () => run(server.url, request),
        () => run(bare.url, plain),
      )
      figures.push(rateFigure(name, median(subject.map(rate)), 'requests/s', median(floor.map(rate))))
    }
    return figures
  } finally {
    await bare.stop()
  }
}

const rate = ({ perSecond }: LoadResult) => perSecond

async function get(url: string, request: Buffer): Promise<Answer> {
  const connection = await openConnection(url)
  const answer = await connection.send(request)
  connection.close()

  return { ...answer, body: Buffer.from(answer.body) }
}

function assertWhole(body: Buffer): void {
  const { items } = JSON.parse(body.toString()) as { items: { priceMinor?: number }[] }
  if (items.length !== 20 || items.some((item) => typeof item.priceMinor !== 'number')) {
    throw new Error('the list does not hold 20 products with a price')
  }
}

async function startBare(body: Buffer): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'provender-bare-'))
  const file = join(folder, 'body')
  await writeFile(file, body)
  const program = fileURLToPath(new URL('bare-fastify.ts', import.meta.url))
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await firstLine(child)

  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()))
    child.once('exit', (code) => reject(new Error(`bare Fastify ended with ${code}`)))
  })
}
