// How many of each product lie in a cart.

/** Product id → pieces, however they were chosen. */
export function countsOf(lines: readonly { productId: string; quantity: number }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { productId, quantity } of lines) counts[productId] = (counts[productId] ?? 0) + quantity
  return counts
}
