// The shortest way along the streets: A* for one trip, a whole tree where many begin at one place. Pure, exact, fast.
import type { Place } from '@provender/platform/geo'
import type { Snapped, StreetGraph } from './street-graph.ts'
import type { Point } from './town-plan.ts'

export interface StreetWay {
  readonly distanceM: number
  readonly path: readonly Place[]
}

export interface StreetRouter {
  /** Nothing when one of the places is off the map. */
  readonly distance: (from: Place, to: Place) => number | undefined
  readonly way: (from: Place, to: Place) => StreetWay | undefined
  /** The names of the streets at a place: the nearest one. */
  readonly streetAt: (place: Place) => { name: string; at: Place; offM: number } | undefined
}

const mostTrees = 256
const never = 0x7fffffff

export function streetRouter(graph: StreetGraph): StreetRouter {
  const search = searchOf(graph)
  /** Distances to everywhere from the places asked about lately, in the order they were. */
  const trees = new Map<string, Int32Array>()

  const ends = (from: Place, to: Place) => {
    const start = graph.nearestStretch(graph.toPoint(from))
    const goal = graph.nearestStretch(graph.toPoint(to))
    return start && goal ? { start, goal } : undefined
  }
  /** Addresses are asked about again and again: a customer's against every vendor, a vendor's against every customer. */
  const treeOf = (end: Snapped) => {
    const key = keyOf(end)
    const known = trees.get(key)
    if (known) {
      trees.delete(key)
      trees.set(key, known)
      return known
    }
    const tree = search.tree(end)
    trees.set(key, tree)
    if (trees.size > mostTrees) trees.delete(trees.keys().next().value as string)
    return tree
  }

  return {
    distance(from, to) {
      const both = ends(from, to)
      if (!both) return undefined
      const { start, goal } = both
      // Either end's tree answers; lengths are whole numbers, so both say the same.
      const [tree, other] = trees.has(keyOf(goal)) ? [treeOf(goal), start] : [treeOf(start), goal]
      const streetDm = Math.min(alongSame(start, goal), reached(tree, other))
      return streetDm >= never ? undefined : metres(start.offDm + streetDm + goal.offDm)
    },
    way(from, to) {
      const both = ends(from, to)
      if (!both) return undefined
      const { start, goal } = both
      const same = alongSame(start, goal)
      const found = search.path(start, goal, same)
      if (!found && same >= never) return undefined
      const points = [graph.toPoint(from), start.at, ...(found?.points ?? []), goal.at, graph.toPoint(to)]
      const streetDm = found?.streetDm ?? same
      return { distanceM: metres(start.offDm + streetDm + goal.offDm), path: distinct(points).map(graph.toPlace) }
    },
    streetAt(place) {
      const snapped = graph.nearestStretch(graph.toPoint(place))
      const street = snapped && graph.streets[snapped.stretch.street]
      return street && { name: street.name, at: graph.toPlace(snapped.at), offM: Math.round(snapped.offDm / 10) }
    },
  }
}

const metres = (dm: number) => Math.round(dm / 10)
const keyOf = ({ stretch, alongDm }: Snapped) => `${stretch.from} ${stretch.to} ${alongDm}`

/** Both ends in the same stretch: no crossing lies between them. */
function alongSame(start: Snapped, goal: Snapped): number {
  return start.stretch === goal.stretch ? Math.abs(start.alongDm - goal.alongDm) : never
}

function reached(tree: Int32Array, { stretch, alongDm }: Snapped): number {
  return Math.min(
    (tree[stretch.from] as number) + alongDm,
    (tree[stretch.to] as number) + stretch.lengthDm - alongDm,
    never,
  )
}

/** A search keeps its arrays from one to the next; `stamp` tells what belongs to this one. */
export function searchOf(graph: StreetGraph) {
  const { nodes, firstOut, target, lengthDm, x, y } = graph
  const costs = new Int32Array(nodes)
  const before = new Int32Array(nodes)
  const seenIn = new Int32Array(nodes)
  const heap = heapOf()
  let stamp = 0

  /** Spreads from `start` until `isDone`; `ahead` is what lies before a node at least. */
  function spread(start: Snapped, ahead: (node: number) => number, isDone: (node: number, cost: number) => boolean) {
    stamp += 1
    heap.clear()
    const { stretch, alongDm } = start
    reach(stretch.from, alongDm, -1, ahead)
    reach(stretch.to, stretch.lengthDm - alongDm, -1, ahead)
    while (heap.size() > 0) {
      const { node, key } = heap.take()
      const cost = costs[node] as number
      if (key > cost + ahead(node)) continue
      if (isDone(node, cost)) return
      for (let edge = firstOut[node] as number; edge < (firstOut[node + 1] as number); edge += 1)
        reach(target[edge] as number, cost + (lengthDm[edge] as number), node, ahead)
    }
  }

  function reach(node: number, cost: number, from: number, ahead: (node: number) => number): void {
    if (seenIn[node] === stamp && (costs[node] as number) <= cost) return
    seenIn[node] = stamp
    costs[node] = cost
    before[node] = from
    heap.put(node, cost + ahead(node))
  }

  return {
    tree(start: Snapped): Int32Array {
      spread(
        start,
        () => 0,
        () => false,
      )
      return Int32Array.from(costs, (cost, node) => (seenIn[node] === stamp ? cost : never))
    },
    /** Cheaper than `limitDm`; the crossings in order, from start to goal. */
    path(start: Snapped, goal: Snapped, limitDm: number, guided = true) {
      const { stretch, alongDm, at } = goal
      const rest = (node: number) =>
        node === stretch.from ? alongDm : node === stretch.to ? stretch.lengthDm - alongDm : never
      let best = { node: -1, streetDm: limitDm }
      const ahead = guided
        ? (node: number) => Math.floor(Math.hypot((x[node] as number) - at.x, (y[node] as number) - at.y) * 10)
        : () => 0
      spread(start, ahead, (node, cost) => {
        if (cost + ahead(node) >= best.streetDm) return true
        const left = rest(node)
        if (left < never && cost + left < best.streetDm) best = { node, streetDm: cost + left }
        return false
      })
      if (best.node < 0) return undefined

      const points: Point[] = []
      for (let node = best.node; node >= 0; node = before[node] as number)
        points.push({ x: x[node] as number, y: y[node] as number })
      return { streetDm: best.streetDm, points: points.reverse() }
    },
  }
}

/** A binary heap in two arrays. */
function heapOf() {
  const nodes: number[] = []
  const keys: number[] = []
  let count = 0
  const swap = (one: number, other: number) => {
    const [node, key] = [nodes[one] as number, keys[one] as number]
    nodes[one] = nodes[other] as number
    keys[one] = keys[other] as number
    nodes[other] = node
    keys[other] = key
  }

  return {
    size: () => count,
    clear() {
      count = 0
    },
    put(node: number, key: number) {
      let at = count
      nodes[at] = node
      keys[at] = key
      count += 1
      while (at > 0) {
        const parent = (at - 1) >> 1
        if ((keys[parent] as number) <= (keys[at] as number)) break
        swap(at, parent)
        at = parent
      }
    },
    take() {
      const first = { node: nodes[0] as number, key: keys[0] as number }
      count -= 1
      swap(0, count)
      for (let at = 0; ;) {
        const left = 2 * at + 1
        const right = left + 1
        let least = at
        if (left < count && (keys[left] as number) < (keys[least] as number)) least = left
        if (right < count && (keys[right] as number) < (keys[least] as number)) least = right
        if (least === at) return first
        swap(at, least)
        at = least
      }
    },
  }
}

function distinct(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const last = points[index - 1]
    return !last || Math.hypot(last.x - point.x, last.y - point.y) > 0.2
  })
}
