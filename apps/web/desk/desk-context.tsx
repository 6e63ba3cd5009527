// What every screen behind a sign-in stands on: the market, which of the apps it is, and the API in that app's name.
'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import createClient, { type Client } from 'openapi-fetch'
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { browserApi } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { App, MarketSettings, paths } from '../api/schema.ts'

interface Desk {
  market: MarketSettings
  app: App
  api: Client<paths>
}

const DeskContext = createContext<Desk | undefined>(undefined)

export function DeskProvider({ market, app, children }: { market: MarketSettings; app: App; children: ReactNode }) {
  const [queries] = useState(newQueryClient)
  const desk = useMemo(() => ({ market, app, api: apiOf(market.id, app) }), [market, app])
  return (
    <QueryClientProvider client={queries}>
      <DeskContext value={desk}>{children}</DeskContext>
    </QueryClientProvider>
  )
}

/** The server renders skeletons only: it is handed a client, and never uses it. */
function apiOf(market: string, app: App): Client<paths> {
  return typeof window === 'undefined' ? createClient<paths>() : browserApi(market, app)
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk() needs a DeskProvider above it')
  return desk
}

/** `always`: a laptop without a network still reaches the server that runs on it. */
function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: 5_000, retry: (count, error) => count < 2 && mayPass(error) },
      mutations: { networkMode: 'always' },
    },
  })
}

/** A refusal stays one however often it is asked for; silence may pass. */
function mayPass(error: unknown): boolean {
  const status = problemFacts(error)?.status
  return status === undefined || status === 429 || status >= 500
}
