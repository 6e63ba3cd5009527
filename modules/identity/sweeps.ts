// What comes round by the clock: sessions nobody can use any more are forgotten.
import { sweep } from '@provender/platform/jobs'
import { idleSeconds, lockSeconds, secondsAfter } from './session.ts'
import { deleteSessions } from './session-store.ts'
import { deleteGuards } from './sign-in-store.ts'

/** A session stays for a month after it ran out, so that a token stolen long ago is still recognised as ours. */
export const forgetSessions = sweep({
  name: 'identity.forget_sessions',
  everyMs: 60 * 60 * 1000,
  async handle({ open, ctx }) {
    await open(async (tx) => {
      await deleteSessions(tx, secondsAfter(ctx.at, -idleSeconds))
      await deleteGuards(tx, secondsAfter(ctx.at, -2 * lockSeconds))
    })
  },
})
