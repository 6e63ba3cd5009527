// What other modules may use of pricing: quotes, distances and fair splits, all pure.
export { Place, distanceM } from './distance.ts'
export {
  belowMinimum,
  fulfilmentNotOffered,
  outOfReach,
  placeMissing,
  productGone,
  tipNotTaken,
  tipTooLarge,
  vendorClosed,
} from './errors.ts'
export { PricePart } from './part.ts'
export { type Basket, type BasketLine, Quote, minimumOf, priceBasket, whyNotSell } from './quote.ts'
export { splitByLargestRemainder } from './split.ts'
