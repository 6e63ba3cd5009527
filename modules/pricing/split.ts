// Splitting money so that the parts are fair and nothing is lost or made up.

/**
 * Splits an amount in proportion to weights by largest remainder: each part is its exact share rounded down, and the
 * minor units left over go one each to the largest remainders, the earlier part first. The parts always sum up to the
 * amount. Weights are whole numbers; when all are zero the parts are equal.
 */
export function splitByLargestRemainder(amountMinor: number, weights: readonly number[]): number[] {
  if (!isWholeAmount(amountMinor) || weights.length === 0 || !weights.every(isWholeAmount)) {
    throw new RangeError('only whole amounts that are not negative can be split, between at least one')
  }

  // Products of two safe integers are beyond them, hence bigint.
  const weighed = weights.some((weight) => weight > 0) ? weights.map(BigInt) : weights.map(() => 1n)
  const sum = weighed.reduce((total, weight) => total + weight, 0n)
  const shares = weighed.map((weight, index) => {
    const exact = BigInt(amountMinor) * weight
    return { index, part: exact / sum, remainder: exact % sum }
  })
  const left = Number(BigInt(amountMinor) - shares.reduce((total, share) => total + share.part, 0n))
  const favoured = new Set(
    [...shares]
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map((share) => share.index),
  )

  return shares.map((share) => Number(share.part) + (favoured.has(share.index) ? 1 : 0))
}

function isWholeAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
