// Replies of public reads kept until they age or an event makes them untrue: in this process, and beside it in a store
// that several processes share.
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

export interface CachedReply {
  readonly body: Buffer
  readonly etag: string
}

export interface CacheRule {
  readonly seconds: number
  /** Events that make it untrue: a module with its dot (`catalog.`), or one of its events (`catalog.vendor_changed`). */
  readonly until: readonly string[]
}

/** What was made of a question. */
export interface Made {
  readonly text: string
  /** When it becomes untrue by the clock, which announces nothing: a kitchen that opens. */
  readonly freshUntil?: Date
}

/** Replies that several processes share. What goes wrong with it is told to `onError` and otherwise costs only time. */
export interface SharedReplies {
  /** Names the present state of what such a reply depends on; it is another one after an invalidation. */
  stamp(marketId: string, until: readonly string[]): Promise<string>
  get(key: string, stamp: string): Promise<{ readonly reply: CachedReply; readonly ttlMs: number } | undefined>
  put(key: string, stamp: string, reply: CachedReply, ttlMs: number): Promise<void>
  invalidate(marketId: string, eventName: string): Promise<void>
  close(): Promise<void>
}

export interface ResponseCache {
  get(key: string): CachedReply | undefined
  /** Makes what is not there, once for however many ask at a time. What becomes untrue meanwhile is not kept. */
  fill(key: string, marketId: string, rule: CacheRule, make: () => Promise<Made>): Promise<CachedReply>
  /** Drops what an event of this name makes untrue in its market. */
  invalidate(marketId: string, eventName: string): void
  readonly size: number
}

interface Kept {
  readonly reply: CachedReply
  readonly marketId: string
  readonly until: readonly string[]
}

interface Making {
  readonly marketId: string
  readonly until: readonly string[]
  readonly reply: Promise<CachedReply>
  untrue: boolean
}

export interface ResponseCacheOptions {
  /** The memory the kept bodies may take. */
  readonly mostBytes?: number
  readonly shared?: SharedReplies
  readonly onError?: (error: unknown) => void
}

export function createResponseCache(options: ResponseCacheOptions = {}): ResponseCache {
  const { mostBytes = 64 * 1024 * 1024, shared, onError = () => {} } = options
  const replies = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: ({ reply }, key) => reply.body.length + key.length + 200,
  })
  const making = new Map<string, Making>()

  /** A shared store that does not answer is as good as none. */
  const attempt = <T>(work: Promise<T> | undefined): Promise<T | undefined> =>
    work === undefined
      ? Promise.resolve(undefined)
      : work.catch((error: unknown) => {
          onError(error)
          return undefined
        })

  async function work(key: string, marketId: string, rule: CacheRule, make: () => Promise<Made>, mine: () => Making) {
    const stamp = await attempt(shared?.stamp(marketId, rule.until))
    const known = stamp === undefined ? undefined : await attempt(shared?.get(key, stamp))
    const { reply, ttlMs } = known ?? (await made(make, rule.seconds))
    if (ttlMs > 0 && !mine().untrue) replies.set(key, { reply, marketId, until: rule.until }, { ttl: ttlMs })
    if (ttlMs > 0 && !known && stamp !== undefined) await attempt(shared?.put(key, stamp, reply, ttlMs))

    return reply
  }

  return {
    get: (key) => replies.get(key)?.reply,
    fill(key, marketId, rule, make) {
      const underWay = making.get(key)
      if (underWay) return underWay.reply

      const mine: Making = {
        marketId,
        until: rule.until,
        untrue: false,
        reply: Promise.resolve()
          .then(() => work(key, marketId, rule, make, () => mine))
          .finally(() => {
            if (making.get(key) === mine) making.delete(key)
          }),
      }
      making.set(key, mine)
      return mine.reply
    },
    invalidate(marketId, eventName) {
      const concerns = (one: { marketId: string; until: readonly string[] }) =>
        one.marketId === marketId && one.until.some((prefix) => eventName.startsWith(prefix))
      for (const [key, kept] of replies.entries()) if (concerns(kept)) replies.delete(key)
      for (const [key, one] of making) {
        if (!concerns(one)) continue
        // Those who asked before get what they asked for; who asks from now on gets what is true now.
        one.untrue = true
        making.delete(key)
      }
      void attempt(shared?.invalidate(marketId, eventName))
    },
    get size() {
      return replies.size
    },
  }
}

async function made(make: () => Promise<Made>, seconds: number): Promise<{ reply: CachedReply; ttlMs: number }> {
  const { text, freshUntil } = await make()
  const body = Buffer.from(text)
  const untilClock = freshUntil === undefined ? Number.POSITIVE_INFINITY : freshUntil.getTime() - Date.now()

  return {
    reply: { body, etag: `"${createHash('sha1').update(body).digest('base64url')}"` },
    ttlMs: Math.floor(Math.min(seconds * 1000, untilClock)),
  }
}
