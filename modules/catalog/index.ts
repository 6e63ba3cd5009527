// What other modules may use of catalog.
export { productUnknown, vendorUnknown } from './errors.ts'
export { type Offer, type OfferedProduct, getOffer } from './get-offer.ts'
export { findProducts, getProduct } from './get-product.ts'
export { getVendorPlace } from './get-vendor.ts'
export { type ImportedTown, type Town, importTown } from './import-town.ts'
export { Product } from './product.ts'
export { type Wanted, basketOf } from './price-offer.ts'
export { TipMinor, quoteBasket, quoteErrors } from './quote-basket.ts'
