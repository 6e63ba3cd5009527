// A provider that is ill must not make us ill: each gateway gets its own room, its own patience and its own fuse.
import {
  BulkheadRejectedError,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  retry,
  timeout,
  wrap,
} from 'cockatiel'
import { type Gateway, NotReached, OutcomeUnknown } from './gateway.ts'

export interface CircuitOptions {
  /** Calls under way at once, and how many may wait for their turn. */
  readonly atOnce?: number
  readonly waiting?: number
  /** So many failures in a row open the circuit, for so long. */
  readonly failures?: number
  readonly openMs?: number
  /** For one try, however many requests it takes. */
  readonly timeoutMs?: number
  /** Tries beyond the first, of calls that may be repeated. */
  readonly retries?: number
}

export type CircuitPosition = 'closed' | 'half_open' | 'open'

/** A gateway behind its fuse. */
export interface GuardedGateway extends Gateway {
  readonly circuit: { position(): CircuitPosition; underWay(): number }
}

/** Only what failed quickly is worth trying again at once: whoever waits has waited long enough for a slow failure. */
const quickMs = 1500

export function guardGateway(gateway: Gateway, options: CircuitOptions = {}): GuardedGateway {
  const { atOnce = 16, waiting = 16, failures = 5, openMs = 15_000, timeoutMs = 12_000, retries = 1 } = options
  const room = bulkhead(atOnce, waiting)
  const fuse = circuitBreaker(
    handleWhen((error) => error instanceof OutcomeUnknown || error instanceof TaskCancelledError),
    { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
  )
  const once = wrap(fuse, timeout(timeoutMs, TimeoutStrategy.Aggressive))
  const patient = () => {
    const began = Date.now()
    const again = retry(
      handleWhen((error) => error instanceof OutcomeUnknown && Date.now() - began < quickMs),
      { maxAttempts: retries, backoff: new ExponentialBackoff({ initialDelay: 80, maxDelay: 600 }) },
    )
    return wrap(again, once)
  }
  const call = async <T>(repeatable: boolean, work: () => Promise<T>): Promise<T> => {
    try {
      return await room.execute(() => (repeatable ? patient() : once).execute(work))
    } catch (error) {
      throw meaningOf(gateway.name, error)
    }
  }
  const { checkout, refunds, statement } = gateway

  return {
    ...gateway,
    start: (request) => call(gateway.repeatable, () => gateway.start(request)),
    status: (charge) => call(true, () => gateway.status(charge)),
    readWebhook: (message) => call(true, () => gateway.readWebhook(message)),
    ...(statement && { statement: (wish) => call(true, () => statement(wish)) }),
    ...(checkout && { checkout: (charge) => call(true, () => checkout(charge)) }),
    ...(refunds && {
      refunds: {
        give: (request) => call(true, () => refunds.give(request)),
        status: (refund) => call(true, () => refunds.status(refund)),
      },
    }),
    circuit: { position: () => positions[fuse.state], underWay: () => atOnce - room.executionSlots },
  }
}

const positions = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
} as const

/** Turned away before the call: nothing has happened. Given up during it: nobody knows. */
function meaningOf(name: string, error: unknown): unknown {
  if (isBrokenCircuitError(error)) return new NotReached(`${name} is given a rest`, { cause: error })
  if (error instanceof BulkheadRejectedError) return new NotReached(`${name} is busy`, { cause: error })
  if (error instanceof TaskCancelledError) return new OutcomeUnknown(`${name} took too long`, { cause: error })

  return error
}
