// The public face of markets: what a market is, and where to find them.
export {
  DeliveryFeeRule,
  Fulfilment,
  Language,
  LocalText,
  MarketSettings,
  PaymentMethod,
  PublicMarket,
  type OrderStateText,
  type SettingsProblem,
  deliveryFeeFor,
  publicMarket,
  stateText,
  textIn,
  whyNotSettings,
} from './market.ts'
export { type LiveMarketDirectory, createMarketDirectory } from './directory.ts'
export { saveMarket } from './save-market.ts'
export { hostTaken, settingsInvalid } from './errors.ts'
