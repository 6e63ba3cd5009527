// The API for server components: the visitor's cookies and language go along, one request per render at most.
import { cache } from 'react'
import { cookies, headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import createClient, { type Client } from 'openapi-fetch'
import { read, readIfAny, refusals } from './read.ts'
import type { MarketSettings, MarketSummary, paths } from './schema.ts'

export { read, readIfAny }

/** The API as this visitor sees it in this market; without a market, only the public cross-market answers. */
export const apiFor = cache(async (market?: string): Promise<Client<paths>> => {
  const client = createClient<paths>({
    baseUrl: apiOrigin(),
    cache: 'no-store',
    headers: { ...(await visitorHeaders()), ...(market && { 'x-market': market }) },
  })
  client.use(refusals)
  return client
})

export const listMarkets = cache(async (): Promise<MarketSummary[]> => {
  const api = await apiFor()
  return (await read(api.GET('/api/v1/markets'))).items
})

/** `undefined` when there is no such market. */
export const findMarket = cache(async (market: string): Promise<MarketSettings | undefined> => {
  const api = await apiFor(market)
  return readIfAny(api.GET('/api/v1/market'))
})

function apiOrigin(): string {
  const origin = process.env.PROVENDER_API_ORIGIN
  if (!origin) throw new Error('PROVENDER_API_ORIGIN is not set: start the web app through createWeb().')
  return origin
}

async function visitorHeaders(): Promise<Record<string, string>> {
  const [jar, given, language] = await Promise.all([cookies(), headers(), getLocale()])
  const forwarded = given.get('x-forwarded-for')
  const requestId = given.get('x-request-id')
  return {
    cookie: jar.toString(),
    'accept-language': language,
    ...(forwarded && { 'x-forwarded-for': forwarded }),
    ...(requestId && { 'x-request-id': requestId }),
  }
}
