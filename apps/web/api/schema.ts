// The API as the web app knows it: names for the answers out of the generated description.
import type { components, paths } from './schema.generated.ts'

export type { paths }

type Schemas = components['schemas']
type Reply<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

/** Of the four web apps, each with a session of its own. */
export type App = 'customer' | 'vendor' | 'rider' | 'admin'

export type MarketSettings = Reply<'/api/v1/market', 'get'>
export type MarketSummary = Reply<'/api/v1/markets', 'get'>['items'][number]
export type Language = MarketSettings['language']
export type Fulfilment = MarketSettings['fulfilment'][number]
export type PaymentMethod = MarketSettings['paymentMethods'][number]

export type Category = Schemas['Category']
export type Vendor = Schemas['Vendor']
export type Product = Schemas['Product']
export type SearchPage = Schemas['SearchPage']
export type Review = Schemas['Review']
export type ReviewPage = Schemas['ReviewPage']
export type WholeReview = Schemas['WholeReview']
export type OwnReview = Schemas['OwnReview']
export type Menu = Schemas['Menu']
export type Cart = Schemas['Cart']
export type CartLine = Schemas['CartLine']
export type CartSummary = Schemas['CartList']['items'][number]
export type Quote = Schemas['Quote']
export type Offer = Schemas['PromotionOfferList']['items'][number]
export type PricePart = Quote['parts'][number]
export type Order = Schemas['Order']
export type OrderState = Order['state']
export type Payment = Schemas['Payment']
export type Profile = Schemas['Profile']
export type StatementLine = Schemas['StatementPage']['items'][number]
export type Tracking = Schemas['Tracking']
