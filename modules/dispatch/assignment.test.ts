// The cheapest assignment, against trying out everything.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type SparseCosts, assign } from './assignment.ts'

const alone = 20

/** Rows with gaps: null is a pair that cannot be. */
const tables = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, columns }) =>
    fc.array(
      fc.array(fc.option(fc.integer({ min: -5, max: 30 }), { freq: 3 }), { minLength: columns, maxLength: columns }),
      { minLength: rows, maxLength: rows },
    ),
  )

type Table = readonly (readonly (number | null)[])[]

function sparse(table: Table): SparseCosts {
  const edges = table.map((row) => row.flatMap((cost, column) => (cost === null ? [] : [{ column, cost }])))
  const starts = new Int32Array(table.length + 1)
  for (const [row, list] of edges.entries()) starts[row + 1] = (starts[row] as number) + list.length

  return {
    rows: table.length,
    columns: table[0]?.length ?? 0,
    starts,
    columnOf: Int32Array.from(edges.flat().map((edge) => edge.column)),
    costOf: Float64Array.from(edges.flat().map((edge) => edge.cost)),
  }
}

function cheapest(table: Table, row = 0, taken: readonly number[] = []): number {
  const costs = table[row]
  if (!costs) return 0

  const withColumn = costs.flatMap((cost, column) =>
    cost === null || taken.includes(column) ? [] : [cost + cheapest(table, row + 1, [...taken, column])],
  )
  return Math.min(alone + cheapest(table, row + 1, taken), ...withColumn)
}

test('no assignment is cheaper, and no column is given away twice', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const chosen = [...assign(sparse(table), alone)]

      const given = chosen.filter((column) => column >= 0)
      assert.equal(new Set(given).size, given.length)
      const total = chosen.reduce((sum, column, row) => {
        const cost = column < 0 ? alone : table[row]?.[column]
        return sum + (cost ?? assert.fail('a pair that cannot be'))
      }, 0)
      assert.equal(total, cheapest(table))
    }),
    { numRuns: 500 },
  )
})

test('who has nobody stays alone', () => {
  assert.deepEqual([...assign(sparse([[null], [null]]), alone)], [-1, -1])
})
