// The API for the browser: same origin, session renewed once when it has run out, refusals thrown as `Problem`.
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { read, readIfAny, refusals } from './read.ts'
import type { App, paths } from './schema.ts'

export { read, readIfAny }

const clients = new Map<string, Client<paths>>()

/** One client per market and app; the market is part of the address, `/m/{market}/api/v1/…`. */
export function browserApi(market: string, app: App = 'customer'): Client<paths> {
  const key = `${market} ${app}`
  const known = clients.get(key)
  if (known) return known

  const client = createClient<paths>({
    baseUrl: marketOrigin(market),
    credentials: 'same-origin',
    headers: { 'x-app': app, ...pageLanguage() },
  })
  client.use(refusals, renewal(market, app))
  clients.set(key, client)
  return client
}

/** Answers come in the language of the page they are shown on, whatever the browser prefers. */
function pageLanguage(): Record<string, string> {
  const language = globalThis.document?.documentElement.lang
  return language ? { 'accept-language': language } : {}
}

/** `params: { header: once(key) }` for a write that must happen once. Keep the key while the person may press again. */
export function once(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key }
}

/** A fresh key; `crypto.randomUUID` is missing on plain-HTTP addresses other than localhost. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** On 401: one refresh for however many requests met it, then each of them once more. */
function renewal(market: string, app: App): Middleware {
  const retries = new WeakMap<Request, Request>()
  let refreshing: Promise<boolean> | undefined
  const refresh = () => {
    refreshing ??= fetch(`${marketOrigin(market)}/api/v1/auth/refresh`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-app': app },
    })
      .then(
        (response) => response.ok,
        () => false,
      )
      .finally(() => (refreshing = undefined))
    return refreshing
  }
  return {
    onRequest({ request, schemaPath }) {
      if (!schemaPath.startsWith('/api/v1/auth/')) retries.set(request, request.clone())
    },
    async onResponse({ request, response }) {
      const again = retries.get(request)
      if (response.status !== 401 || !again || !(await refresh())) return undefined
      return fetch(again)
    },
  }
}

function marketOrigin(market: string): string {
  return `${window.location.origin}/m/${encodeURIComponent(market)}`
}
