// What other modules may use of catalog.
export { vendorUnknown } from './errors.ts'
export { getOffer } from './get-offer.ts'
export type { Offer, OfferedProduct } from './offer.ts'
