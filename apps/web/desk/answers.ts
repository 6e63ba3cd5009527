// Names for the API's answers that only the apps behind the counter read.
import type { components } from '../api/schema.generated.ts'

type Schemas = components['schemas']

export type VendorProfile = Schemas['VendorProfile']
export type VendorProduct = Schemas['VendorProduct']
export type PriceRule = Schemas['PriceRule']
export type PriceRuleDraft = Omit<PriceRule, 'id' | 'vendorId'>
export type Promotion = Schemas['Promotion']
export type PromotionDraft = Omit<
  Promotion,
  'id' | 'vendorId' | 'uses' | 'spentMinor' | 'vendorSpentMinor' | 'salesMinor'
>
export type CustomerGroup = Schemas['CustomerGroup']
export type Zone = Schemas['Zone']
export type Rider = Schemas['Rider']
export type RiderSelf = Schemas['RiderSelf']
export type Offer = Schemas['Offer']
export type OrderLedger = Schemas['OrderLedger']
export type SettingsOfMarket = Schemas['SettingsOfMarket']
export type RiderDelivery = Schemas['RiderDelivery']
export type SearchReport = Schemas['SearchReport']
export type Synonyms = Schemas['Synonyms']
export type AdminDelivery = Schemas['AdminDelivery']
export type Violation = Schemas['LedgerInvariants']['violations'][number]
export type AdminPayment = Schemas['AdminPayment']
export type PaymentStory = Schemas['PaymentStory']
export type GatewayHealth = Schemas['GatewayHealthList']['items'][number]
export type Statement = Schemas['StatementList']['items'][number]
export type StatementDifference = Schemas['StatementDifference']
export type DayClose = Schemas['DayCloseList']['items'][number]
