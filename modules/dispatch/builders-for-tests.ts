// A town on a plane for tests: one unit is a minute on a scooter, bicycles take twice as long.
import type { Observation, Rider, Spot, Task } from './observation.ts'

export const kitchen: Spot = { x: 0, y: 0 }

export function rider(id: string, x: number, overrides: Partial<Rider> = {}): Rider {
  return {
    id,
    spot: { x, y: 0 },
    vendorId: null,
    freeAt: 0,
    offAt: 600,
    vehicle: 'scooter',
    capacity: 4,
    coldBox: false,
    idleMinutes: 0,
    ...overrides,
  }
}

export function task(id: string, overrides: Partial<Task> = {}): Task {
  return {
    id,
    vendorId: 'kitchen',
    pickup: kitchen,
    dropoff: { x: 0, y: 10 },
    placedAt: 0,
    readyAt: [0],
    basketId: null,
    size: 1,
    coldMinutes: Infinity,
    excluded: [],
    ...overrides,
  }
}

export function observation(
  riders: readonly Rider[],
  tasks: readonly Task[],
  overrides: Partial<Observation> = {},
): Observation {
  return {
    at: 0,
    answerMinutes: 0,
    riders,
    tasks,
    demand: [],
    travelMinutes: (from, to, vehicle) => Math.hypot(from.x - to.x, from.y - to.y) * (vehicle === 'bicycle' ? 2 : 1),
    ...overrides,
  }
}
