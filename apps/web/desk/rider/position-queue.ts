// Where the rider has been and the server does not know yet: kept in order, sent in order, however long the tunnel. Pure.

export interface Position {
  /** RFC 3339; when the phone measured it. */
  at: string
  lat: number
  lng: number
  heading?: number
  speedMps?: number
  accuracyM?: number
}

/** What one request may carry. */
export const mostAtOnce = 200
/** Two hours at one every five seconds; older ones are of no use to anybody. */
export const mostKept = 1_440

/** Times only go forward: a measurement that is not newer than the last is none. */
export function enqueue(queue: readonly Position[], position: Position): readonly Position[] {
  const last = queue.at(-1)
  if (last && Date.parse(position.at) <= Date.parse(last.at)) return queue
  return [...queue, position].slice(-mostKept)
}

/** The oldest ones first. */
export function nextBatch(queue: readonly Position[]): readonly Position[] {
  return queue.slice(0, mostAtOnce)
}

/** What is left when a batch has arrived; what was measured meanwhile stays. */
export function without(queue: readonly Position[], batch: readonly Position[]): readonly Position[] {
  const newest = batch.at(-1)
  return newest ? queue.filter(({ at }) => Date.parse(at) > Date.parse(newest.at)) : queue
}

/** What a former visit left behind; anything else than positions is nothing. */
export function restore(text: string | null): readonly Position[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPosition).slice(-mostKept) : []
  } catch {
    return []
  }
}

function isPosition(value: unknown): value is Position {
  const { at, lat, lng } = (value ?? {}) as Partial<Position>
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof lat === 'number' && typeof lng === 'number'
}
