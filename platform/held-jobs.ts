// Jobs that a killed worker held: the queue itself would keep them locked for four hours.
import { EventEmitter } from 'node:events'
import type { RunnerOptions } from 'graphile-worker'
import type pg from 'pg'

type WorkerEvents = NonNullable<RunnerOptions['events']>

export interface HeldJobs {
  /** To be given to the queue: tells which workers are born and end. */
  readonly events: WorkerEvents
  close(): Promise<void>
}

/** A worker whose process lost its database for less than this is only late. */
const graceMinutes = 5
const beatMs = 10_000

/**
 * Each process says which workers are its own by advisory locks that a connection of its holds: they vanish with the
 * process, however it ends. Jobs locked for longer than the grace by a worker that nobody vouches for go back to the
 * queue; a job that takes long in a living worker is left alone. Any number of processes may look at once.
 */
export function watchHeldJobs(queue: pg.Pool, onError: (error: unknown, what: string) => void): HeldJobs {
  const events: WorkerEvents = new EventEmitter()
  const own = new Set<string>()
  events.on('worker:create', ({ worker }) => own.add(worker.workerId))
  events.on('worker:stop', ({ worker }) => own.delete(worker.workerId))

  let voucher: pg.PoolClient | undefined
  let vouched = new Set<string>()
  const beat = async () => {
    if (!voucher) {
      const fresh = await queue.connect()
      fresh.on('error', () => (voucher = undefined))
      ;[voucher, vouched] = [fresh, new Set()]
    }
    for (const worker of own) {
      if (vouched.has(worker)) continue
      await voucher.query('SELECT pg_advisory_lock(hashtext($1), hashtext($2))', [lockSpace, worker])
      vouched.add(worker)
    }
    await voucher.query(unlockForsaken, [lockSpace, graceMinutes])
  }
  let closed = false
  let underWay = Promise.resolve()
  const round = () => {
    underWay = underWay.then(async () => {
      if (closed) return
      await beat().catch((error: unknown) => {
        voucher?.release(true)
        voucher = undefined
        onError(error, 'jobs of workers that are gone')
      })
    })
  }
  const timer = setInterval(round, beatMs)
  round()

  return {
    events,
    async close() {
      closed = true
      clearInterval(timer)
      await underWay
      voucher?.release(true)
    },
  }
}

const lockSpace = 'provender worker'

const unlockForsaken = `
  WITH forsaken AS (
    SELECT DISTINCT j.locked_by FROM graphile_worker._private_jobs j
    WHERE j.locked_at < now() - make_interval(mins => $2) AND NOT EXISTS (
      SELECT FROM pg_locks l
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid = (hashtext($1)::bigint & 4294967295)::oid
        AND l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid)
  )
  SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM forsaken HAVING count(*) > 0`
