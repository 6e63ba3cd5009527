// Replies of public reads kept in memory until they age or an event makes them untrue.
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

export interface CachedReply {
  readonly body: Buffer
  readonly etag: string
  readonly cacheControl: string
  readonly until: readonly string[]
  readonly marketId: string
}

export interface ResponseCache {
  get(key: string): CachedReply | undefined
  put(key: string, marketId: string, body: string, rule: { seconds: number; until: readonly string[] }): CachedReply
  /** Drops what an event of this name makes untrue in its market. */
  invalidate(marketId: string, eventName: string): void
  readonly size: number
}

/** `mostBytes`: the memory the kept bodies may take. */
export function createResponseCache(mostBytes = 64 * 1024 * 1024): ResponseCache {
  const replies = new LRUCache<string, CachedReply>({
    maxSize: mostBytes,
    sizeCalculation: (reply, key) => reply.body.length + key.length + 200,
  })

  return {
    get: (key) => replies.get(key),
    put(key, marketId, text, rule) {
      const body = Buffer.from(text)
      const reply = {
        body,
        etag: `"${createHash('sha1').update(body).digest('base64url')}"`,
        cacheControl: 'public, max-age=0, must-revalidate',
        until: rule.until,
        marketId,
      }
      replies.set(key, reply, { ttl: rule.seconds * 1000 })
      return reply
    },
    invalidate(marketId, eventName) {
      for (const [key, reply] of replies.entries()) {
        if (reply.marketId === marketId && reply.until.some((prefix) => eventName.startsWith(prefix)))
          replies.delete(key)
      }
    },
    get size() {
      return replies.size
    },
  }
}
