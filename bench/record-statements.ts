// Loaded into a server with --import: writes down the statements of each transaction that places an order.
import { appendFileSync } from 'node:fs'
import { serialize } from 'node:v8'
import pg from 'pg'

/** One statement as pg gets it. */
export interface Statement {
  readonly text: string
  readonly values?: unknown[]
  readonly name?: string
}

/** Where the recordings go, each as one line of base64. */
export const recordingsVariable = 'BENCH_RECORDINGS'

const file = process.env[recordingsVariable]
if (file !== undefined) recordInto(file)

function recordInto(file: string): void {
  const open = new WeakMap<object, Statement[]>()
  const { prototype } = pg.Client as unknown as { prototype: { query(...given: unknown[]): unknown } }
  const { query } = prototype

  prototype.query = function record(this: object, ...given: unknown[]): unknown {
    const [asked] = given
    const statement = typeof asked === 'string' ? { text: asked } : plain(asked as Statement)
    if (statement.text === 'BEGIN') open.set(this, [])
    open.get(this)?.push(statement)
    if (statement.text === 'COMMIT') {
      const statements = open.get(this) ?? []
      open.delete(this)
      if (statements.some(({ text }) => /INSERT INTO ordering\.orders/.test(text))) {
        appendFileSync(file, `${serialize(statements).toString('base64')}\n`)
      }
    }

    return query.apply(this, given)
  }
}

function plain({ text, values, name }: Statement): Statement {
  return { text, ...(values && { values }), ...(name !== undefined && { name }) }
}
