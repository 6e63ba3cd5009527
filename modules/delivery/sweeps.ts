// What comes round by the clock: riders are asked, and old tracks are forgotten.
import { type Sweep, sweep } from '@provender/platform/jobs'
import { dispatchRound } from './dispatch.ts'
import { deleteTracks } from './position-store.ts'

/** Long enough to answer a complaint; nobody needs to know for ever where somebody was. */
const keepTracksDays = 30
const batchSize = 20_000

export const sweeps: readonly Sweep[] = [
  sweep({ name: 'delivery.dispatch', everyMs: 1000, handle: dispatchRound }),
  sweep({
    name: 'delivery.forget_tracks',
    everyMs: 600_000,
    async handle({ open, ctx }) {
      const before = new Date(ctx.at.getTime() - keepTracksDays * 86_400_000)
      await open((tx) => deleteTracks(tx, before, batchSize))
    },
  }),
]
