// What other modules may use of pricing: quotes, distances and fair splits, all pure; and what lists show of prices.
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
export { type Discount } from './discount.ts'
export { Place, distanceM } from './distance.ts'
export {
  belowMinimum,
  choiceGone,
  choicesDoNotFit,
  fulfilmentNotOffered,
  notServed,
  outOfReach,
  notNow,
  placeMissing,
  productGone,
  quantityUnfit,
  tipNotTaken,
  tipTooLarge,
  vendorClosed,
} from './errors.ts'
export { LineMeasure, Measure, boundOf, measureOf, priceOfAmount, whyNotAmount } from './measure.ts'
export { rulesChanged } from './events.ts'
export { importRules } from './import-rules.ts'
export { PricePart } from './part.ts'
export { type Basket, type BasketLine, Quote, minimumOf, priceBasket, whyNotSell } from './quote.ts'
export { type LabelledProduct, publicTerms, refreshShown } from './shown-prices.ts'
export { type TermsRow, termsColumn, termsOf } from './terms-store.ts'
export { type PriceTerms } from './price-rule.ts'
export { goodsRate, taxOn } from './tax.ts'
export { splitByLargestRemainder } from './split.ts'
