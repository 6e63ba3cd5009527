// Positions of a rider: what is believed of what a phone reports, and in which order.
import { Type, type Static } from 'typebox'
import { Place, straightLineM } from './place.ts'

const measures = {
  ...Place.properties,
  heading: Type.Optional(Type.Number({ minimum: 0, maximum: 360, description: 'Degrees clockwise from north.' })),
  speedMps: Type.Optional(Type.Number({ minimum: 0, maximum: 100, description: 'Metres a second.' })),
  accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000, description: 'Radius of doubt, metres.' })),
}

export const PositionReport = Type.Object({
  at: Type.String({ format: 'date-time', description: 'When the phone measured it.' }),
  ...measures,
})
export type PositionReport = Static<typeof PositionReport>

/** What a rider's socket sends: one position, measured now unless it says when. */
export const UpdateLocation = Type.Object(
  { at: Type.Optional(PositionReport.properties.at), ...measures, speed: measures.speedMps },
  { additionalProperties: false },
)
export type UpdateLocation = Static<typeof UpdateLocation>

export interface Position extends Place {
  readonly at: Date
  readonly heading: number | null
  readonly speedMps: number | null
  readonly accuracyM: number | null
}

/** Faster than this is no ride but a mistaken measurement, or somebody who pretends. */
const fastestMps = 60

/** A clock that runs ahead by more than this is not believed: one such point would shut out all true ones behind it. */
const mostAheadMs = 30_000

export interface Sifted {
  /** In the order they were measured. */
  readonly accepted: readonly Position[]
  /** Measured before, or at, the newest one we have. */
  readonly late: number
  /** Too far from the one before for the time in between. */
  readonly implausible: number
  /** Measured in the future, says the phone. */
  readonly ahead: number
}

/** Believes what can be true: newer than all before, not from the future, and reachable from the last place. */
export function siftPositions(
  last: { place: Place; at: Date } | null,
  reports: readonly PositionReport[],
  now: Date,
): Sifted {
  const accepted: Position[] = []
  let late = 0
  let implausible = 0
  let ahead = 0
  let newest = last
  for (const position of reports.map(positionOf).sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (position.at.getTime() > now.getTime() + mostAheadMs) ahead += 1
    else if (newest && position.at <= newest.at) late += 1
    else if (newest && speedBetween(newest, position) > fastestMps) implausible += 1
    else {
      accepted.push(position)
      newest = { place: position, at: position.at }
    }
  }

  return { accepted, late, implausible, ahead }
}

function speedBetween(last: { place: Place; at: Date }, next: Position): number {
  return straightLineM(last.place, next) / ((next.at.getTime() - last.at.getTime()) / 1000)
}

function positionOf({ at, lat, lng, heading, speedMps, accuracyM }: PositionReport): Position {
  return {
    at: new Date(at),
    lat,
    lng,
    heading: heading ?? null,
    speedMps: speedMps ?? null,
    accuracyM: accuracyM ?? null,
  }
}
