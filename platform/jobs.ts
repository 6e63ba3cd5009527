// Work for later: jobs enqueued by the transaction that wants them, and sweeps that come round by the clock.
import { Logger, type Runner, run } from 'graphile-worker'
import pg from 'pg'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type Context, type Market, systemContext } from './context.ts'
import { appRole, jobsRole, operatorRole } from './database-roles.ts'
import { type Db, type DatabasePool, type Open, type Tx, sql } from './db.ts'
import { isDatabaseError } from './errors.ts'
import { type HeldJobs, watchHeldJobs } from './held-jobs.ts'

/** What a job or sweep gets: short transactions of its own, because it may call the outside in between. */
export interface Errand {
  readonly db: Db
  readonly open: Open
  readonly ctx: Context
}

export interface JobDefinition<S extends TSchema = TSchema> {
  readonly name: string
  readonly payload: S
  readonly handle: (errand: Errand, payload: Static<S>) => Promise<void>
}

export function defineJob<S extends TSchema>(
  name: string,
  payload: S,
  handle: (errand: Errand, payload: Static<S>) => Promise<void>,
): JobDefinition<S> {
  return { name, payload, handle }
}

/** A job with its types forgotten, for lists. */
export type AnyJob = Omit<JobDefinition, 'handle'> & {
  // oxlint-disable-next-line typescript/no-explicit-any -- defineJob checked the handler against the payload.
  readonly handle: (errand: Errand, payload: any) => Promise<void>
}

export interface EnqueueOptions {
  readonly runAt?: Date
  /** One job waits under a key; a second one replaces it. */
  readonly key?: string
  /** 25 by default, with exponential back-off; then the job is dead and kept for replay. */
  readonly maxAttempts?: number
}

/** Enqueues with the business transaction: the job exists if, and only if, `tx` commits. */
export async function enqueue<S extends TSchema>(
  tx: Tx,
  job: Pick<JobDefinition<S>, 'name' | 'payload'>,
  payload: Static<S>,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`
    SELECT jobs.enqueue(${job.name}, ${JSON.stringify(payload)}::jsonb, ${options.runAt ?? null}::timestamptz,
      ${options.key ?? null}, ${options.maxAttempts ?? null}::int)
  `.execute(tx)
}

/** Recurring work of each market that many workers may do at once: it locks rows with SKIP LOCKED. */
export interface Sweep {
  readonly name: string
  readonly everyMs: number
  readonly handle: (errand: Errand) => Promise<void>
}

export function sweep(definition: Sweep): Sweep {
  return definition
}

export interface WorkerOptions {
  /** Connects as `jobsRole`. */
  readonly jobsUrl: string
  readonly pool: DatabasePool
  readonly jobs: readonly AnyJob[]
  readonly sweeps: readonly Sweep[]
  readonly markets: () => readonly Market[]
  readonly onError: (error: unknown, what: string) => void
  readonly concurrency?: number
}

export interface Worker {
  close(): Promise<void>
}

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { concurrency = 4 } = options
  const queue = openQueue(options.jobsUrl, concurrency + 3, (error) => {
    options.onError(error, 'the job queue connection')
  })
  const held = options.jobs.length === 0 ? undefined : watchHeldJobs(queue, options.onError)
  const runner = held && (await runQueue(queue, concurrency, options, held.events))
  const sweeps = options.sweeps.map((each) => startSweep(each, options))

  return {
    async close() {
      await Promise.all(sweeps.map((each) => each.close()))
      await held?.close()
      await runner?.stop()
      await queue.end()
    },
  }
}

/**
 * graphile-worker does not wait for its statement about a finished job, so one that failed because the database went
 * away would end the process. It repeats what failed with certain codes: every lost connection is given one of them.
 */
function openQueue(url: string, size: number, onLoss: (error: Error) => void): pg.Pool {
  const queue = new pg.Pool({ connectionString: url, max: size, application_name: 'provender jobs' })
  queue.on('error', onLoss)
  queue.on('connect', (client) => {
    client.on('error', onLoss)
    client.query = patient(client.query.bind(client))
  })
  queue.connect = patient(queue.connect.bind(queue))

  return queue
}

// oxlint-disable-next-line typescript/no-explicit-any -- overloaded functions of pg; what they take and answer stays.
function patient<F extends (...args: any[]) => any>(call: F): F {
  return ((...args: Parameters<F>) => {
    const answer: unknown = call(...args)
    return answer instanceof Promise ? answer.catch(throwAsPassing) : answer
  }) as F
}

function throwAsPassing(error: unknown): never {
  // Shutting down, crashed, starting up; anything else that PostgreSQL itself says is no lost connection.
  const lost = !isDatabaseError(error) || error.code.startsWith('57P0')
  if (!lost) throw error

  throw Object.assign(new Error('the job queue has lost its database', { cause: error }), { code: 'EHOSTUNREACH' })
}

function runQueue(
  queue: pg.Pool,
  concurrency: number,
  options: WorkerOptions,
  events: HeldJobs['events'],
): Promise<Runner> {
  const marketById = (id: string) => options.markets().find((market) => market.id === id)

  return run({
    pgPool: queue,
    concurrency,
    events,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: failuresOnly(options.onError),
    pollInterval: 1000,
    taskList: Object.fromEntries(
      options.jobs.map((job) => [
        job.name,
        async (envelope: unknown) => {
          const { market: marketId, payload } = envelope as { market: string; payload: unknown }
          const market = marketById(marketId)
          if (!market) throw new Error(`job ${job.name}: there is no market ${marketId}`)
          if (!Value.Check(job.payload, payload)) throw new Error(`job ${job.name}: the payload is malformed`)

          await job.handle(errandIn(options.pool, market, job.name), payload)
        },
      ]),
    ),
  })
}

/** The queue's own lines are of no interest until a job fails; that is told like any other failure. */
function failuresOnly(onError: WorkerOptions['onError']): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') onError((meta as { error?: unknown } | undefined)?.error ?? new Error(message), 'jobs')
  })
}

function errandIn(pool: DatabasePool, market: Market, name: string): Errand {
  const door = pool.market(market.id)
  return { db: door.db, open: door.open, ctx: systemContext(market, name) }
}

function startSweep(each: Sweep, options: WorkerOptions): { close(): Promise<void> } {
  let closed = false
  let underWay: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    if (idle) underWay = round()
  }, each.everyMs)
  let idle = true

  async function round(): Promise<void> {
    idle = false
    for (const market of options.markets()) {
      if (closed) break
      await each
        .handle(errandIn(options.pool, market, each.name))
        .catch((error: unknown) => options.onError(error, each.name))
    }
    idle = true
  }

  return {
    async close() {
      closed = true
      clearInterval(timer)
      await underWay
    },
  }
}

/**
 * Run by the owner after graphile-worker's own migrations. The application enqueues through one function and cannot
 * read the queue, since jobs of all markets lie in it; the worker's role works it and reaches nothing else.
 */
export const queueGrants = `
  CREATE SCHEMA IF NOT EXISTS jobs;
  CREATE OR REPLACE FUNCTION jobs.enqueue(p_task text, p_payload jsonb, p_run_at timestamptz, p_key text, p_max_attempts int)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
    SELECT graphile_worker.add_job(p_task, json_build_object('market', current_setting('app.market'), 'payload', p_payload),
      run_at => p_run_at, job_key => current_setting('app.market') || ':' || p_key, max_attempts => p_max_attempts)
  $$;
  REVOKE ALL ON FUNCTION jobs.enqueue(text, jsonb, timestamptz, text, int) FROM PUBLIC;
  CREATE OR REPLACE VIEW jobs.dead AS
    SELECT id, task_identifier AS task, attempts, last_error, run_at FROM graphile_worker.jobs WHERE attempts >= max_attempts;
  GRANT USAGE ON SCHEMA jobs TO ${appRole}, ${operatorRole};
  GRANT EXECUTE ON FUNCTION jobs.enqueue(text, jsonb, timestamptz, text, int) TO ${appRole}, ${operatorRole};
  GRANT SELECT ON jobs.dead TO ${operatorRole};

  GRANT USAGE ON SCHEMA graphile_worker TO ${jobsRole};
  GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO ${jobsRole};
  GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${jobsRole};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${jobsRole};
  DO $$ DECLARE guarded regclass; BEGIN
    FOR guarded IN SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'worker')
    LOOP EXECUTE format('CREATE POLICY worker ON %s TO ${jobsRole} USING (true)', guarded); END LOOP;
  END $$;
`
