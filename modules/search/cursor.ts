// Where a page ended: how its last thing ranked, at which moment that was judged, and which search it belongs to.
import { createHash } from 'node:crypto'
import { Check } from 'typebox/value'
import { Type, type Static } from 'typebox'
import { pageElsewhere } from './errors.ts'

const Cursor = Type.Tuple([
  Type.Integer({ description: 'Rank' }),
  Type.String({ format: 'uuid' }),
  Type.Integer({ minimum: 0, description: 'Milliseconds: openness is judged as it was on the first page.' }),
  Type.String({ maxLength: 12 }),
])

export interface Ending {
  readonly rank: number
  readonly id: string
  readonly at: Date
}

/** Tells one search from another: the same words, filters, place and order make the same print. */
export function printOf(search: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(search).filter(
    ([key, value]) => key !== 'after' && key !== 'limit' && value !== undefined,
  )

  return createHash('sha256').update(JSON.stringify(entries.sort())).digest('base64url').slice(0, 8)
}

export function cursorOf({ rank, id, at }: Ending, print: string): string {
  const cursor: Static<typeof Cursor> = [rank, id, at.getTime(), print]

  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** @throws pageElsewhere for what no page of this search has said */
export function endingIn(after: string, print: string): Ending {
  const cursor = parsed(after)
  if (!Check(Cursor, cursor) || cursor[3] !== print) throw pageElsewhere()

  return { rank: cursor[0], id: cursor[1], at: new Date(cursor[2]) }
}

function parsed(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch {
    return undefined
  }
}
