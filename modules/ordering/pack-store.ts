// Every statement about packing: lines as they were promised, and what was really packed of them.
import { type Tx, sql } from '@provender/platform/db'
import type { OrderId, OrderRecord, PackedReason } from './order.ts'
import type { Static } from 'typebox'

export interface LineToPack {
  readonly position: number
  readonly productId: string
  readonly name: string
  readonly unitPriceMinor: number
  readonly quantity: number
  readonly per: number
  readonly mostQuantity: number | null
  readonly totalMinor: number
  readonly discountMinor: number
  /** What one of it draws on, by the ids stock is kept under. */
  readonly takes: readonly string[]
  readonly taxBp: number
  readonly taxIncluded: boolean
  readonly packedQuantity: number | null
}

/** The order's row is held, and nobody writes a line without it. */
export async function lockLines(tx: Tx, orderId: OrderId): Promise<readonly LineToPack[]> {
  const { rows } = await sql<LineToPack>`
    SELECT position, product_id AS "productId", name, unit_price_minor AS "unitPriceMinor", quantity, per,
      most_quantity AS "mostQuantity", total_minor AS "totalMinor", discount_minor AS "discountMinor", takes,
      tax_bp AS "taxBp", tax_included AS "taxIncluded", packed_quantity AS "packedQuantity"
    FROM ordering.order_lines WHERE order_id = ${orderId} ORDER BY position
  `.execute(tx)

  return rows
}

export async function writePacked(
  tx: Tx,
  packed: {
    orderId: OrderId
    position: number
    quantity: number
    chargedMinor: number
    reason: Static<typeof PackedReason>
  },
): Promise<void> {
  await sql`
    UPDATE ordering.order_lines
    SET packed_quantity = ${packed.quantity}, charged_minor = ${packed.chargedMinor}, packed_reason = ${packed.reason}
    WHERE order_id = ${packed.orderId} AND position = ${packed.position}
  `.execute(tx)
}

/** Writes what the order costs now. */
export async function updateAmounts(tx: Tx, before: OrderRecord, now: OrderRecord): Promise<void> {
  await sql`
    UPDATE ordering.orders SET goods_minor = ${now.goodsMinor}, tax_minor = ${now.taxMinor},
      tax_added_minor = ${now.taxAddedMinor}, discount_minor = ${now.discountMinor},
      vendor_discount_minor = ${now.vendorDiscountMinor}, points_minor = ${now.pointsMinor},
      total_minor = ${now.totalMinor}, agreed_total_minor = ${now.agreedTotalMinor},
      price_parts = ${JSON.stringify(now.parts)}::jsonb
    WHERE id = ${before.id}
  `.execute(tx)
}
