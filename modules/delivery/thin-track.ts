// A track with fewer points and the same shape: what is kept of a ride once it is over (Douglas and Peucker, 1973).
import type { Db, Tx } from '@provender/platform/db'
import type { Place } from './place.ts'
import { deleteTrackPoints, selectWholeTrack } from './position-store.ts'
import { markThinned, selectToThin } from './whereabouts-store.ts'

/** No point that was left out is farther from the line than this. */
export const toleranceM = 8
const ridesAtOnce = 50

/** Indexes of the points to keep, first and last among them. */
export function keptOf(points: readonly Place[], tolerance = toleranceM): number[] {
  if (points.length === 0) return []

  const kept = new Set([0, points.length - 1])
  const open: [number, number][] = [[0, points.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span
    let farthest = { index: -1, awayM: tolerance }
    for (let index = first + 1; index < last; index += 1) {
      const awayM = awayFrom(points[index] as Place, points[first] as Place, points[last] as Place)
      if (awayM > farthest.awayM) farthest = { index, awayM }
    }
    if (farthest.index < 0) continue
    kept.add(farthest.index)
    open.push([first, farthest.index], [farthest.index, last])
  }

  return [...kept].toSorted((a, b) => a - b)
}

/** Thins the tracks of rides that are over. Answers how many points went. */
export async function thinTracks(
  { db, open }: { db: Db; open: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> },
  at: Date,
): Promise<number> {
  let gone = 0
  for (const deliveryId of await selectToThin(db, at, ridesAtOnce)) {
    gone += await open(async (tx) => {
      const track = await selectWholeTrack(tx, deliveryId)
      const kept = new Set(
        [...Map.groupBy(track, ({ riderId }) => riderId).values()].flatMap((ride) =>
          keptOf(ride).map((index) => ride[index]),
        ),
      )
      const dropped = track.filter((point) => !kept.has(point))
      await deleteTrackPoints(
        tx,
        deliveryId,
        dropped.map((point) => point.at),
      )
      await markThinned(tx, deliveryId, at)
      return dropped.length
    })
  }

  return gone
}

const metresPerDegree = 111_320

/** Metres from a point to the stretch between two others; a town is flat. */
function awayFrom(point: Place, from: Place, to: Place): number {
  const shrink = Math.cos((from.lat * Math.PI) / 180)
  const flat = ({ lat, lng }: Place) => ({
    x: (lng - from.lng) * metresPerDegree * shrink,
    y: (lat - from.lat) * metresPerDegree,
  })
  const [at, end] = [flat(point), flat(to)]
  const squared = end.x ** 2 + end.y ** 2
  const part = squared === 0 ? 0 : Math.min(1, Math.max(0, (at.x * end.x + at.y * end.y) / squared))

  return Math.hypot(at.x - end.x * part, at.y - end.y * part)
}
