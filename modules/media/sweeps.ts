// What comes round by the clock: pictures that nobody shows lose their bytes, then their row.
import type { Files } from '@provender/platform/files'
import { type Sweep, sweep } from '@provender/platform/jobs'
import { keysOf } from './picture.ts'
import { deletePictures, markRemoved, selectRemoved } from './picture-store.ts'

const dayMs = 24 * 60 * 60 * 1000
const atOnce = 50

/** An upload has a day to find its place; so has a picture that was replaced, for pages that still show it. */
export function removeOrphans(files: Files): Sweep {
  return sweep({
    name: 'media.remove_orphans',
    everyMs: 10 * 60 * 1000,
    async handle({ open, ctx }) {
      const untouchedSince = new Date(ctx.at.getTime() - dayMs)
      await open((tx) => markRemoved(tx, { untouchedSince, at: ctx.at, limit: atOnce }))
      const ids = await open((tx) => selectRemoved(tx, atOnce))
      for (const key of ids.flatMap(keysOf)) await files.remove(key)
      if (ids.length > 0) await open((tx) => deletePictures(tx, ids))
    },
  })
}
