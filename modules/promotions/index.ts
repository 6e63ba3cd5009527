// What other modules may use of promotions.
export { type OfferedPromotion, type Priced, type Shopper, cutOf, discountsFor } from './discount.ts'
export { couponRefused, promotionExhausted, promotionUnclear, promotionUsedBefore } from './errors.ts'
export { CouponCode, PromotionDraft, whyNotPromotion } from './promotion.ts'
export { type OffersRow, offersColumn, shopperOf } from './promotion-store.ts'
export { importPromotions } from './save-promotion.ts'
export { releasePromotions, usePromotions } from './use-promotions.ts'
