// Before a basket is priced: the way to its customer is learnt from whoever knows the market's streets.
import { getVendorPlace } from '@provender/catalog'
import type { Learn } from '@provender/places/wiring'
import { DomainError } from '@provender/platform/errors'
import type { Place } from '@provender/platform/geo'
import type { Preparation } from '@provender/platform/http'

/** The permissions of every route that names a price for a trip. */
const pricing = ['catalog.quote_basket', 'ordering.read_cart', 'ordering.change_cart', 'ordering.place_order'] as const

/** Markets that follow drawn streets, or none, ask nobody. */
export function tripPreparations(learn: Learn): Readonly<Record<string, Preparation>> {
  const prepare: Preparation = async (errand) => {
    const { streets } = errand.ctx.market.settings
    const trip = streets === 'osrm' || streets === 'google' ? tripIn(errand) : undefined
    if (!trip) return
    const vendor = await getVendorPlace(errand.db, errand.ctx, trip.vendorId).catch(unlessUnknown)
    if (vendor) await learn(errand, { from: vendor.place, to: trip.place })
  }

  return Object.fromEntries(pricing.map((permission) => [permission, prepare]))
}

/** Bodies, queries and paths were validated by their routes; what is not there is not a trip. */
function tripIn(asked: Pick<Parameters<Preparation>[0], 'params' | 'query' | 'body'>) {
  const params = (asked.params ?? {}) as { vendorId?: string }
  const query = (asked.query ?? {}) as { vendorId?: string; lat?: number; lng?: number }
  const body = (asked.body ?? {}) as { vendorId?: string; place?: Place; address?: { place: Place } }
  const vendorId = body.vendorId ?? params.vendorId ?? query.vendorId
  const { lat, lng } = query
  const place = body.place ?? body.address?.place ?? (lat !== undefined && lng !== undefined ? { lat, lng } : undefined)

  return vendorId !== undefined && place ? { vendorId, place } : undefined
}

/** The route itself says better what is wrong. */
function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof DomainError)) throw error
}
