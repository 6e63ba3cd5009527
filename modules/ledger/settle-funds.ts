// Sharing out a delivered or collected order among those who earned it.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { settle } from './ledger-store.ts'

/** What each side earned, in minor units; the three sum to what the customer pays. */
export interface Shares {
  readonly vendorMinor: number
  readonly riderMinor: number
  readonly platformMinor: number
}

/**
 * Once per order, safe to repeat. Prepaid: escrow pays. Cash: the rider owes what he collected; without a rider the
 * vendor collected it himself and owes commission and fees. Throws `riderMissing` when there is a delivery fee and
 * nobody was assigned.
 */
export async function settleFunds(tx: Tx, ctx: Context, orderId: string): Promise<Shares> {
  const row = await settle(tx, { orderId, actor: actorName(ctx.actor) })
  return { vendorMinor: row.vendor_minor, riderMinor: row.rider_minor, platformMinor: row.platform_minor }
}
