// Where screens live. Nouns in addresses are the market's own, taken from its vocabulary.
import type { MarketSettings } from '../api/schema.ts'

type Named = Pick<MarketSettings, 'id' | 'vocabulary'>

export const homePath = (market: { id: string }) => `/m/${market.id}`
export const productsPath = (market: Named) => `${homePath(market)}/${market.vocabulary.product.segment}`
export const productPath = (market: Named, id: string) => `${productsPath(market)}/${id}`
export const vendorsPath = (market: Named) => `${homePath(market)}/${market.vocabulary.vendor.segment}`
export const vendorPath = (market: Named, id: string) => `${vendorsPath(market)}/${id}`
export const searchPath = (market: { id: string }) => `${homePath(market)}/search`
export const basketPath = (market: { id: string }) => `${homePath(market)}/basket`
export const ordersPath = (market: { id: string }) => `${homePath(market)}/orders`
export const accountPath = (market: { id: string }) => `${homePath(market)}/account`
export const vendorDeskPath = (market: { id: string }, page = '') => `${homePath(market)}/vendor${page && `/${page}`}`
export const riderPath = (market: { id: string }, page = '') => `${homePath(market)}/rider${page && `/${page}`}`
export const adminPath = (market: { id: string }, page = '') => `${homePath(market)}/admin${page && `/${page}`}`
export const orderPath = (market: { id: string }, id: string) => `${ordersPath(market)}/${id}`
export const checkoutPath = (market: { id: string }, vendorId: string) => `${homePath(market)}/checkout/${vendorId}`
export const walletPath = (market: { id: string }) => `${accountPath(market)}/wallet`
export const deliverToPath = (market: { id: string }) => `${homePath(market)}/deliver-to`
/** `back` is where the visitor wanted to go. */
export const signInPath = (market: { id: string }, back?: string) =>
  `${homePath(market)}/sign-in${back ? `?back=${encodeURIComponent(back)}` : ''}`
