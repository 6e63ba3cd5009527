// Chance that can be repeated: the same seed and the same path of names draw the same numbers.

export interface Random {
  /** At least 0, less than 1. */
  next(): number
  between(least: number, most: number): number
  /** A whole number, both ends included. */
  integer(least: number, most: number): number
  chance(probability: number): boolean
  /** @throws when there is nothing to pick from */
  pick<T>(from: readonly T[]): T
  /** Picks the heavier ones more often. Weights are not negative. */
  weighted<T>(from: readonly T[], weightOf: (one: T) => number): T
  /** Up to `count` different ones. */
  sample<T>(from: readonly T[], count: number): T[]
}

/**
 * `randomFor(7, 'order', 12)` decides about order 12 the same way in every run with seed 7, whatever happens first:
 * each person and each order has a source of its own, so that the clock and the network change no decision.
 */
export function randomFor(seed: number, ...path: readonly (string | number)[]): Random {
  let state = hashOf([seed, ...path].join('/'))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))

  return {
    next,
    between: (least, most) => least + next() * (most - least),
    integer,
    chance: (probability) => next() < probability,
    pick: (from) => from[integer(0, needSome(from) - 1)] as (typeof from)[number],
    weighted(from, weightOf) {
      needSome(from)
      const weights = from.map(weightOf)
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const at = weights.findIndex((weight) => (left -= weight) < 0)
      return from[at === -1 ? from.length - 1 : at] as (typeof from)[number]
    },
    sample(from, count) {
      const rest = [...from]
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(integer(0, rest.length - 1), 1),
      ).flat()
    },
  }
}

function needSome(from: readonly unknown[]): number {
  if (from.length === 0) throw new RangeError('there is nothing to pick from')

  return from.length
}

/** FNV-1a, stirred once more so that neighbouring names start far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)

  return hash ^ (hash >>> 13)
}
