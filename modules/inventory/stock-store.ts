// Every statement about stock and reservations.
import { type Db, type Tx, markAnnounced, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { promisedAlready } from './errors.ts'
import { stockReserved } from './events.ts'

export interface Demand {
  readonly orderId: string
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
  readonly until: Date | null
}

export interface WantedRow {
  readonly product_id: string
  /** Before this demand. */
  readonly available: number
  readonly quantity: number
}

/**
 * Reserves all or nothing, and tells for each product that is kept in stock what there was and what was wanted. Demand
 * is summed per product, so two lines of one product are one demand. Rows are locked in product order, which every
 * statement here does, so that baskets never wait for each other in a circle.
 */
export async function reserve(tx: Tx, demand: Demand): Promise<readonly WantedRow[]> {
  markAnnounced(tx)
  const { rows } = await sql<WantedRow>`
    WITH demand AS (
      SELECT product_id, sum(quantity)::int AS quantity
      FROM unnest(${demand.lines.map((line) => line.productId)}::uuid[], ${demand.lines.map((line) => line.quantity)}::int[])
        AS line (product_id, quantity)
      GROUP BY product_id
    ), wanted AS MATERIALIZED (
      SELECT stock.product_id, stock.on_hand - stock.reserved AS available, demand.quantity
      FROM inventory.stock JOIN demand USING (product_id)
      ORDER BY stock.product_id FOR NO KEY UPDATE OF stock
    ), promised AS (
      UPDATE inventory.stock SET reserved = reserved + wanted.quantity
      FROM wanted
      WHERE stock.product_id = wanted.product_id AND NOT EXISTS (SELECT FROM wanted WHERE available < quantity)
      RETURNING stock.product_id, wanted.quantity
    ), held AS (
      INSERT INTO inventory.reservations (order_id, product_id, quantity, expires_at)
      SELECT ${demand.orderId}::uuid, product_id, quantity, ${demand.until}::timestamptz FROM promised
      RETURNING product_id, quantity
    ), fact AS (
      SELECT jsonb_build_object('orderId', ${demand.orderId}::uuid,
        'lines', jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity))) AS payload
      FROM held HAVING count(*) > 0
    )
    SELECT product_id, available, quantity,
      (SELECT events.append(${stockReserved.name}, ${stockReserved.version}, payload) FROM fact) AS announced
    FROM wanted
  `.execute(tx)

  return rows
}

/** The goods of an order leave the shelf with whoever fetches them. */
export async function take(tx: Tx, orderId: string): Promise<void> {
  await sql`
    WITH done AS (
      UPDATE inventory.reservations SET state = 'taken', expires_at = NULL
      WHERE order_id = ${orderId} AND state = 'held' RETURNING product_id, quantity
    ), shelf AS MATERIALIZED (
      SELECT stock.product_id, done.quantity FROM inventory.stock JOIN done USING (product_id)
      ORDER BY stock.product_id FOR NO KEY UPDATE OF stock
    )
    UPDATE inventory.stock SET on_hand = on_hand - shelf.quantity, reserved = reserved - shelf.quantity
    FROM shelf WHERE stock.product_id = shelf.product_id
  `.execute(tx)
}

export interface ReturnedRow {
  readonly product_id: string
  readonly quantity: number
  /** With the returned quantity. */
  readonly available: number
}

/** What an order still holds goes back on sale. */
export async function release(tx: Tx, orderId: string): Promise<readonly ReturnedRow[]> {
  const { rows } = await sql<ReturnedRow>`
    WITH done AS (
      UPDATE inventory.reservations SET state = 'released', expires_at = NULL
      WHERE order_id = ${orderId} AND state = 'held' RETURNING product_id, quantity
    ), shelf AS MATERIALIZED (
      SELECT stock.product_id, done.quantity FROM inventory.stock JOIN done USING (product_id)
      ORDER BY stock.product_id FOR NO KEY UPDATE OF stock
    )
    UPDATE inventory.stock SET reserved = reserved - shelf.quantity
    FROM shelf WHERE stock.product_id = shelf.product_id
    RETURNING stock.product_id, shelf.quantity, stock.on_hand - stock.reserved AS available
  `.execute(tx)

  return rows
}

/** Takes the time limit off what the order holds. @returns whether everything it reserved is still held */
export async function keep(tx: Tx, orderId: string): Promise<boolean> {
  const { rows } = await sql<{ reserved: number; kept: number }>`
    WITH kept AS (
      UPDATE inventory.reservations SET expires_at = NULL WHERE order_id = ${orderId} AND state = 'held' RETURNING product_id
    )
    SELECT (SELECT count(*) FROM inventory.reservations WHERE order_id = ${orderId} AND state <> 'taken') AS reserved,
           (SELECT count(*) FROM kept) AS kept
  `.execute(tx)

  return rows[0]?.reserved === rows[0]?.kept
}

/** An order whose hold ran out before this time, locked; holds that somebody else is working on are passed over. */
export async function lockLapsedOrder(tx: Tx, before: Date): Promise<string | undefined> {
  const { rows } = await sql<{ order_id: string }>`
    SELECT order_id FROM inventory.reservations WHERE expires_at < ${before}
    ORDER BY expires_at, order_id, product_id LIMIT 1 FOR UPDATE SKIP LOCKED
  `.execute(tx)

  return rows[0]?.order_id
}

export interface StockRow {
  readonly on_hand: number
  readonly reserved: number
}

export async function lockStock(tx: Tx, productId: string): Promise<StockRow | undefined> {
  const { rows } = await sql<StockRow>`
    SELECT on_hand, reserved FROM inventory.stock WHERE product_id = ${productId} FOR NO KEY UPDATE
  `.execute(tx)

  return rows[0]
}

export async function putStock(tx: Tx, productId: string, onHand: number): Promise<StockRow> {
  const { rows } = await onConstraint(
    sql<StockRow>`
      INSERT INTO inventory.stock (product_id, on_hand) VALUES (${productId}, ${onHand})
      ON CONFLICT (product_id) DO UPDATE SET on_hand = excluded.on_hand, counted_at = now()
      RETURNING on_hand, reserved
    `.execute(tx),
    { stock__never_oversold: promisedAlready },
  )

  return rows[0] as StockRow
}

/** Shelves for products that have none; what is counted already stays. */
export async function insertStock(tx: Tx, items: readonly { productId: string; onHand: number }[]): Promise<void> {
  await sql`
    INSERT INTO inventory.stock (product_id, on_hand)
    SELECT product_id, on_hand
    FROM unnest(${items.map((item) => item.productId)}::uuid[], ${items.map((item) => item.onHand)}::int[])
      AS item (product_id, on_hand)
    ON CONFLICT (product_id) DO NOTHING
  `.execute(tx)
}

export async function deleteStock(tx: Tx, productId: string): Promise<void> {
  await sql`DELETE FROM inventory.stock WHERE product_id = ${productId}`.execute(tx)
}

export async function selectStock(db: Db, productId: string): Promise<StockRow | undefined> {
  const { rows } = await sql<StockRow>`
    SELECT on_hand, reserved FROM inventory.stock WHERE product_id = ${productId}
  `.execute(db)

  return rows[0]
}

export interface ReservationRow {
  readonly product_id: string
  readonly quantity: number
  readonly state: 'held' | 'taken' | 'released'
  readonly expires_at: Date | null
}

export async function selectReservations(db: Db, orderId: string): Promise<readonly ReservationRow[]> {
  const { rows } = await sql<ReservationRow>`
    SELECT product_id, quantity, state, expires_at FROM inventory.reservations
    WHERE order_id = ${orderId} ORDER BY product_id
  `.execute(db)

  return rows
}

export interface Repacked {
  readonly productId: string
  /** More than was promised, or less below zero. */
  readonly delta: number
  /** Whether what is taken less is missing on the shelf as well. */
  readonly missing: boolean
}

/** Changes what an order holds of some goods, as it is packed; what it holds nothing of is made to order. */
export async function repack(
  tx: Tx,
  orderId: string,
  changes: readonly Repacked[],
): Promise<readonly { product_id: string; available: number }[]> {
  const { rows } = await sql<{ product_id: string; available: number }>`
    WITH change AS (
      SELECT product_id, sum(delta)::int AS delta, bool_or(missing) AS missing
      FROM jsonb_to_recordset(${JSON.stringify(changes.map(({ productId, ...change }) => ({ ...change, product_id: productId })))}::jsonb)
        AS change (product_id uuid, delta int, missing boolean) GROUP BY product_id
    ), done AS (
      UPDATE inventory.reservations AS held SET
        state = CASE WHEN held.quantity + change.delta <= 0 THEN 'released'::inventory.reservation_state ELSE held.state END,
        expires_at = CASE WHEN held.quantity + change.delta <= 0 THEN NULL ELSE held.expires_at END,
        quantity = CASE WHEN held.quantity + change.delta <= 0 THEN held.quantity ELSE held.quantity + change.delta END
      FROM change WHERE held.order_id = ${orderId} AND held.product_id = change.product_id AND held.state = 'held'
      RETURNING held.product_id, change.delta, change.missing
    ), shelf AS MATERIALIZED (
      SELECT stock.product_id, done.delta, done.missing FROM inventory.stock JOIN done USING (product_id)
      ORDER BY stock.product_id FOR NO KEY UPDATE OF stock
    )
    UPDATE inventory.stock SET
      reserved = greatest(0, stock.reserved + shelf.delta),
      -- The scale is right: more was there than was counted, or less.
      on_hand = CASE WHEN shelf.missing THEN greatest(stock.on_hand + shelf.delta, stock.reserved + shelf.delta, 0)
                     ELSE greatest(stock.on_hand, stock.reserved + shelf.delta) END
    FROM shelf WHERE stock.product_id = shelf.product_id
    RETURNING stock.product_id, stock.on_hand - stock.reserved AS available
  `.execute(tx)

  return rows
}
