// The one set of parameters: tuned on the public instances, used everywhere.

export interface Parameters {
  /** Minutes spent at a vendor's before, and again after, the food is handed over. */
  readonly pickupHalfMinutes: number
  /** Minutes spent at a door before, and again after, the food is handed over. */
  readonly dropoffHalfMinutes: number
  /** What a minute of a rider is worth when nobody waits, in minutes of one delivery. */
  readonly riderMinute: number
  /** What a minute is worth that a rider ends up further from where orders come from, when as many wait as are free. */
  readonly awayMinute: number
  readonly busiestVendors: number
  /** How much dearer it becomes with each delivery that waits per rider. */
  readonly pressure: number
  readonly pressureMinutes: number
  readonly mostPressure: number
  readonly lateness: number
  readonly patienceMinutes: number
  readonly mostPerTrip: number
  /** Riders looked at for each vendor. */
  readonly mostTrips: number
  readonly ridersPerVendor: number
  readonly iterations: number
  readonly iterationsPerJob: number
  readonly hysteresis: number
  readonly mostRemoved: number
  readonly blink: number
  readonly leastSure: number
  readonly mostSure: number
  readonly mostMoves: number
  readonly idleWithinMinutes: number
  readonly positionBeforeOffMinutes: number
  readonly farMinutes: number
  readonly mostPositionMinutes: number
  readonly moveMinute: number
  readonly leastGain: number
  readonly fairness: number
  readonly coldWeight: number
  readonly seniority: number
  readonly temperature: number
  readonly mostMilliseconds: number
  readonly seed: number
}

export const parameters: Parameters = {
  pickupHalfMinutes: 2,
  dropoffHalfMinutes: 2,
  riderMinute: 0.1,
  awayMinute: 0.3,
  busiestVendors: 30,
  pressure: 0,
  pressureMinutes: 15,
  mostPressure: 3,
  lateness: 0.05,
  patienceMinutes: 60,
  mostPerTrip: 4,
  mostTrips: 3,
  ridersPerVendor: 60,
  iterations: 20,
  iterationsPerJob: 2,
  hysteresis: 0.1,
  mostRemoved: 8,
  blink: 0.02,
  leastSure: 0.1,
  mostSure: 0.9,
  mostMoves: 2,
  idleWithinMinutes: 3,
  positionBeforeOffMinutes: 15,
  farMinutes: 30,
  mostPositionMinutes: 15,
  moveMinute: 0.1,
  leastGain: 1,
  fairness: 0.005,
  coldWeight: 10,
  seniority: 3,
  temperature: 0.2,
  mostMilliseconds: 300,
  seed: 1,
}
