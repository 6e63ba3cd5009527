// `npm run simulate`: opens a town on a running server, or on one of its own, and reports what became of the orders.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clock, reportText, summarise } from './report.ts'
import { startServerProcess } from './server-process.ts'
import { type Progress, runTown } from './town.ts'

const usage = `npm run simulate -- [options]

  --market NAME       whose town [reeyo]
  --orders NUMBER     wishes to order [200]
  --speed NUMBER      how many times faster than life [10]
  --seed NUMBER       decides what people decide; the same seed, the same wishes [1]
  --customers NUMBER  who order [an eighth of the orders]
  --riders NUMBER     at least so many, recruited if need be [a quarter of the orders, at least 10]
  --url ADDRESS       a running server with demo data [http://localhost:3000; if none answers, one is started]
  --always-open       vendors stay open round the clock; changes their hours [only on a server started for this]
  --help              prints this

Ends with 1 when an order is stuck, the ledger is not clean or something went wrong, with 2 when no town could open.
`

const usualUrl = 'http://localhost:3000'
/** Everybody in the demo has this one. */
const demoPassword = 'Provender1!'

process.exitCode = await main()

async function main(): Promise<number> {
  const wanted = readArguments()
  if (typeof wanted === 'string') {
    console.error(wanted)
    return 2
  }
  if (wanted.help) {
    console.log(usage)
    return 0
  }

  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const server = await findServer(wanted.url, wanted.market)
  try {
    const run = await runTown({
      ...wanted,
      url: server.url,
      alwaysOpen: wanted.alwaysOpen || server.own,
      password: demoPassword,
      signal: stopping.signal,
      onProgress: progressLine(wanted.orders),
    })
    console.log(`${process.stdout.isTTY ? '\n' : ''}\n${reportText(run)}`)

    return summarise(run).good ? 0 : 1
  } catch (error) {
    console.error(`\nThe town cannot open: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  } finally {
    await server.stop()
    // Sockets that were just closed would keep us for a moment.
    setTimeout(() => process.exit(), 500).unref()
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        market: { type: 'string', default: 'reeyo' },
        orders: { type: 'string', default: '200' },
        speed: { type: 'string', default: '10' },
        seed: { type: 'string', default: '1' },
        customers: { type: 'string' },
        riders: { type: 'string' },
        url: { type: 'string' },
        'always-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const orders = positive('--orders', values.orders)

    return {
      market: values.market,
      orders,
      speed: positive('--speed', values.speed),
      seed: positive('--seed', values.seed),
      customers:
        values.customers === undefined ? Math.max(4, Math.ceil(orders / 8)) : positive('--customers', values.customers),
      riders: values.riders === undefined ? Math.max(10, Math.ceil(orders / 4)) : positive('--riders', values.riders),
      url: values.url,
      alwaysOpen: values['always-open'],
      help: values.help,
    }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${name} must be a whole number above 0, not ${text}`)

  return value
}

interface FoundServer {
  readonly url: string
  /** Started for this run and nobody else. */
  readonly own: boolean
  stop(): Promise<void>
}

/** The one that answers; without one, and unless an address was asked for, a server with a data folder of its own. */
async function findServer(url: string | undefined, market: string): Promise<FoundServer> {
  const address = (url ?? usualUrl).replace(/\/+$/, '')
  if (url !== undefined || (await answers(address))) return { url: address, own: false, stop: async () => {} }

  console.log(`No server answers at ${address}: starting one for this run.`)
  const dataDirectory = await mkdtemp(join(tmpdir(), 'provender-town-'))
  const remove = () => rm(dataDirectory, { recursive: true, force: true })
  try {
    const server = await startServerProcess({
      env: {
        DATA_DIRECTORY: dataDirectory,
        MARKETS: market,
        ROLES: 'customer,vendor,rider,admin,realtime,worker',
        LIMIT_FACTOR: '0',
        DATABASE_URL: '',
      },
    })
    const stop = async () => {
      await server.stop()
      await remove()
    }
    return { url: server.url, own: true, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(3_000) })).ok
  } catch {
    return false
  }
}

/** One line that is written over in a terminal; elsewhere a line now and then. */
function progressLine(orders: number): (progress: Progress) => void {
  const startedAt = performance.now()
  const live = process.stdout.isTTY
  let toldAt = -Infinity
  let doing = ''

  return (progress) => {
    const now = performance.now()
    if (!live && progress.doing === doing && now - toldAt < 10_000) return
    toldAt = now
    doing = progress.doing
    const endings = [...progress.ended].map(([ending, count]) => `${ending.replaceAll('_', ' ')} ${count}`)
    const counts = [`ordered ${progress.wished} of ${orders}`, `under way ${progress.underWay}`, ...endings].join(' · ')
    const text = `  ${clock((now - startedAt) / 1000)}  ${progress.doing || counts}`
    process.stdout.write(live ? `\r\u001b[2K${text.slice(0, (process.stdout.columns ?? 120) - 1)}` : `${text}\n`)
  }
}
