// What comes round by the clock: orders run out, carts of guests are forgotten.
import { type Sweep, sweep } from '@provender/platform/jobs'
import { deleteForgottenCarts } from './cart-store.ts'
import { expireOrders } from './expire-orders.ts'

/** Two days longer than the cookie that names a guest. */
const guestCartDays = 32
const batchSize = 500

export const sweeps: readonly Sweep[] = [
  sweep({
    name: 'ordering.expire_orders',
    everyMs: 1000,
    async handle(errand) {
      await expireOrders(errand)
    },
  }),
  sweep({
    name: 'ordering.forget_guest_carts',
    everyMs: 600_000,
    async handle({ open, ctx }) {
      const before = new Date(ctx.at.getTime() - guestCartDays * 86_400_000)
      await open((tx) => deleteForgottenCarts(tx, before, batchSize))
    },
  }),
]
