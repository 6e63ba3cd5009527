// What inventory brings to an app.
import { type Sweep, sweep } from '@provender/platform/jobs'
import { releaseLapsed } from './release-lapsed.ts'

export const sweeps: readonly Sweep[] = [
  sweep({ name: 'inventory.release_lapsed', everyMs: 60_000, handle: releaseLapsed }),
]
