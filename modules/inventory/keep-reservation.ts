// Keeping a reservation: the order stands, so its goods wait for as long as it does.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { reservationLapsed } from './errors.ts'
import { keep } from './stock-store.ts'

/** @throws reservationLapsed when something went back on sale before: paid too late, and nothing is promised any more */
export async function keepReservation(tx: Tx, _ctx: Context, orderId: string): Promise<void> {
  if (!(await keep(tx, orderId))) throw reservationLapsed({ orderId })
}
