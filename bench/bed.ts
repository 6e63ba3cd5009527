// A test bed: a fresh durable PostgreSQL, one server process on it with the demo of one market, and people to order.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { appRole } from '@provender/platform/database-roles'
import { prepareDatabase, rolePassword, urlAs } from '@provender/platform/migrations'
import { type ServerProcess, startServerProcess } from '../simulator/server-process.ts'
import { startTestPostgres } from '../tools/test-postgres.ts'

export const market = 'reeyo'
const password = 'Provender1!'

export interface Bed {
  /** The administrator's address of the database: to look, and to prepare what no API offers. */
  readonly adminUrl: string
  /** The application's own address: bound to a market, under row-level security. */
  readonly appUrl: string
  /** Starts a server; one at a time. */
  start(options?: { env?: Readonly<Record<string, string>>; nodeOptions?: readonly string[] }): Promise<ServerProcess>
  stop(): Promise<void>
}

export async function makeBed(): Promise<Bed> {
  const postgres = await startTestPostgres({ durable: true })
  const dataDirectory = await mkdtemp(join(tmpdir(), 'provender-bench-'))
  const { url } = await prepareDatabase({ adminUrl: postgres.url, name: 'provender' })
  let server: ServerProcess | undefined

  return {
    adminUrl: url,
    appUrl: urlAs(url, appRole, rolePassword({ adminUrl: url, otherwise: '', role: appRole })),
    async start({ env = {}, nodeOptions = [] } = {}) {
      server = await startServerProcess({
        nodeOptions,
        env: {
          DATABASE_URL: url,
          DATA_DIRECTORY: dataDirectory,
          MARKETS: market,
          DEMO: 'on',
          ROLES: 'customer,vendor,rider,admin,realtime,worker',
          LIMIT_FACTOR: '0',
          LOG_LEVEL: 'error',
          ...env,
        },
      })

      return server
    },
    async stop() {
      await server?.stop()
      await postgres.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** Makes a bed, uses it, and leaves nothing behind. */
export async function onBed<T>(work: (bed: Bed) => Promise<T>): Promise<T> {
  const bed = await makeBed()
  try {
    return await work(bed)
  } finally {
    await bed.stop()
  }
}

export async function asAdmin<T>(bed: Pick<Bed, 'adminUrl'>, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: bed.adminUrl })
  await client.connect()
  try {
    await client.query(`SET app.market = '${market}'`)
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Replies as an untyped client sees them. */
// oxlint-disable-next-line typescript/no-explicit-any -- a benchmark reads a few members of replies that tests check.
type Json = any

/** One request outside of what is measured. @throws when it is refused */
export async function call(
  url: string,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown } = {},
): Promise<Json> {
  const answer = await fetch(`${url}/m/${market}/api/v1${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'accept-language': 'en',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const reply: Json = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(reply)}`)

  return reply
}

export interface Buyer {
  readonly id: string
  readonly token: string
}

/** Customers with more money than they can spend. Their wallets are filled by the ledger's own function. */
export async function rich(bed: Bed, url: string, count: number): Promise<Buyer[]> {
  const buyers: Buyer[] = []
  await Promise.all(
    [0, 1].map(async (lane) => {
      for (let n = lane; n < count; n += 2) {
        const person = { name: `Buyer ${n}`, email: `buyer.${n}@${market}.test`, password }
        const { account, accessToken } = await call(url, 'POST', '/auth/register', { body: person })
        buyers.push({ id: account.id, token: accessToken })
      }
    }),
  )
  await asAdmin(bed, (client) =>
    client.query(
      `SELECT ledger.top_up('customer', id, 'wallet', 'bench', id::text, 1000000000000, 'XAF') FROM unnest($1::uuid[]) AS buyer(id)`,
      [buyers.map((buyer) => buyer.id)],
    ),
  )

  return buyers
}

/** Something that can be ordered again and again: two products on the shelf of one vendor. */
export interface Basket {
  readonly vendorId: string
  readonly productIds: readonly string[]
  /** What POST /orders takes. */
  readonly body: Readonly<Record<string, unknown>>
}

const plenty = 1_000_000

/** Baskets of two lines, each from another vendor that is open now, on shelves that never run empty. */
export async function fillBaskets(url: string, most: number): Promise<Basket[]> {
  const { items: vendors } = await call(url, 'GET', '/vendors?open=true&limit=50')
  const baskets: Basket[] = []
  for (const vendor of vendors.slice(0, most)) {
    const token = await vendorToken(url, vendor)
    const menu = await call(url, 'GET', `/vendors/${vendor.id}/menu`)
    const products: Json[] = menu.sections
      .flatMap((section: Json) => section.products)
      .filter(({ optionGroups, measure, soldNow }: Json) => optionGroups.length === 0 && measure === null && soldNow)
      .slice(0, 2)
    for (const product of products) await count(url, token, product.id, plenty)

    const dearest = Math.max(...products.map((product) => product.priceMinor))
    const quantity = Math.max(1, Math.ceil(vendor.minimumBasketMinor / dearest))
    const lines = products.map((product) => ({ productId: product.id, quantity }))
    const place = { lat: vendor.place.lat + 0.008, lng: vendor.place.lng }
    const quote = await call(url, 'POST', '/quotes', {
      body: { vendorId: vendor.id, lines, fulfilment: 'delivery', place },
    })
    baskets.push({
      vendorId: vendor.id,
      productIds: products.map((product) => product.id),
      body: {
        vendorId: vendor.id,
        lines,
        fulfilment: 'delivery',
        paymentMethod: 'wallet',
        agreedTotalMinor: quote.totalMinor,
        address: { line: '12 Market Street', place, note: 'Ring twice.' },
      },
    })
  }
  if (baskets.length === 0) throw new Error('no vendor of the demo is open now')

  return baskets
}

export async function vendorToken(url: string, vendor: { id: string; slug: string }): Promise<string> {
  const first = await call(url, 'POST', '/auth/login', { body: { email: `vendor@${market}.test`, password } })
  if (first.account.vendorIds.includes(vendor.id)) return first.accessToken

  const email = `vendor.${vendor.slug}@${market}.test`
  return (await call(url, 'POST', '/auth/login', { body: { email, password } })).accessToken
}

export async function adminToken(url: string): Promise<string> {
  return (await call(url, 'POST', '/auth/login', { body: { email: `admin@${market}.test`, password } })).accessToken
}

/** Says what lies on the shelf. */
export function count(url: string, token: string, productId: string, onHand: number): Promise<unknown> {
  return call(url, 'PUT', `/vendor/products/${productId}/stock`, { token, body: { onHand } })
}

/** So few unread events weigh on nothing. */
const aHandful = 200

/** Waits until the workers have read what was announced, so that it does not weigh on what is measured next. */
export async function untilQuiet(client: pg.Client): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { rows } = await client.query<{ quiet: boolean }>(
      `SELECT coalesce(bool_and(unread.count < $1), true) AS quiet
       FROM events.cursors c CROSS JOIN LATERAL (
         SELECT count(*) FROM (
           SELECT FROM events.log WHERE market_id = c.market_id AND (xid, position) > (c.after_xid, c.after_position) LIMIT $1
         ) AS rest
       ) AS unread`,
      [aHandful],
    )
    if (rows[0]?.quiet) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }

  throw new Error('the consumers did not catch up within 30 s')
}
