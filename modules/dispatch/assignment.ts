// Cheapest assignment of rows to columns over sparse edges: successive shortest augmenting paths with potentials.

/** Edges by row: those of row r stand from `starts[r]` up to `starts[r + 1]`. */
export interface SparseCosts {
  readonly rows: number
  readonly columns: number
  readonly starts: Int32Array
  readonly columnOf: Int32Array
  readonly costOf: Float64Array
}

/**
 * The column of each row, or -1 for a row that stays alone at the price `alone`. The sum of all costs is the least
 * there is. O(rows × edges × log columns), far less when rows rarely compete.
 */
export function assign({ rows, columns, starts, columnOf, costOf }: SparseCosts, alone: number): Int32Array {
  // Row r may always take column `columns + r`, its own, at the price `alone`.
  const width = columns + rows
  const columnTaken = new Int32Array(width).fill(-1)
  const chosen = new Int32Array(rows).fill(-1)
  const price = new Float64Array(width)
  const distance = new Float64Array(width)
  const cameFrom = new Int32Array(width)
  const settled = new Uint8Array(width)
  const touched: number[] = []
  const heap = createHeap()

  for (let row = 0; row < rows; row++) {
    for (const column of touched) settled[column] = 0
    touched.length = 0
    heap.clear()
    let current = row
    let base = 0
    let end = -1
    while (end < 0) {
      const relax = (column: number, cost: number) => {
        if (settled[column] === 1) return
        const through = base + cost - (price[column] as number)
        if (settled[column] === 2 && through >= (distance[column] as number)) return
        if (settled[column] === 0) touched.push(column)
        settled[column] = 2
        distance[column] = through
        cameFrom[column] = current
        heap.push(column, through)
      }
      for (let edge = starts[current] as number; edge < (starts[current + 1] as number); edge++) {
        relax(columnOf[edge] as number, costOf[edge] as number)
      }
      relax(columns + current, alone)

      let next = heap.pop()
      while (settled[next] === 1) next = heap.pop()
      settled[next] = 1
      const owner = columnTaken[next] as number
      if (owner < 0) end = next
      else {
        // The owner reached its column at its own cost; going on from there takes that back.
        base = (distance[next] as number) - ownCost(owner, next)
        current = owner
      }
    }

    const reached = distance[end] as number
    for (const column of touched) {
      if (settled[column] === 1) price[column] = (price[column] as number) + (distance[column] as number) - reached
    }
    for (let column = end; ;) {
      const from = cameFrom[column] as number
      const before = chosen[from] as number
      columnTaken[column] = from
      chosen[from] = column
      if (from === row) break
      column = before
    }
  }

  return chosen.map((column) => (column < columns ? column : -1))

  function ownCost(row: number, column: number): number {
    if (column >= columns) return alone - (price[column] as number)
    for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge++) {
      if (columnOf[edge] === column) return (costOf[edge] as number) - (price[column] as number)
    }

    return Infinity
  }
}

/** A binary heap of columns by distance; a column may stand in it several times, the nearest comes first. */
function createHeap() {
  const columns: number[] = []
  const keys: number[] = []

  return {
    clear() {
      columns.length = 0
      keys.length = 0
    },
    push(column: number, key: number) {
      let at = columns.length
      columns.push(column)
      keys.push(key)
      while (at > 0) {
        const parent = (at - 1) >> 1
        if ((keys[parent] as number) <= key) break
        columns[at] = columns[parent] as number
        keys[at] = keys[parent] as number
        at = parent
      }
      columns[at] = column
      keys[at] = key
    },
    pop(): number {
      const top = columns[0] as number
      const column = columns.pop() as number
      const key = keys.pop() as number
      const size = columns.length
      if (size === 0) return top
      let at = 0
      for (;;) {
        let child = 2 * at + 1
        if (child >= size) break
        if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child += 1
        if ((keys[child] as number) >= key) break
        columns[at] = columns[child] as number
        keys[at] = keys[child] as number
        at = child
      }
      columns[at] = column
      keys[at] = key
      return top
    },
  }
}
