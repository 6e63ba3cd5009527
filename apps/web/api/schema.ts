// The API as the web app knows it: the two market answers that every page needs.
import type { MarketTheme } from '../ui/theme.ts'

export type Language = 'en' | 'fr'

export interface MarketSummary {
  id: string
  name: string
  tagline: string
  city: string
  country: string
  currency: string
  languages: Language[]
  theme: MarketTheme
  picture: string
}

/** How a market calls a thing: in its URLs, and in its sentences. */
export interface Noun {
  segment: string
  singular: string
  plural: string
}

export interface MarketSettings {
  id: string
  name: string
  tagline: string
  city: string
  currency: string
  currencyDecimals: number
  timeZone: string
  languages: Language[]
  fulfilment: ('delivery' | 'pickup')[]
  paymentMethods: string[]
  vocabulary: { product: Noun; vendor: Noun } & Record<string, Noun>
  theme: MarketTheme
  centre: { lat: number; lng: number }
}

interface Get<Reply> {
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Reply } } }
  }
}

export interface paths {
  '/api/v1/markets': Get<{ items: MarketSummary[] }>
  '/api/v1/market': Get<MarketSettings>
}
