// The streets of a town as a graph: every crossing a node, every stretch between two crossings an edge. Pure.
import type { Place } from '@provender/platform/geo'
import { type DrawnTown, type Point, type TownStreet, groundOf } from './town-plan.ts'

/** Flat arrays: a town is searched thousands of times a second. Lengths are whole decimetres, so that sums are exact. */
export interface StreetGraph {
  readonly nodes: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** The edges out of node n are `firstOut[n]` up to `firstOut[n + 1]`. */
  readonly firstOut: Int32Array
  readonly target: Int32Array
  readonly lengthDm: Int32Array
  /** Which stretch an edge runs along: edges there and back have the same. */
  readonly stretches: readonly Stretch[]
  readonly streets: readonly TownStreet[]
  readonly toPoint: (place: Place) => Point
  readonly toPlace: (point: Point) => Place
  readonly nearestStretch: (point: Point) => Snapped | undefined
}

export interface Stretch {
  readonly from: number
  readonly to: number
  readonly lengthDm: number
  /** Index into `streets`. */
  readonly street: number
}

/** The point of a street that is nearest to some place. */
export interface Snapped {
  readonly stretch: Stretch
  /** From `stretch.from`, along it. */
  readonly alongDm: number
  /** From the place to the street. */
  readonly offDm: number
  readonly at: Point
}

interface Piece {
  readonly from: Point
  readonly to: Point
  readonly street: number
}

export function streetGraph(town: DrawnTown, centre: Place): StreetGraph {
  const pieces = town.streets.flatMap(({ line }, street) =>
    line.slice(1).map((to, index): Piece => ({ from: line[index] as Point, to, street })),
  )
  const nodes = new NodeList()
  const found = cutAtCrossings(pieces).flatMap(({ from, to, street }): Stretch[] => {
    const ends = { from: nodes.at(from), to: nodes.at(to) }
    return ends.from === ends.to ? [] : [{ ...ends, lengthDm: lengthDm(from, to), street }]
  })
  const stretches = largestPart(nodes.points.length, withoutTwins(found))

  return { ...arraysOf(nodes.points, stretches), streets: town.streets, ...groundOf(centre) }
}

function lengthDm(from: Point, to: Point): number {
  return Math.max(1, Math.ceil(Math.hypot(from.x - to.x, from.y - to.y) * 10))
}

/** Points closer together than half a metre are one. */
class NodeList {
  readonly points: Point[] = []
  readonly #byKey = new Map<string, number>()

  at(point: Point): number {
    const key = `${Math.round(point.x * 2)} ${Math.round(point.y * 2)}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known

    this.#byKey.set(key, this.points.length)
    return this.points.push(point) - 1
  }
}

/** Where two streets cross they meet: both are cut there. */
function cutAtCrossings(pieces: readonly Piece[]): Piece[] {
  const grid = gridOf(pieces, 300)
  return pieces.flatMap((piece, index) => {
    const cuts = [...grid.near(piece.from, piece.to)]
      .filter((other) => other !== index)
      .flatMap((other) => crossing(piece, pieces[other] as Piece))
      .filter((part) => part > 1e-9 && part < 1 - 1e-9)
      .sort((one, other) => one - other)
    const points = [piece.from, ...cuts.map((part) => between(piece, part)), piece.to]
    return points.slice(1).map((to, at): Piece => ({ from: points[at] as Point, to, street: piece.street }))
  })
}

/** How far along the first one, 0 to 1, the second crosses it; nothing when it does not. */
function crossing(one: Piece, other: Piece): number[] {
  const a = { x: one.to.x - one.from.x, y: one.to.y - one.from.y }
  const b = { x: other.to.x - other.from.x, y: other.to.y - other.from.y }
  const across = a.x * b.y - a.y * b.x
  if (Math.abs(across) < 1e-9) return []
  const gap = { x: other.from.x - one.from.x, y: other.from.y - one.from.y }
  const alongOne = (gap.x * b.y - gap.y * b.x) / across
  const alongOther = (gap.x * a.y - gap.y * a.x) / across

  return alongOther >= -1e-9 && alongOther <= 1 + 1e-9 ? [alongOne] : []
}

function between({ from, to }: { from: Point; to: Point }, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

/** Which of many lines may be near a line or a point, without looking at all of them. */
function gridOf(lines: readonly { from: Point; to: Point }[], cellM: number) {
  const cells = new Map<string, number[]>()
  const cellsOf = (from: Point, to: Point) => {
    const keys: string[] = []
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map((at) => Math.floor(at / cellM))
    const [low, high] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map((at) => Math.floor(at / cellM))
    for (let column = left ?? 0; column <= (right ?? 0); column += 1)
      for (let row = low ?? 0; row <= (high ?? 0); row += 1) keys.push(`${column} ${row}`)
    return keys
  }
  for (const [index, { from, to }] of lines.entries()) {
    for (const key of cellsOf(from, to)) {
      const cell = cells.get(key)
      if (cell) cell.push(index)
      else cells.set(key, [index])
    }
  }

  return { near: (from: Point, to: Point) => new Set(cellsOf(from, to).flatMap((key) => cells.get(key) ?? [])) }
}

/** Two stretches between the same crossings: only the shorter is of use. */
function withoutTwins(stretches: readonly Stretch[]): Stretch[] {
  const best = new Map<string, Stretch>()
  for (const stretch of stretches) {
    const key = stretch.from < stretch.to ? `${stretch.from} ${stretch.to}` : `${stretch.to} ${stretch.from}`
    const known = best.get(key)
    if (!known || stretch.lengthDm < known.lengthDm) best.set(key, stretch)
  }

  return [...best.values()]
}

/** A street that leads nowhere else would strand a rider: only what hangs together is ridden on. */
function largestPart(nodes: number, stretches: readonly Stretch[]): Stretch[] {
  const leader = Int32Array.from({ length: nodes }, (_, node) => node)
  const leaderOf = (node: number): number => {
    let at = node
    while (leader[at] !== at) at = leader[at] = leader[leader[at] as number] as number
    return at
  }
  for (const { from, to } of stretches) leader[leaderOf(from)] = leaderOf(to)
  const sizes = new Map<number, number>()
  for (const { from } of stretches) sizes.set(leaderOf(from), (sizes.get(leaderOf(from)) ?? 0) + 1)
  const [largest] = [...sizes].reduce((best, each) => (each[1] > best[1] ? each : best), [-1, 0])

  return stretches.filter(({ from }) => leaderOf(from) === largest)
}

function arraysOf(points: readonly Point[], stretches: readonly Stretch[]) {
  const ways = stretches.flatMap(({ from, to, lengthDm: length }) => [
    { from, to, length },
    { from: to, to: from, length },
  ])
  ways.sort((one, other) => one.from - other.from)
  const firstOut = new Int32Array(points.length + 1)
  for (const { from } of ways) firstOut[from + 1] = (firstOut[from + 1] ?? 0) + 1
  for (let node = 0; node < points.length; node += 1)
    firstOut[node + 1] = (firstOut[node + 1] ?? 0) + (firstOut[node] ?? 0)

  return {
    nodes: points.length,
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
    firstOut,
    target: Int32Array.from(ways, ({ to }) => to),
    lengthDm: Int32Array.from(ways, ({ length }) => length),
    stretches,
    nearestStretch: snapper(points, stretches),
  }
}

const snapCellM = 250
/** Farther from any street than this is open land. */
const farthestCells = 24

function snapper(points: readonly Point[], stretches: readonly Stretch[]): StreetGraph['nearestStretch'] {
  const lines = stretches.map(({ from, to }) => ({ from: points[from] as Point, to: points[to] as Point }))
  const grid = gridOf(lines, snapCellM)

  return (point) => {
    for (let ring = 0; ring <= farthestCells; ring = ring === 0 ? 1 : ring * 2) {
      const reach = ring * snapCellM
      const box = [
        { x: point.x - reach, y: point.y - reach },
        { x: point.x + reach, y: point.y + reach },
      ] as const
      let nearest: Snapped | undefined
      for (const index of grid.near(...box)) {
        const snapped = snapOn(lines[index] as Piece, stretches[index] as Stretch, point)
        if (!nearest || snapped.offDm < nearest.offDm) nearest = snapped
      }
      // What lies within the ring's reach can only be beaten by something else within it.
      if (nearest && nearest.offDm <= Math.max(reach, 1) * 10) return nearest
      if (nearest && ring >= farthestCells) return nearest
    }

    return undefined
  }
}

function snapOn({ from, to }: { from: Point; to: Point }, stretch: Stretch, point: Point): Snapped {
  const along = { x: to.x - from.x, y: to.y - from.y }
  const squared = along.x ** 2 + along.y ** 2 || 1
  const part = Math.min(1, Math.max(0, ((point.x - from.x) * along.x + (point.y - from.y) * along.y) / squared))
  const at = between({ from, to }, part)

  return {
    stretch,
    alongDm: Math.round(stretch.lengthDm * part),
    offDm: Math.ceil(Math.hypot(point.x - at.x, point.y - at.y) * 10),
    at,
  }
}
