// How often a caller may do a thing: fixed windows, counted in this process.
import { LRUCache } from 'lru-cache'

export interface Limit {
  readonly most: number
  readonly perSeconds: number
}

export interface Limiter {
  /** Counts one call; false when it is one too many. */
  take(caller: string): boolean
  retryAfterSeconds(caller: string): number
}

/** @param factor scales the limit; 1 by default. */
export function createLimiter(limit: Limit, factor = 1): Limiter {
  const windows = new LRUCache<string, { calls: number }>({ max: 100_000, ttl: limit.perSeconds * 1000 })

  return {
    take(caller) {
      const window = windows.get(caller)
      if (window) return ++window.calls <= limit.most * factor

      windows.set(caller, { calls: 1 })
      return true
    },
    retryAfterSeconds: (caller) => Math.max(1, Math.ceil(windows.getRemainingTTL(caller) / 1000)),
  }
}
