// What comes round by the clock: changes whose moment has come.
import { sweep } from '@provender/platform/jobs'
import { applyDueChanges } from './schedule-change.ts'

export const applyChanges = sweep({
  name: 'catalog.apply_changes',
  everyMs: 5000,
  async handle({ open, ctx }) {
    await open((tx) => applyDueChanges(tx, ctx))
  },
})
