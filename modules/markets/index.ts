// The public face of markets: what a market is, and where to find them.
export {
  Condition,
  DayHours,
  DeliveryFeeRule,
  TaxClass,
  type WallClock,
  deliveryFeeFor,
  isWithin,
  serviceFeeFor,
  smallBasketFeeFor,
  tripParts,
  wallClock,
} from './fees.ts'
export {
  Fulfilment,
  Language,
  LocalText,
  MarketSettings,
  PaymentMethod,
  PublicMarket,
  type OrderStateText,
  type SettingsProblem,
  publicMarket,
  stateText,
  textIn,
  whyNotSettings,
  minorDigits,
} from './market.ts'
export { type LiveMarketDirectory, createMarketDirectory } from './directory.ts'
export { saveMarket } from './save-market.ts'
export { hostTaken, settingsInvalid } from './errors.ts'
export { moneyRulesOf } from './money-rules.ts'
