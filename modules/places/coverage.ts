// Whether deliveries go to a place, and what its zone adds to the fee: asked by lists, quotes and orders alike.
import type { Db } from '@provender/platform/db'
import type { Place } from '@provender/platform/geo'
import { type Zone, contains } from './zone.ts'
import { selectZonesFor } from './zone-store.ts'

export interface Coverage {
  /** False: nobody goes there, or this vendor does not. */
  readonly isServed: boolean
  /** The vendor has drawn where it delivers, so its circle says nothing. */
  readonly isDrawn: boolean
  /** The market's zone the place is in, for its fee. */
  readonly zone: Pick<Zone, 'name' | 'feeMinor' | 'extraMinor'> | null
}

/** Answers for each vendor; `zones` are the market's and theirs. Of zones that overlap the smallest counts. */
export function coverageAt(zones: readonly Zone[], vendorId: string, place: Place): Coverage {
  const ofMarket = zones.filter((zone) => zone.vendorId === null)
  const own = zones.filter((zone) => zone.vendorId === vendorId)
  const here = ofMarket.filter((zone) => contains(zone.ring, place))
  const isClosed = here.some((zone) => zone.kind === 'closed')
  const served = here.filter((zone) => zone.kind === 'served').toSorted((a, b) => a.areaM2 - b.areaM2)
  const isElsewhere = served.length === 0 && ofMarket.some((zone) => zone.kind === 'served')
  const isOutOfOwn = own.length > 0 && !own.some((zone) => contains(zone.ring, place))
  const [zone] = served

  return {
    isServed: !isClosed && !isElsewhere && !isOutOfOwn,
    isDrawn: own.length > 0,
    zone: zone ? { name: zone.name, feeMinor: zone.feeMinor, extraMinor: zone.extraMinor } : null,
  }
}

export async function getCoverage(db: Db, { vendorId, place }: { vendorId: string; place: Place }): Promise<Coverage> {
  return coverageAt(await selectZonesFor(db, [vendorId]), vendorId, place)
}
