// What comes round by the clock: openings run out, months end, searches are forgotten.
import { type Sweep, sweep } from '@provender/platform/jobs'
import { recountMarket, renewOpenings } from './follow-catalog.ts'
import { forgetOldSearches } from './remember-search.ts'

const hourMs = 3_600_000
const batchSize = 500

export const sweeps: readonly Sweep[] = [
  sweep({
    name: 'search.renew_openings',
    everyMs: hourMs / 4,
    async handle({ open, ctx }) {
      while ((await open((tx) => renewOpenings(tx, ctx))) === batchSize);
    },
  }),
  sweep({
    name: 'search.recount',
    everyMs: 12 * hourMs,
    handle: ({ open, ctx }) => open((tx) => recountMarket(tx, ctx)),
  }),
  sweep({
    name: 'search.forget_searches',
    everyMs: hourMs,
    async handle({ open, ctx }) {
      while ((await open((tx) => forgetOldSearches(tx, ctx, batchSize))) === batchSize);
    },
  }),
]
