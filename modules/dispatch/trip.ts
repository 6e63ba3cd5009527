// Trips by construction: a trip fetches all it carries, then delivers; what cannot be fetched first cannot be written down.
import type { Spot } from './observation.ts'

/** What is carried together: one delivery, or all deliveries of one basket. */
export interface Job {
  /** Its place among the jobs of this situation. */
  readonly index: number
  readonly id: string
  readonly taskIds: readonly string[]
  readonly stops: readonly Stop[]
  readonly dropoff: Spot
  readonly placedAt: number
  readonly size: number
  readonly coldMinutes: number
  readonly excluded: ReadonlySet<string> | null
  /** The earliest a rider who is there in time could be at the door, on average. */
  readonly earliestDropoff: number
}

/** A vendor on the way, and when what is fetched there is ready. */
export interface Stop {
  readonly vendorId: string
  readonly spot: Spot
  readonly readyAt: readonly number[]
}

/** Jobs in the order in which they are delivered: of one vendor, or a single one that has several. */
export interface Trip {
  readonly jobs: readonly Job[]
  readonly size: number
}

export function tripOf(job: Job): Trip {
  return { jobs: [job], size: job.size }
}

/** Whether the job can be carried along: only food of the same vendor waits for each other. */
export function mayJoin(trip: Trip, job: Job, mostPerTrip: number): boolean {
  const first = trip.jobs[0] as Job

  return (
    trip.jobs.length < mostPerTrip &&
    first.stops.length === 1 &&
    job.stops.length === 1 &&
    first.stops[0]?.vendorId === job.stops[0]?.vendorId
  )
}

export function withJob(trip: Trip, job: Job, position: number): Trip {
  return { jobs: trip.jobs.toSpliced(position, 0, job), size: trip.size + job.size }
}

/** Undefined when nothing is left. */
export function withoutJob(trip: Trip, job: Job): Trip | undefined {
  const jobs = trip.jobs.filter((each) => each !== job)

  return jobs.length > 0 ? { jobs, size: trip.size - job.size } : undefined
}

/** When the rider has everything of one vendor, on average, if he is at the counter at `arrivedAt`. */
export function expectedPickup(jobs: readonly Job[], arrivedAt: number, stop = 0): number {
  if (jobs.length === 1) return expectedLater((jobs[0] as Job).stops[stop]?.readyAt ?? [], arrivedAt)

  let samples = 1
  for (const job of jobs) samples = Math.max(samples, (job.stops[stop] as Stop).readyAt.length)
  let sum = 0
  for (let i = 0; i < samples; i++) {
    let latest = arrivedAt
    for (const job of jobs) {
      const { readyAt } = job.stops[stop] as Stop
      const ready = readyAt[i < readyAt.length ? i : readyAt.length - 1] as number
      if (ready > latest) latest = ready
    }
    sum += latest
  }

  return sum / samples
}

function expectedLater(readyAt: readonly number[], arrivedAt: number): number {
  let sum = 0
  for (const ready of readyAt) sum += ready > arrivedAt ? ready : arrivedAt

  return sum / readyAt.length
}
