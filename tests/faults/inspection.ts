// What must hold after any crash, looked up past row-level security and held against what people were told.
import assert from 'node:assert/strict'
import type pg from 'pg'
import { described } from '../../apps/server/modules.ts'
import { eventually } from '../journeys/town.ts'
import { type Crowd, shelf } from './crowd.ts'

/** Each SQL says in its first comment what an answered row would mean. */
const neverTrue = {
  'the provider collected what the ledger does not know, or the other way round': `
    SELECT coalesce(book.id, booked.id) AS id, book.amount_minor AS collected, booked.amount_minor AS booked
    FROM (SELECT id::text, amount_minor FROM sandbox.charges WHERE state = 'succeeded') AS book
    FULL JOIN (
      SELECT replace(t.key, 'capture:sandbox:', '') AS id, -sum(e.amount_minor)::bigint AS amount_minor
      FROM ledger.transfers t JOIN ledger.entries e ON e.transfer_id = t.id JOIN ledger.accounts a ON a.id = e.account_id
      WHERE t.key LIKE 'capture:sandbox:%' AND a.kind = 'clearing' GROUP BY t.key
    ) AS booked USING (id)
    WHERE book.amount_minor IS DISTINCT FROM booked.amount_minor`,
  'the provider gave back what the ledger does not know, or the other way round': `
    SELECT coalesce(book.id, booked.id) AS id, book.amount_minor AS given, booked.amount_minor AS booked
    FROM (SELECT reference AS id, amount_minor FROM sandbox.refunds WHERE state = 'succeeded') AS book
    FULL JOIN (
      SELECT replace(key, 'refund_sent:', '') AS id, amount_minor FROM ledger.transfers WHERE kind = 'refund_sent'
    ) AS booked USING (id)
    WHERE book.amount_minor IS DISTINCT FROM booked.amount_minor`,
  'a payment is not succeeded though it was collected, or the other way round': `
    SELECT p.id, p.state, c.state AS charge FROM payments.payments p LEFT JOIN sandbox.charges c ON c.reference = p.id::text
    WHERE (p.state = 'succeeded') <> (c.state IS NOT DISTINCT FROM 'succeeded')`,
  'a charge has no payment': `
    SELECT c.id FROM sandbox.charges c WHERE NOT EXISTS (SELECT FROM payments.payments p WHERE p.id::text = c.reference)`,
  'a paid order is neither under way nor given back': `
    SELECT o.id, o.state FROM payments.payments p JOIN ordering.orders o ON o.id = p.order_id
    WHERE p.state = 'succeeded' AND o.state = 'awaiting_payment'`,
  'more or less is promised than orders hold': `
    SELECT s.product_id, s.reserved, s.on_hand FROM inventory.stock s
    WHERE s.reserved <> (SELECT coalesce(sum(r.quantity), 0) FROM inventory.reservations r
                         WHERE r.product_id = s.product_id AND r.state = 'held') OR s.reserved < 0 OR s.on_hand < s.reserved`,
  'goods are held for an order that is not there or is over': `
    SELECT r.order_id, r.state, o.state AS order_state FROM inventory.reservations r LEFT JOIN ordering.orders o ON o.id = r.order_id
    WHERE o.id IS NULL OR (r.state = 'held') <> (o.state IN ('awaiting_payment', 'placed', 'accepted', 'preparing', 'ready'))`,
  'an order is past its deadline': `
    SELECT id, state, deadline_at FROM ordering.orders WHERE deadline_at < now() - interval '5 seconds'`,
  'an accepted order has no delivery': `
    SELECT h.order_id FROM ordering.order_history h JOIN ordering.orders o ON o.id = h.order_id
    WHERE h.state = 'accepted' AND o.fulfilment = 'delivery'
      AND NOT EXISTS (SELECT FROM delivery.deliveries d WHERE d.order_id = h.order_id)`,
  'a delivery and its order disagree': `
    SELECT d.id, d.state, o.state AS order_state FROM delivery.deliveries d LEFT JOIN ordering.orders o ON o.id = d.order_id
    WHERE o.id IS NULL OR (d.state = 'delivered') <> (o.state = 'delivered')
      OR (d.state IN ('picked_up', 'at_customer')) <> (o.state = 'picked_up')`,
  'an order was settled more or less than once': `
    SELECT o.id, o.state, count(t.id) FROM ordering.orders o
    LEFT JOIN ledger.transfers t ON t.order_id = o.id AND t.kind IN ('settlement', 'cash_settlement')
    GROUP BY o.id HAVING count(t.id) <> CASE WHEN o.state = 'delivered' THEN 1 ELSE 0 END`,
  'an event could not be digested': `SELECT consumer, name, error FROM events.dead_letters`,
} as const

/** Looks until what is still on its way has arrived, then at everything. */
export async function assertNothingIsWrong(eye: pg.Pool, crowd: Crowd): Promise<void> {
  await eventually(async () => (await lagging(eye)).length === 0, 'every consumer has read every event', 20)
  for (const [what, query] of Object.entries(neverTrue)) assert.deepEqual((await eye.query(query)).rows, [], what)
  const invariants = await crowd.admin.ask('GET', '/admin/ledger/invariants')
  assert.deepEqual(invariants.body, { violations: [] })

  const { acknowledged, approved } = crowd.memory
  for (const [key, orders] of acknowledged) assert.equal(orders.size, 1, `key ${key} led to one order`)
  const { rows: orders } = await eye.query<{ id: string }>('SELECT id FROM ordering.orders ORDER BY id')
  const told = [...acknowledged.values()].flatMap((ids) => [...ids])
  assert.deepEqual(
    orders.map(({ id }) => id),
    told.toSorted(),
    'the orders there are those that were acknowledged',
  )
  assert.equal(new Set(told).size, told.length, 'no order was acknowledged under two keys')

  const { rows: paid } = await eye.query<{ id: string }>(`SELECT id FROM payments.payments WHERE state = 'succeeded'`)
  assert.deepEqual(paid.map(({ id }) => id).toSorted(), [...approved].toSorted(), 'what was approved, was paid')
  for (const [slug, onHand] of Object.entries(shelf)) {
    const { rows } = await eye.query<{ left: number; taken: number }>(
      `SELECT s.on_hand AS left, (SELECT coalesce(sum(quantity), 0)::int FROM inventory.reservations r
         WHERE r.product_id = s.product_id AND r.state = 'taken') AS taken
       FROM inventory.stock s WHERE s.product_id = $1`,
      [crowd.products.get(slug)],
    )
    const [row] = rows
    assert.equal((row?.left ?? 0) + (row?.taken ?? 0), onHand, `${slug}: what is left and what was taken`)
  }
}

/** Consumers that have not read everything. */
async function lagging(eye: pg.Pool): Promise<string[]> {
  const names = described().subscribers.map(({ name }) => name)
  const { rows } = await eye.query<{ consumer: string }>(
    `SELECT wanted.consumer FROM unnest($1::text[]) AS wanted (consumer)
     LEFT JOIN events.cursors c ON c.market_id = 'reeyo' AND c.consumer = wanted.consumer
     WHERE c.consumer IS NULL OR EXISTS (
       SELECT FROM events.log l WHERE l.market_id = 'reeyo' AND (l.xid, l.position) > (c.after_xid, c.after_position))`,
    [names],
  )
  return rows.map(({ consumer }) => consumer)
}

/** The provider has said yes to the payer, and we do not know yet: its webhook was lost, on its own or with us. */
const owed = `
  SELECT FROM payments.payments p JOIN sandbox.charges c ON c.reference = p.id::text
  WHERE c.state = 'succeeded' AND p.state <> 'succeeded'`

/**
 * Lets the time pass after which the gateway is asked again, and then the time after which what nobody finished is given
 * up: orders run out, and calls to the gateway that were lost on the way have failed. The clocks of the database are not ours to turn, so the rows are made older instead.
 */
export async function letTimePass(eye: pg.Pool): Promise<void> {
  await eye.query(`UPDATE payments.payments SET poll_at = now() WHERE state NOT IN ('succeeded', 'failed')`)
  await eventually(async () => (await eye.query(owed)).rowCount === 0, 'every approved payment is booked', 20)
  await eye.query(`
    UPDATE payments.payments SET created_at = created_at - interval '5 minutes', poll_at = now()
    WHERE state NOT IN ('succeeded', 'failed')`)
  await eye.query(`UPDATE ordering.orders SET deadline_at = now() WHERE deadline_at IS NOT NULL`)
  await eventually(
    async () => (await eye.query('SELECT FROM ordering.orders WHERE deadline_at IS NOT NULL')).rowCount === 0,
    'orders whose deadline has passed are ended',
    20,
  )
  await eventually(
    async () => (await eye.query(`SELECT FROM payments.payments WHERE state IN ('created', 'unknown')`)).rowCount === 0,
    'no payment is left in the dark',
    20,
  )
}
