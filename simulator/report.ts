// What a run comes to: how orders ended, how long things took, what the API had to carry, whether the books are right.

/** What became of one wish to order. Times are milliseconds since 1970, from the order's own history. */
export interface Diary {
  readonly n: number
  /** The order's last known state; absent when it never came about. */
  readonly state?: string
  /** Why it never came about. */
  readonly refusal?: string
  readonly number?: string
  /** The order was still under way when the town gave up waiting. */
  readonly stuck: boolean
  readonly placedAt?: number | undefined
  readonly acceptedAt?: number | undefined
  readonly readyAt?: number | undefined
  readonly endedAt?: number | undefined
}

/** What went over the wire. */
export interface Traffic {
  requests: number
  readonly milliseconds: number[]
  /** Refusals by code, wanted ones as well. */
  readonly refusals: Map<string, number>
  /** Messages that sockets brought. */
  heard: number
}

export interface Run {
  readonly market: string
  readonly speed: number
  readonly seed: number
  readonly seconds: number
  readonly diaries: readonly Diary[]
  readonly traffic: Traffic
  /** What the ledger found wrong with itself; absent when it could not be asked. */
  readonly violations?: readonly string[]
  /** Things that went wrong with people of the town, which no report would show otherwise. */
  readonly mishaps: ReadonlyMap<string, number>
  readonly interrupted: boolean
}

export interface Summary {
  readonly wished: number
  readonly placed: number
  readonly byState: ReadonlyMap<string, number>
  readonly byRefusal: ReadonlyMap<string, number>
  readonly stuck: readonly string[]
  /** In minutes of the town, which go faster than ours. */
  readonly legs: readonly Leg[]
  readonly requestsPerSecond: number
  readonly requestP50Ms: number | undefined
  readonly requestP99Ms: number | undefined
  readonly good: boolean
}

interface Leg {
  readonly name: string
  readonly p50: number | undefined
  readonly p90: number | undefined
}

export function summarise(run: Run): Summary {
  const { diaries, traffic, speed } = run
  const placed = diaries.filter((diary) => diary.state !== undefined)
  const fulfilled = placed.filter((diary) => diary.state === 'delivered' || diary.state === 'collected')
  const stuck = diaries
    .filter((diary) => diary.stuck)
    .map((diary) => `${diary.number ?? `wish ${diary.n}`} (${diary.state ?? 'not placed'})`)
  const leg = (name: string, times: readonly (readonly [number | undefined, number | undefined])[]): Leg => {
    const minutes = times.flatMap(([from, to]) =>
      from === undefined || to === undefined ? [] : [((to - from) * speed) / 60_000],
    )
    return { name, p50: quantile(minutes, 0.5), p90: quantile(minutes, 0.9) }
  }

  return {
    wished: diaries.length,
    placed: placed.length,
    byState: countBy(placed, (diary) => diary.state as string),
    byRefusal: countBy(
      diaries.filter((diary) => diary.refusal !== undefined),
      (diary) => diary.refusal as string,
    ),
    stuck,
    legs: [
      leg(
        'placed → accepted',
        placed.map((diary) => [diary.placedAt, diary.acceptedAt]),
      ),
      leg(
        'accepted → ready',
        placed.map((diary) => [diary.acceptedAt, diary.readyAt]),
      ),
      leg(
        'ready → in hand',
        fulfilled.map((diary) => [diary.readyAt, diary.endedAt]),
      ),
      leg(
        'placed → in hand',
        fulfilled.map((diary) => [diary.placedAt, diary.endedAt]),
      ),
    ],
    requestsPerSecond: run.seconds > 0 ? traffic.requests / run.seconds : 0,
    requestP50Ms: quantile(traffic.milliseconds, 0.5),
    requestP99Ms: quantile(traffic.milliseconds, 0.99),
    good: stuck.length === 0 && run.violations?.length === 0 && run.mishaps.size === 0,
  }
}

export function reportText(run: Run): string {
  const summary = summarise(run)
  const lines = [
    `${run.market}: ${summary.wished} wishes to order in ${clock(run.seconds)}, at ${run.speed} times the usual pace (seed ${run.seed})`,
    ...(run.interrupted ? ['  interrupted before the end'] : []),
    '',
    ...table([
      ['placed', summary.placed],
      ...sorted(summary.byState).map(([state, count]) => [`  ${state.replaceAll('_', ' ')}`, count] as const),
    ]),
    ...(summary.byRefusal.size > 0
      ? ['', '  refused', ...table(sorted(summary.byRefusal).map(([code, count]) => [`  ${code}`, count]))]
      : []),
    ...(summary.stuck.length > 0 ? ['', `  STUCK  ${summary.stuck.join(', ')}`] : []),
    '',
    `  ${'minutes of the town'.padEnd(width)} ${'p50'.padStart(8)} ${'p90'.padStart(8)}`,
    ...summary.legs.map(({ name, p50, p90 }) => `  ${name.padEnd(width)} ${figure(p50)} ${figure(p90)}`),
    '',
    ...table([
      ['requests', run.traffic.requests],
      ['requests a second', round(summary.requestsPerSecond)],
      ['answer p50, ms', round(summary.requestP50Ms ?? 0)],
      ['answer p99, ms', round(summary.requestP99Ms ?? 0)],
      ['heard on sockets', run.traffic.heard],
    ]),
    ...(run.mishaps.size > 0
      ? ['', '  MISHAPS', ...table(sorted(run.mishaps).map(([what, count]) => [`  ${what}`, count]))]
      : []),
    '',
    `  ledger: ${ledgerText(run.violations)}`,
  ]

  return `${lines.join('\n')}\n`
}

function ledgerText(violations: readonly string[] | undefined): string {
  if (!violations) return 'NOT VERIFIED, it could not be asked'
  if (violations.length === 0) return 'verified, every invariant holds'

  return `VIOLATED\n${violations.map((each) => `    ${each}`).join('\n')}`
}

/** The value below which this share of the values lies; nothing for no values. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)

  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(all, keyOf)].map(([key, group]) => [key, group.length]))
}

/** The most frequent first. */
function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

const width = 34

function table(rows: readonly (readonly [string, number])[]): string[] {
  return rows.map(([name, value]) => `  ${name.padEnd(width)} ${String(value).padStart(8)}`)
}

function figure(value: number | undefined): string {
  return (value === undefined ? '–' : value.toFixed(1)).padStart(8)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')} min`
}
