// Where somebody wants to eat, and what counts as within reach there.
import type { Context } from '@provender/platform/context'
import type { Place } from '@provender/platform/geo'
import { anywhere, cellsAt, homesNear } from './cells.ts'
import { fetchedM } from './follow-catalog.ts'
import type { Reach } from './match-store.ts'

/** When there are too many finds, vendors that live this near are ranked first. */
const nearM = 2500

/** Delivered there by the vendor's and the market's rules, or near enough to be fetched where the market lets people. */
export function whereOf(
  { market }: Context,
  place: Place | undefined,
): { cells: readonly number[]; reach: Reach | undefined } {
  if (!place) return { cells: [anywhere(market.id)], reach: undefined }

  const { fulfilment, deliveryFee } = market.settings
  return {
    cells: cellsAt(market.id, fulfilment, place),
    reach: {
      place,
      homes: undefined,
      near: homesNear(market.id, place, nearM),
      deliveredM: fulfilment.includes('delivery') ? deliveryFee.maximumDistanceM : 0,
      fetchedM: fulfilment.includes('pickup') ? fetchedM : 0,
    },
  }
}
