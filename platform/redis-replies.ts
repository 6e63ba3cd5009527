// Cached replies in Redis, for several processes: each is kept under the state of the world it was made in.
import { Redis } from 'ioredis'
import { createHash } from 'node:crypto'
import type { SharedReplies } from './response-cache.ts'

const patienceMs = 250

/** A Redis that is slow or away is told to `onError`, and reads go on without it. */
export async function openRedisReplies(url: string, onError: (error: unknown) => void): Promise<SharedReplies> {
  const redis = new Redis(url, {
    commandTimeout: patienceMs,
    connectTimeout: 2000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    lazyConnect: true,
  })
  redis.on('error', onError)
  // Nobody heard what was announced while no process ran, so what was kept then counts no more.
  await redis.connect().then(() => redis.incr(generationKey('', 'start')), onError)

  return {
    async stamp(marketId, until) {
      const keys = [generationKey('', 'start'), ...until.map((prefix) => generationKey(marketId, prefix))]
      return (await redis.mget(keys)).map((generation) => generation ?? '0').join('.')
    },
    async get(key, stamp) {
      const name = replyKey(key, stamp)
      const [[, kept] = [], [, ttlMs] = []] = (await redis.pipeline().hgetallBuffer(name).pttl(name).exec()) ?? []
      const { body, etag } = (kept ?? {}) as { body?: Buffer; etag?: Buffer }
      if (!body || !etag || typeof ttlMs !== 'number' || ttlMs <= 0) return undefined

      return { reply: { body, etag: etag.toString() }, ttlMs }
    },
    async put(key, stamp, { body, etag }, ttlMs) {
      const name = replyKey(key, stamp)
      await redis.multi().hset(name, { body, etag }).pexpire(name, ttlMs).exec()
    },
    async invalidate(marketId, eventName) {
      const ofModule = `${eventName.split('.')[0]}.`
      await redis.pipeline().incr(generationKey(marketId, ofModule)).incr(generationKey(marketId, eventName)).exec()
    },
    close: async () => redis.disconnect(),
  }
}

function generationKey(marketId: string, prefix: string): string {
  return `provender:generation:${marketId}:${prefix}`
}

function replyKey(key: string, stamp: string): string {
  return `provender:reply:${createHash('sha1').update(`${stamp}\n${key}`).digest('base64url')}`
}
