// What pricing brings to an app.
import { orderPlaced } from '@provender/ordering/events'
import { type Subscriber, subscriber } from '@provender/platform/events'
import type { AnyRoute } from '@provender/platform/http'
import { type Sweep, sweep } from '@provender/platform/jobs'
import { addDemand, deleteOldDemand } from './history-store.ts'
import { ruleRoutes } from './rule-routes.ts'

export const routes: readonly AnyRoute[] = ruleRoutes

const bucketMs = 600_000
const keepDemandMs = 7 * 86_400_000

export const subscribers: readonly Subscriber[] = [
  subscriber({
    name: 'pricing.demand',
    events: [orderPlaced],
    async handle(tx, _ctx, { payload }) {
      const beganAt = new Date(Math.floor(Date.parse(payload.at) / bucketMs) * bucketMs)
      await addDemand(tx, { items: payload.items, beganAt })
    },
  }),
]

export const sweeps: readonly Sweep[] = [
  sweep({
    name: 'pricing.forget_demand',
    everyMs: 3_600_000,
    async handle({ open, ctx }) {
      await open((tx) => deleteOldDemand(tx, new Date(ctx.at.getTime() - keepDemandMs)))
    },
  }),
]
