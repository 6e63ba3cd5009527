// Where the next orders will come from, learnt from where they came from: recent ones count more.

export interface Demand {
  placed(vendorId: string, at: number): void
  /** How busy a vendor is beside the others; one that was never asked has a little. */
  weightOf(vendorId: string, at: number): number
}

export function createDemand(halfLifeMinutes = 120, unseen = 0.3): Demand {
  const weights = new Map<string, { weight: number; at: number }>()
  const faded = (vendorId: string, at: number) => {
    const known = weights.get(vendorId)
    return known ? known.weight * 0.5 ** ((at - known.at) / halfLifeMinutes) : 0
  }

  return {
    placed: (vendorId, at) => void weights.set(vendorId, { weight: faded(vendorId, at) + 1, at }),
    weightOf: (vendorId, at) => unseen + faded(vendorId, at),
  }
}
