// Every SQL statement about carts; the only file that names their tables.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import type { CartLineRecord, CartOwner } from './cart.ts'

/**
 * What several owners mean to order from one vendor, as if it were one cart: of the same thing the larger number
 * counts, so that adopting a guest's cart changes nothing that is seen.
 */
export async function selectCartLines(
  db: Db,
  owners: readonly CartOwner[],
  vendorId: string,
): Promise<readonly CartLineRecord[]> {
  const { rows } = await sql<CartLineRecord>`
    SELECT line.product_id AS "productId", line.choices, min(line.name) AS name, max(line.quantity) AS quantity,
      (array_agg(line.note ORDER BY line.added_at DESC) FILTER (WHERE line.note IS NOT NULL))[1] AS note
    FROM ordering.carts cart JOIN ordering.cart_lines line ON line.cart_id = cart.id
    WHERE cart.market_id = current_setting('app.market') AND cart.owner = ANY (${owners}::text[]) AND cart.vendor_id = ${vendorId}
    GROUP BY line.product_id, line.choices ORDER BY min(line.added_at), line.product_id, line.choices
  `.execute(db)

  return rows
}

/** The vendor in whose cart of this owner the product lies, if it does. */
export async function selectVendorOfLine(db: Db, owner: CartOwner, productId: string): Promise<string | undefined> {
  const { rows } = await sql<{ vendorId: string }>`
    SELECT cart.vendor_id AS "vendorId" FROM ordering.carts cart JOIN ordering.cart_lines line ON line.cart_id = cart.id
    WHERE cart.market_id = current_setting('app.market') AND cart.owner = ${owner} AND line.product_id = ${productId} LIMIT 1
  `.execute(db)

  return rows[0]?.vendorId
}

export interface CartSummary {
  readonly vendorId: string
  readonly vendorName: string
  readonly vendorPicture: string
  readonly lines: number
  readonly quantity: number
  readonly changedAt: Date
}

/** Every cart with something in it, the last changed first. */
export async function selectCarts(db: Db, owners: readonly CartOwner[]): Promise<readonly CartSummary[]> {
  const { rows } = await sql<CartSummary>`
    SELECT vendor_id AS "vendorId", min(vendor_name) AS "vendorName", min(vendor_picture) AS "vendorPicture",
      count(*)::int AS lines, sum(quantity)::int AS quantity, max(changed_at) AS "changedAt"
    FROM (
      SELECT cart.vendor_id, min(cart.vendor_name) AS vendor_name, min(cart.vendor_picture) AS vendor_picture,
        line.product_id, line.choices, max(line.quantity) AS quantity, max(cart.changed_at) AS changed_at
      FROM ordering.carts cart JOIN ordering.cart_lines line ON line.cart_id = cart.id
      WHERE cart.market_id = current_setting('app.market') AND cart.owner = ANY (${owners}::text[])
      GROUP BY cart.vendor_id, line.product_id, line.choices
    ) AS wanted
    GROUP BY vendor_id ORDER BY max(changed_at) DESC LIMIT 100
  `.execute(db)

  return rows
}

export interface CartLineChange extends CartLineRecord {
  readonly owner: CartOwner
  readonly vendor: { readonly id: string; readonly name: string; readonly picture: string }
  readonly at: Date
}

/** Puts so many of a thing into the cart, making the cart if need be. */
export async function upsertCartLine(tx: Tx, { owner, vendor, at, ...line }: CartLineChange): Promise<void> {
  await sql`
    WITH cart AS (
      INSERT INTO ordering.carts (id, owner, vendor_id, vendor_name, vendor_picture, changed_at)
      VALUES (${newId()}, ${owner}, ${vendor.id}, ${vendor.name}, ${vendor.picture}, ${at})
      ON CONFLICT ON CONSTRAINT carts__one_per_vendor DO UPDATE
        SET changed_at = excluded.changed_at, vendor_name = excluded.vendor_name, vendor_picture = excluded.vendor_picture
      RETURNING id
    )
    INSERT INTO ordering.cart_lines (cart_id, product_id, choices, name, quantity, note, added_at)
    SELECT cart.id, ${line.productId}::uuid, ${line.choices}::uuid[], ${line.name}, ${line.quantity}::int, ${line.note}::text, ${at}::timestamptz
    FROM cart
    ON CONFLICT ON CONSTRAINT cart_lines__pkey DO UPDATE
      SET quantity = excluded.quantity, note = excluded.note, name = excluded.name
  `.execute(tx)
}

export async function deleteCartLine(
  tx: Tx,
  owner: CartOwner,
  line: Pick<CartLineRecord, 'productId' | 'choices'>,
): Promise<void> {
  await sql`
    DELETE FROM ordering.cart_lines line USING ordering.carts cart
    WHERE cart.id = line.cart_id AND cart.market_id = current_setting('app.market') AND cart.owner = ${owner}
      AND line.product_id = ${line.productId} AND line.choices = ${line.choices}::uuid[]
  `.execute(tx)
}

export async function deleteCart(tx: Tx, owner: CartOwner, vendorId: string): Promise<void> {
  await sql`
    DELETE FROM ordering.carts
    WHERE market_id = current_setting('app.market') AND owner = ${owner} AND vendor_id = ${vendorId}
  `.execute(tx)
}

/** Moves everything from one owner to another; of the same thing the larger number counts. */
export async function moveCarts(tx: Tx, { from, to }: { from: CartOwner; to: CartOwner }): Promise<void> {
  await sql`
    WITH guest AS (
      SELECT cart.id, cart.vendor_id, cart.vendor_name, cart.vendor_picture, cart.changed_at FROM ordering.carts cart
      WHERE cart.market_id = current_setting('app.market') AND cart.owner = ${from} ORDER BY cart.vendor_id FOR UPDATE
    ), own AS (
      INSERT INTO ordering.carts (id, owner, vendor_id, vendor_name, vendor_picture, changed_at)
      SELECT gen_random_uuid(), ${to}, guest.vendor_id, guest.vendor_name, guest.vendor_picture, guest.changed_at FROM guest
      ON CONFLICT ON CONSTRAINT carts__one_per_vendor DO UPDATE SET changed_at = greatest(carts.changed_at, excluded.changed_at)
      RETURNING id, vendor_id
    ), adopted AS (
      INSERT INTO ordering.cart_lines AS mine (cart_id, product_id, choices, name, quantity, note, added_at)
      SELECT own.id, line.product_id, line.choices, line.name, line.quantity, line.note, line.added_at
      FROM guest JOIN own ON own.vendor_id = guest.vendor_id JOIN ordering.cart_lines line ON line.cart_id = guest.id
      ON CONFLICT ON CONSTRAINT cart_lines__pkey DO UPDATE
        SET quantity = greatest(mine.quantity, excluded.quantity), note = coalesce(mine.note, excluded.note)
    )
    DELETE FROM ordering.carts USING guest WHERE carts.id = guest.id
  `.execute(tx)
}

/** Carts of guests who have not come back; answers how many were forgotten. */
export async function deleteForgottenCarts(tx: Tx, before: Date, limit: number): Promise<number> {
  const result = await sql`
    DELETE FROM ordering.carts WHERE id IN (
      SELECT id FROM ordering.carts
      WHERE market_id = current_setting('app.market') AND owner LIKE 'guest:%' AND changed_at < ${before}
      ORDER BY changed_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
  `.execute(tx)

  return Number(result.numAffectedRows ?? 0n)
}
