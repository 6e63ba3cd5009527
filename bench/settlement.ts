// Settlements per second through the verb that delivers an order, beside one SQL function that does the same.
import pg from 'pg'
import { fileURLToPath } from 'node:url'
import { marketPresets } from '@provender/market-presets'
import { type HandoverProof, deliverOrder } from '@provender/ordering'
import { systemContext } from '@provender/platform/context'
import { appRole } from '@provender/platform/database-roles'
import { openPool } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { migrate, prepareDatabase, urlAs } from '@provender/platform/migrations'
import { startTestPostgres } from '../tools/test-postgres.ts'
import { market } from './bed.ts'
import { type Benchmark, type Figure, alternate, median, quantile, rateFigure, timeFigure } from './figures.ts'
import type { LoadResult } from './http-load.ts'

const levels = [1, 8, 32] as const
const usual = 8
const rounds = 3
/** Orders settled in one run. */
const batch: Readonly<Record<(typeof levels)[number], number>> = { 1: 800, 8: 2_500, 32: 2_500 }
const password = 'bench'

export const settlement: Benchmark = {
  names: levels.flatMap((connections) => [nameOf(connections), `${nameOf(connections)}_p99_ms`]),
  about: 'orders delivered and settled by the verb, one transaction each; floor: one SQL function call doing the same',
  run: measure,
}

function nameOf(connections: number): string {
  return connections === usual ? 'settlement' : `settlement_${connections}`
}

async function measure(say: (sentence: string) => void): Promise<Figure[]> {
  const postgres = await startTestPostgres({ durable: true })
  try {
    const { url } = await prepareDatabase({ adminUrl: postgres.url, name: 'provender' })
    await migrate({
      adminUrl: url,
      directory: fileURLToPath(new URL('../db/migrations', import.meta.url)),
      appPassword: password,
      operatorPassword: password,
      jobsPassword: password,
    })
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    try {
      return await settleInTurn(admin, urlAs(url, appRole, password), say)
    } finally {
      await admin.end()
    }
  } finally {
    await postgres.stop()
  }
}

async function settleInTurn(admin: pg.Client, appUrl: string, say: (sentence: string) => void): Promise<Figure[]> {
  await admin.query(`SET app.market = '${market}'`)
  await admin.query(floorFunction)
  const figures: Figure[] = []
  for (const connections of levels) {
    say(`${connections} connections, ${rounds} rounds`)
    const size = batch[connections]
    await alternateOnce(admin, appUrl, connections, 200)
    const runs = await alternate(
      rounds,
      async () => byVerb(appUrl, connections, await ordersUnderWay(admin, size)),
      async () => byFunction(appUrl, connections, await ordersUnderWay(admin, size)),
    )
    const both = (of: (result: LoadResult) => number) =>
      [median(runs.subject.map(of)), median(runs.floor.map(of))] as const
    const [rate, rateFloor] = both((result) => result.perSecond)
    const [p99, p99Floor] = both((result) => result.p99Ms)
    figures.push(
      rateFigure(nameOf(connections), rate, 'settlements/s', rateFloor),
      timeFigure(`${nameOf(connections)}_p99_ms`, p99, 'ms', p99Floor),
    )
  }
  await assertAllSettled(admin)

  return figures
}

/** Warms both up. */
async function alternateOnce(admin: pg.Client, appUrl: string, connections: number, size: number): Promise<void> {
  await byVerb(appUrl, connections, await ordersUnderWay(admin, size))
  await byFunction(appUrl, connections, await ordersUnderWay(admin, size))
}

/** The verb as a route calls it: one transaction that moves the order, its money, its history, and announces it. */
async function byVerb(appUrl: string, connections: number, orderIds: string[]): Promise<LoadResult> {
  const settings = marketPresets.find(({ id }) => id === market)?.settings
  if (!settings) throw new Error(`there is no market ${market}`)
  const pool = openPool({ url: appUrl, size: connections })
  const { open } = pool.market(market)
  const ctx = systemContext({ id: market, settings }, 'bench')
  try {
    await Promise.all(Array.from({ length: connections }, () => open(async () => {})))
    return await emptyQueue(orderIds, connections, async (orderId) => {
      await open((tx) => deliverOrder(tx, ctx, { orderId } as HandoverProof))
    })
  } finally {
    await pool.close()
  }
}

async function byFunction(appUrl: string, connections: number, orderIds: string[]): Promise<LoadResult> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: appUrl })
      await client.connect()
      await client.query(`SET app.market = '${market}'`)
      return client
    }),
  )
  try {
    return await emptyQueue(orderIds, connections, async (orderId, worker) => {
      await clients[worker]?.query({ name: 'deliver', text: 'SELECT bench.deliver($1)', values: [orderId] })
    })
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function emptyQueue(
  orderIds: string[],
  workers: number,
  settle: (orderId: string, worker: number) => Promise<void>,
): Promise<LoadResult> {
  const times: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let orderId = orderIds.pop(); orderId !== undefined; orderId = orderIds.pop()) {
        const sentAt = performance.now()
        await settle(orderId, worker)
        times.push(performance.now() - sentAt)
      }
    }),
  )
  const took = (performance.now() - startedAt) / 1000

  return {
    perSecond: times.length / took,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    answered: times.length,
  }
}

const crowd = { customers: 200, vendors: 60, riders: 60 }
const people = {
  customers: Array.from({ length: crowd.customers }, () => newId()),
  vendors: Array.from({ length: crowd.vendors }, () => newId()),
  riders: Array.from({ length: crowd.riders }, () => newId()),
}

/** Paid orders on their way, as placing, accepting and picking up would have left them; the story of the documents. */
async function ordersUnderWay(admin: pg.Client, size: number): Promise<string[]> {
  const orderIds = Array.from({ length: size }, () => newId())
  const pick = (from: readonly string[]) => orderIds.map((_, at) => from[at % from.length])
  const values = [orderIds, pick(people.customers), pick(people.vendors), pick(people.riders)]
  await admin.query(
    `SELECT ledger.top_up('customer', id, 'wallet', 'bench', gen_random_uuid()::text, 100000000, 'XAF') FROM unnest($1::uuid[]) AS customer(id)`,
    [people.customers],
  )
  await admin.query(
    `INSERT INTO ordering.orders (id, number, state, fulfilment, payment_method, customer_id, customer_name, vendor_id, vendor_name,
       vendor_lat, vendor_lng, address_line, address_lat, address_lng, distance_m, goods_minor, delivery_fee_minor,
       small_basket_fee_minor, tax_minor, tax_included, total_minor, currency, preparation_minutes, handover_code, placed_at,
       confirmed_at, paid_at)
     SELECT id, right(id::text, 12), 'picked_up', 'delivery', 'wallet', customer, 'Ada', vendor, 'Chez Ada',
       3.86, 11.52, '1 Market Street', 3.87, 11.52, 5200, 15000, 2000, 0, 0, true, 17000, 'XAF', 20, '1234', now(), now(), now()
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS o(id, customer, vendor)`,
    values.slice(0, 3),
  )
  await admin.query(
    `SELECT ledger.open_and_pay(id, customer, vendor, 15000, 2000, 0, 0, 0, 1500, 'XAF', 'prepaid')
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS o(id, customer, vendor)`,
    values.slice(0, 3),
  )
  await admin.query('SELECT ledger.assign_rider(id, rider) FROM unnest($1::uuid[], $2::uuid[]) AS o(id, rider)', [
    orderIds,
    values[3],
  ])
  await admin.query('CHECKPOINT')

  return orderIds
}

/** What the verb does, in one call: lock, move, history, money, event. */
const floorFunction = `
  CREATE SCHEMA bench;
  CREATE FUNCTION bench.deliver(p_order_id uuid) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    v_order ordering.orders;
  BEGIN
    SELECT * INTO v_order FROM ordering.orders WHERE id = p_order_id FOR NO KEY UPDATE;
    UPDATE ordering.orders SET state = 'delivered', deadline_at = NULL, ended_at = now() WHERE id = p_order_id AND state = 'picked_up';
    INSERT INTO ordering.order_history (order_id, state, at, role, actor) VALUES (p_order_id, 'delivered', now(), 'rider', 'system:bench');
    PERFORM ledger.settle(p_order_id, 'system:bench');
    PERFORM events.append('ordering.order_delivered', 1, jsonb_build_object('orderId', v_order.id, 'number', v_order.number,
      'vendorId', v_order.vendor_id, 'vendorName', v_order.vendor_name,
      'vendorPlace', jsonb_build_object('lat', v_order.vendor_lat, 'lng', v_order.vendor_lng), 'customerId', v_order.customer_id,
      'state', 'delivered', 'fulfilment', v_order.fulfilment, 'paymentMethod', v_order.payment_method,
      'goodsMinor', v_order.goods_minor, 'deliveryFeeMinor', v_order.delivery_fee_minor, 'totalMinor', v_order.total_minor,
      'currency', v_order.currency, 'at', now(), 'by', 'rider', 'reason', null, 'readyAt', v_order.ready_at,
      'vendorKnows', true, 'returnedMinor', 0));
  END $$;
  GRANT USAGE ON SCHEMA bench TO ${appRole};
`

/** Speed that loses money counts for nothing. */
async function assertAllSettled(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM ordering.orders o JOIN ledger.order_funds f ON f.order_id = o.id
     WHERE o.state <> 'delivered' OR f.state <> 'delivered'`,
  )
  const violations = await admin.query('SELECT FROM ledger.violations')
  if (rows[0]?.open !== 0 || violations.rowCount !== 0) {
    throw new Error(`${rows[0]?.open} orders not settled, ${violations.rowCount} violations in the ledger`)
  }
}
