// What comes round by the clock: riders are asked, and what is old is forgotten.
import { type Sweep, sweep } from '@provender/platform/jobs'
import { deleteDecisions } from './decision-store.ts'
import { dispatchRound } from './dispatch.ts'
import { deleteKitchenTimes } from './kitchen-store.ts'
import { deleteTracks } from './position-store.ts'
import { thinTracks } from './thin-track.ts'
import { forgetMoves } from './whereabouts-store.ts'

/** Long enough to answer a complaint; nobody needs to know for ever where somebody was. */
const keepTracksDays = 30
/** Long enough for every process to have told those who look on. */
const keepMovesMinutes = 60
/** Why somebody was asked, and what kitchens took: long enough for a season's habits. */
const keepDecisionsDays = 90
const batchSize = 20_000

export const sweeps: readonly Sweep[] = [
  sweep({ name: 'delivery.dispatch', everyMs: 1000, handle: dispatchRound }),
  sweep({
    name: 'delivery.thin_tracks',
    everyMs: 60_000,
    handle: async ({ db, open, ctx }) => void (await thinTracks({ db, open }, ctx.at)),
  }),
  sweep({
    name: 'delivery.forget_moves',
    everyMs: 300_000,
    async handle({ open, ctx }) {
      const before = new Date(ctx.at.getTime() - keepMovesMinutes * 60_000)
      await open((tx) => forgetMoves(tx, before, batchSize))
    },
  }),
  sweep({
    name: 'delivery.forget_tracks',
    everyMs: 600_000,
    async handle({ open, ctx }) {
      const before = new Date(ctx.at.getTime() - keepTracksDays * 86_400_000)
      await open((tx) => deleteTracks(tx, before, batchSize))
    },
  }),
  sweep({
    name: 'delivery.forget_decisions',
    everyMs: 600_000,
    async handle({ open, ctx }) {
      const before = new Date(ctx.at.getTime() - keepDecisionsDays * 86_400_000)
      await open((tx) => deleteDecisions(tx, before, batchSize))
      await open((tx) => deleteKitchenTimes(tx, before, batchSize))
    },
  }),
]
