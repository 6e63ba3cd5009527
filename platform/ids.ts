// Ids: UUIDv7, made by the application, so that rows of one time lie together in an index.
import { randomFillSync } from 'node:crypto'
import { Type } from 'typebox'
import { v7 } from 'uuid'

/** A fresh time-ordered id: later ones of this process are greater. */
export function newId<T extends string = string>(): T {
  const random = drawRandom()
  const now = Date.now()
  if (now > last.msecs) {
    last.msecs = now
    last.seq = random.readUInt32BE(6) >>> 1
  } else {
    last.seq = (last.seq + 1) | 0
    if (last.seq === 0) last.msecs += 1
  }

  return v7({ random, ...last }) as T
}

/** RFC 9562, 6.2, method 1: within a millisecond a counter from a random start. */
const last = { msecs: 0, seq: 0 }

/** Random bytes for many ids at once, because asking the system for them costs more than everything else about an id. */
const drawn = Buffer.alloc(16 * 256)
let used = drawn.length

function drawRandom(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }

  return drawn.subarray(used, (used += 16))
}

/** A branded id: an OrderId cannot be passed where a RiderId is meant. */
export type Id<Kind extends string> = string & { readonly __kind?: Kind }

/** The TypeBox schema of an id of one kind: `IdOf('order')`, or `IdOf<'account'>('Account of the customer')`. */
export function IdOf<const Kind extends string>(what: Kind | (string & {})) {
  return Type.Unsafe<Id<Kind>>(Type.String({ format: 'uuid', description: `${what} id (UUIDv7)` }))
}
