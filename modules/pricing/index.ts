// What other modules may use of pricing: quotes, distances and fair splits, all pure.
export {
  Choice,
  ChoiceIds,
  type OfferedGroup,
  OptionKind,
  choicesOf,
  demandOf,
  sortedChoices,
  stocksOf,
  unitPriceOf,
  whyNotChoose,
} from './choices.ts'
export { Place, distanceM } from './distance.ts'
export {
  belowMinimum,
  choiceGone,
  choicesDoNotFit,
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
