// Random numbers that come out the same on every machine: a decision can be repeated.

export interface Random {
  /** From 0, below 1. */
  unit(): number
  /** A whole number from 0, below `limit`. */
  below(limit: number): number
}

/** mulberry32: 32 bits of state, good enough to choose what to try next. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  return { unit, below: (limit) => Math.floor(unit() * limit) }
}
