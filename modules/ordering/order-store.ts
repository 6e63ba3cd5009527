// Every SQL statement about orders; the only file that names their tables.
import type { OrderId } from './order.ts'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { randomInt } from 'node:crypto'
import { movedOn, orderUnknown } from './errors.ts'
import type { HistoryRecord, LineRecord, OrderRecord, OrderRole, OrderState, WholeOrder } from './order.ts'

declare const locked: unique symbol
/** An order whose row this transaction holds: what it says stays true until the commit. */
export type LockedOrder = OrderRecord & { readonly [locked]: true }

interface OrderRow extends Omit<OrderRecord, 'vendorPlace' | 'address'> {
  readonly vendorLat: number
  readonly vendorLng: number
  readonly addressLine: string | null
  readonly addressNote: string | null
  readonly addressLat: number | null
  readonly addressLng: number | null
}

interface WholeRow extends OrderRow {
  readonly lines: LineRecord[]
  readonly history: HistoryRecord[]
}

const columns = sql`
  o.id, o.number, o.state, o.fulfilment, o.payment_method AS "paymentMethod", o.customer_id AS "customerId",
  o.customer_name AS "customerName", o.contact_phone AS "contactPhone", o.vendor_id AS "vendorId",
  o.vendor_name AS "vendorName", o.vendor_phone AS "vendorPhone", o.vendor_lat AS "vendorLat", o.vendor_lng AS "vendorLng",
  o.address_line AS "addressLine", o.address_note AS "addressNote", o.address_lat AS "addressLat",
  o.address_lng AS "addressLng", o.distance_m AS "distanceM", o.goods_minor AS "goodsMinor",
  o.delivery_fee_minor AS "deliveryFeeMinor", o.small_basket_fee_minor AS "smallBasketFeeMinor", o.tax_minor AS "taxMinor",
  o.tax_included AS "taxIncluded", o.tax_added_minor AS "taxAddedMinor", o.service_fee_minor AS "serviceFeeMinor",
  o.tip_minor AS "tipMinor", o.discount_minor AS "discountMinor", o.vendor_discount_minor AS "vendorDiscountMinor",
  o.points_minor AS "pointsMinor", o.price_parts AS parts, o.total_minor AS "totalMinor", o.currency, o.agreed_total_minor AS "agreedTotalMinor",
  o.preparation_minutes AS "preparationMinutes", o.handover_code AS "handoverCode", o.placed_at AS "placedAt",
  o.confirmed_at AS "confirmedAt", o.paid_at AS "paidAt", o.cancel_until AS "cancelUntil", o.deadline_at AS "deadlineAt",
  o.ready_at AS "readyAt", o.ended_at AS "endedAt"`

const linesOf = sql`
  (SELECT json_agg(jsonb_build_object('productId', l.product_id, 'name', l.name, 'choices', l.choices,
     'unitPriceMinor', l.unit_price_minor, 'quantity', l.quantity, 'totalMinor', l.total_minor, 'discountMinor', l.discount_minor, 'note', l.note)
     || jsonb_strip_nulls(jsonb_build_object('measure', l.measure, 'mostQuantity', l.most_quantity,
       'packedQuantity', l.packed_quantity, 'chargedMinor', l.charged_minor, 'packedReason', l.packed_reason)) ORDER BY l.position)
   FROM ordering.order_lines l WHERE l.order_id = o.id) AS lines`

const historyOf = sql`
  (SELECT json_agg(json_build_object('state', h.state, 'role', h.role, 'reason', h.reason,
     'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY h.at, h.state)
   FROM ordering.order_history h WHERE h.order_id = o.id) AS history`

/** How an order came into its state. */
export interface HistoryDraft {
  readonly at: Date
  readonly role: OrderRole
  readonly actor: string
  readonly reason: string | null
}

/** A line with what packing it will need to know. */
export interface LineDraft extends LineRecord {
  /** What one of it draws on, by the ids stock is kept under. */
  readonly takes?: readonly string[]
  readonly taxBp?: number
  readonly taxIncluded?: boolean
}

export interface OrderDraft extends Omit<OrderRecord, 'number'> {
  readonly lines: readonly LineDraft[]
  readonly began: HistoryDraft
  /** The cart that this order came out of is emptied along with it. */
  readonly emptiesCartOf: string | null
}

/** Six characters that cannot be misread or misheard, without vowels, so that they spell no words. */
const numberAlphabet = '23456789BCDFGHJKMNPQRSTVWXYZ'
const numberTries = 20

/**
 * Writes order, lines and first history row in one statement; answers the number. A number that is taken writes
 * nothing and another one is tried, without harm to the transaction.
 */
export async function insertOrder(tx: Tx, draft: OrderDraft, drawNumber = randomNumber): Promise<string> {
  for (let attempt = 1; attempt <= numberTries; attempt++) {
    const number = drawNumber()
    if (await insertUnder(tx, draft, number)) return number
  }

  throw new Error(`no free order number in ${numberTries} draws`)
}

function randomNumber(): string {
  return Array.from({ length: 6 }, () => numberAlphabet[randomInt(numberAlphabet.length)]).join('')
}

async function insertUnder(tx: Tx, draft: OrderDraft, number: string): Promise<boolean> {
  const { address, began, lines } = draft
  const result = await sql`
    WITH written AS (
      INSERT INTO ordering.orders (
        id, number, state, fulfilment, payment_method, customer_id, customer_name, contact_phone, vendor_id, vendor_name,
        vendor_phone, vendor_lat, vendor_lng, address_line, address_note, address_lat, address_lng, distance_m, goods_minor,
        delivery_fee_minor, small_basket_fee_minor, tax_minor, tax_included, tax_added_minor, service_fee_minor,
        tip_minor, discount_minor, vendor_discount_minor, points_minor, price_parts, total_minor, currency, preparation_minutes,
        handover_code, placed_at, confirmed_at, paid_at, cancel_until, deadline_at, ready_at, ended_at)
      VALUES (
        ${draft.id}, ${number}, ${draft.state}, ${draft.fulfilment}, ${draft.paymentMethod}, ${draft.customerId},
        ${draft.customerName}, ${draft.contactPhone}, ${draft.vendorId}, ${draft.vendorName}, ${draft.vendorPhone},
        ${draft.vendorPlace.lat}, ${draft.vendorPlace.lng}, ${address?.line ?? null}, ${address?.note ?? null},
        ${address?.place.lat ?? null}, ${address?.place.lng ?? null}, ${draft.distanceM}, ${draft.goodsMinor},
        ${draft.deliveryFeeMinor}, ${draft.smallBasketFeeMinor}, ${draft.taxMinor}, ${draft.taxIncluded},
        ${draft.taxAddedMinor}, ${draft.serviceFeeMinor}, ${draft.tipMinor}, ${draft.discountMinor},
        ${draft.vendorDiscountMinor}, ${draft.pointsMinor}, ${JSON.stringify(draft.parts)}::jsonb, ${draft.totalMinor}, ${draft.currency}, ${draft.preparationMinutes}, ${draft.handoverCode}, ${draft.placedAt},
        ${draft.confirmedAt}, ${draft.paidAt}, ${draft.cancelUntil}, ${draft.deadlineAt}, ${draft.readyAt}, ${draft.endedAt})
      ON CONFLICT ON CONSTRAINT orders__number DO NOTHING
      RETURNING id
    ), lines AS (
      INSERT INTO ordering.order_lines (order_id, position, product_id, name, choices, unit_price_minor, quantity,
        total_minor, discount_minor, note, measure, per, most_quantity, takes, tax_bp, tax_included)
      SELECT written.id, line.position, line.product_id, line.name, line.choices::jsonb, line.unit_price_minor, line.quantity,
        line.total_minor, line.discount_minor, line.note, line.measure::jsonb, line.per, line.most_quantity, line.takes::uuid[],
        line.tax_bp, line.tax_included
      FROM written, unnest(
        ${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.name)}::text[],
        ${lines.map((line) => JSON.stringify(line.choices))}::text[],
        ${lines.map((line) => line.unitPriceMinor)}::bigint[], ${lines.map((line) => line.quantity)}::int[],
        ${lines.map((line) => line.totalMinor)}::bigint[], ${lines.map((line) => line.discountMinor)}::bigint[],
        ${lines.map((line) => line.note)}::text[],
        ${lines.map((line) => (line.measure ? JSON.stringify(line.measure) : null))}::text[],
        ${lines.map((line) => line.measure?.per ?? 1)}::int[], ${lines.map((line) => line.mostQuantity ?? null)}::int[],
        ${lines.map((line) => `{${(line.takes ?? []).join()}}`)}::text[], ${lines.map((line) => line.taxBp ?? 0)}::int[],
        ${lines.map((line) => line.taxIncluded ?? true)}::boolean[]
      ) WITH ORDINALITY AS line (product_id, name, choices, unit_price_minor, quantity, total_minor, discount_minor, note, measure,
        per, most_quantity, takes, tax_bp, tax_included, position)
    ), history AS (
      INSERT INTO ordering.order_history (order_id, state, at, role, actor, reason)
      SELECT written.id, ${draft.state}::ordering.order_state, ${began.at}, ${began.role}::ordering.order_role, ${began.actor}, ${began.reason}
      FROM written
    ), emptied AS (
      DELETE FROM ordering.carts USING written
      WHERE carts.market_id = current_setting('app.market') AND carts.owner = ${draft.emptiesCartOf}
        AND carts.vendor_id = ${draft.vendorId}
    )
    SELECT id FROM written
  `.execute(tx)

  return result.rows.length === 1
}

/** The order, held until the transaction ends: the first lock of whatever is done about it. */
export async function lockOrder(tx: Tx, orderId: OrderId): Promise<LockedOrder> {
  const { rows } = await sql<OrderRow>`
    SELECT ${columns} FROM ordering.orders o WHERE o.id = ${orderId} FOR NO KEY UPDATE
  `.execute(tx)
  const row = rows[0]
  if (!row) throw orderUnknown()

  return recordOf(row) as LockedOrder
}

/** The order if its deadline has passed and nobody else is at it. */
export async function lockDueOrder(tx: Tx, orderId: OrderId, at: Date): Promise<LockedOrder | undefined> {
  const { rows } = await sql<OrderRow>`
    SELECT ${columns} FROM ordering.orders o WHERE o.id = ${orderId} AND o.deadline_at <= ${at}
    FOR NO KEY UPDATE SKIP LOCKED
  `.execute(tx)

  return rows[0] && (recordOf(rows[0]) as LockedOrder)
}

/** Writes the new state and its history row in one statement. */
export async function updateState(tx: Tx, from: OrderState, order: OrderRecord, step: HistoryDraft): Promise<void> {
  const result = await sql`
    WITH moved AS (
      UPDATE ordering.orders SET state = ${order.state}, confirmed_at = ${order.confirmedAt}, paid_at = ${order.paidAt},
        cancel_until = ${order.cancelUntil}, deadline_at = ${order.deadlineAt}, ready_at = ${order.readyAt},
        ended_at = ${order.endedAt}
      WHERE id = ${order.id} AND state = ${from} RETURNING id, state
    )
    INSERT INTO ordering.order_history (order_id, state, at, role, actor, reason)
    SELECT id, state, ${step.at}, ${step.role}::ordering.order_role, ${step.actor}, ${step.reason} FROM moved
  `.execute(tx)
  if (result.numAffectedRows !== 1n) throw movedOn()
}

export async function selectOrder(db: Db, orderId: OrderId): Promise<OrderRecord | undefined> {
  const { rows } = await sql<OrderRow>`SELECT ${columns} FROM ordering.orders o WHERE o.id = ${orderId}`.execute(db)

  return rows[0] && recordOf(rows[0])
}

export async function selectWholeOrder(db: Db, orderId: OrderId): Promise<WholeOrder | undefined> {
  const { rows } = await sql<WholeRow>`
    SELECT ${columns}, ${linesOf}, ${historyOf} FROM ordering.orders o WHERE o.id = ${orderId}
  `.execute(db)

  return rows[0] && wholeOf(rows[0])
}

export async function selectLines(db: Db, orderId: OrderId): Promise<readonly LineRecord[]> {
  const { rows } = await sql<LineRecord>`
    SELECT product_id AS "productId", name, choices, unit_price_minor AS "unitPriceMinor", quantity, total_minor AS "totalMinor",
      discount_minor AS "discountMinor", note
    FROM ordering.order_lines WHERE order_id = ${orderId} ORDER BY position
  `.execute(db)

  return rows
}

export interface OrderFilter {
  readonly customerId?: string
  /** Orders these vendors have got to see. */
  readonly vendorIds?: readonly string[]
  readonly underWay?: boolean
  readonly state?: OrderState
  readonly number?: string
  readonly after?: string
  readonly limit: number
}

/** Newest first, with lines and history, in one statement. */
export async function selectOrders(db: Db, filter: OrderFilter): Promise<readonly WholeOrder[]> {
  const { customerId, vendorIds, underWay, state, number, after } = filter
  const conditions = [
    sql`o.market_id = current_setting('app.market')`,
    ...(customerId === undefined ? [] : [sql`o.customer_id = ${customerId}`]),
    ...(vendorIds === undefined ? [] : [ofVendors(vendorIds), sql`o.confirmed_at IS NOT NULL`]),
    ...(underWay === undefined ? [] : [underWay ? sql`o.ended_at IS NULL` : sql`o.ended_at IS NOT NULL`]),
    ...(state === undefined ? [] : [sql`o.state = ${state}`]),
    ...(number === undefined ? [] : [sql`o.number = ${number}`]),
    ...(after === undefined ? [] : [sql`o.id < ${after}`]),
  ]
  const { rows } = await sql<WholeRow>`
    SELECT ${columns}, ${linesOf}, ${historyOf} FROM ordering.orders o
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY o.id DESC LIMIT ${filter.limit}
  `.execute(db)

  return rows.map(wholeOf)
}

/** One vendor is the rule, and of one the index gives the rows in order. */
function ofVendors(vendorIds: readonly string[]) {
  return vendorIds.length === 1 ? sql`o.vendor_id = ${vendorIds[0]}` : sql`o.vendor_id = ANY (${vendorIds}::uuid[])`
}

/** An order as it was bought, and what its customer had bought before it. */
export interface PastBasket {
  readonly customerId: string
  readonly placedAt: Date
  readonly goodsMinor: number
  readonly deliveryFeeMinor: number
  readonly distanceM: number | null
  readonly lines: readonly Pick<LineRecord, 'productId' | 'unitPriceMinor' | 'quantity' | 'totalMinor'>[]
  /** Orders of this customer before this one, and the last of them, RFC 3339. */
  readonly before: number
  readonly lastAt: string | null
  /** Whether the customer is in the group that was asked about. */
  readonly inGroup: boolean
}

/** Of these vendors, or with null of all, oldest first; only orders that came to something. */
export async function selectPastBaskets(
  db: Db,
  asked: { from: Date; vendorIds: readonly string[] | null; groupId: string | null; limit: number },
): Promise<readonly PastBasket[]> {
  const { rows } = await sql<PastBasket>`
    SELECT o.customer_id AS "customerId", o.placed_at AS "placedAt", o.goods_minor AS "goodsMinor",
      o.delivery_fee_minor AS "deliveryFeeMinor", o.distance_m AS "distanceM", ${linesOf}, past.before, past."lastAt",
      EXISTS (SELECT FROM pricing.group_members m WHERE m.market_id = current_setting('app.market')
        AND m.customer_id = o.customer_id AND m.group_id = ${asked.groupId}) AS "inGroup"
    FROM ordering.orders o
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS before, to_char(max(p.placed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastAt"
      FROM ordering.purchases p WHERE p.customer_id = o.customer_id AND p.placed_at < o.placed_at) AS past
    WHERE o.market_id = current_setting('app.market') AND o.placed_at >= ${asked.from}
      AND o.state NOT IN ('awaiting_payment', 'payment_failed', 'declined', 'cancelled', 'expired')
      ${asked.vendorIds === null ? sql`` : sql`AND o.vendor_id = ANY(${asked.vendorIds}::uuid[])`}
    ORDER BY o.id LIMIT ${asked.limit}
  `.execute(db)

  return rows
}

export async function countUnpaidOrders(db: Db, customerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM ordering.orders
    WHERE customer_id = ${customerId} AND state = 'awaiting_payment' AND ended_at IS NULL
  `.execute(db)

  return rows[0]?.count ?? 0
}

/** Orders whose deadline has passed, the longest overdue first; nothing is locked. */
export async function selectDueOrders(db: Db, at: Date, limit: number): Promise<readonly OrderId[]> {
  const { rows } = await sql<{ id: OrderId }>`
    SELECT id FROM ordering.orders
    WHERE market_id = current_setting('app.market') AND deadline_at <= ${at} ORDER BY deadline_at LIMIT ${limit}
  `.execute(db)

  return rows.map((row) => row.id)
}

/**
 * Counts a try at the handover code before anybody compares it, so that parallel guesses are all counted. Undefined
 * when there were too many: `most` in `windowSeconds`, counted from the last one.
 */
export async function countHandoverTry(
  tx: Tx,
  orderId: OrderId,
  { at, most, windowSeconds }: { at: Date; most: number; windowSeconds: number },
): Promise<{ code: string; tries: number } | undefined> {
  const { rows } = await sql<{ code: string; tries: number }>`
    UPDATE ordering.orders SET
      handover_tries = CASE WHEN handover_tried_at > ${at}::timestamptz - make_interval(secs => ${windowSeconds})
                            THEN handover_tries + 1 ELSE 1 END,
      handover_tried_at = ${at}
    WHERE id = ${orderId}
      AND NOT (handover_tries >= ${most} AND handover_tried_at > ${at}::timestamptz - make_interval(secs => ${windowSeconds}))
    RETURNING handover_code AS code, handover_tries AS tries
  `.execute(tx)

  return rows[0]
}

function wholeOf(row: WholeRow): WholeOrder {
  return { ...recordOf(row), lines: row.lines, history: row.history }
}

function recordOf(row: OrderRow): OrderRecord {
  const { vendorLat, vendorLng, addressLine, addressNote, addressLat, addressLng, ...rest } = row
  const address =
    addressLine === null || addressLat === null || addressLng === null
      ? null
      : { line: addressLine, place: { lat: addressLat, lng: addressLng }, note: addressNote }

  return { ...rest, vendorPlace: { lat: vendorLat, lng: vendorLng }, address }
}
