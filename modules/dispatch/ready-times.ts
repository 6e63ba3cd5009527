// When food will be ready, learnt from what was: how often a kitchen takes which multiple of its usual time.

/** A kitchen's usual time is known; how far it strays is learnt over all kitchens together and shared out as samples. */
export interface ReadyTimes {
  /** Food that took `actualMinutes` where `usualMinutes` was usual. */
  learn(usualMinutes: number, actualMinutes: number): void
  /** Equally likely moments, ascending, for food that was placed then and is not ready `at` this moment. */
  samples(placedAt: number, usualMinutes: number, at: number): readonly number[]
}

/** What is believed before anything was seen, worth as many observations as there are numbers. */
const believed = Array.from({ length: 40 }, (_, index) => {
  const share = (index + 0.5) / 40
  return share < 0.5 ? 0.15 + 1.6 * share : 0.95 * Math.exp(2.2 * (share - 0.5) ** 1.4)
})

/** @param believe whether to begin with what kitchens in general are like */
export function createReadyTimes({ believe = true, count = 9 } = {}): ReadyTimes {
  const ratios = believe ? [...believed] : []

  return {
    learn(usualMinutes, actualMinutes) {
      const ratio = actualMinutes / Math.max(1, usualMinutes)
      ratios.splice(firstAbove(ratios, ratio), 0, ratio)
    },

    samples(placedAt, usualMinutes, at) {
      const usual = Math.max(1, usualMinutes)
      const from = firstAbove(ratios, (at - placedAt) / usual)
      const left = ratios.length - from
      return Array.from({ length: count }, (_, index) => {
        const share = (index + 0.5) / count
        if (left < 5) return at + 1 - 0.25 * usual * Math.log(1 - share)
        return Math.max(at + 1, placedAt + usual * (ratios[from + Math.floor(share * left)] as number))
      })
    },
  }
}

/** The index of the first number greater than `value` in an ascending list. */
function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) > value) high = middle
    else low = middle + 1
  }

  return low
}
