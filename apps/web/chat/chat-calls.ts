// The conversation of an order over the API, in the name of each app.
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import type { App } from '../api/schema.ts'
import type { components } from '../api/schema.generated.ts'

export type Chat = components['schemas']['Chat']
export type ChatMessage = components['schemas']['ChatMessage']
export type Wish = { text: string } | { canned: string }

export interface ChatCalls {
  load: () => Promise<Chat>
  send: (wish: Wish) => Promise<Chat>
  readUpTo: (messageId: string) => Promise<Chat>
  report: (messageId: string, reason: string) => Promise<Chat>
}

export function chatCalls(market: string, app: App, orderId: string): ChatCalls {
  const api = browserApi(market, app)
  const path = { orderId }
  const keyed = () => ({ path, header: once(newIdempotencyKey()) })
  const named = (messageId: string) => ({ path: { orderId, messageId } })
  if (app === 'vendor')
    return {
      load: () => read(api.GET('/api/v1/vendor/orders/{orderId}/chat', { params: { path } })),
      send: (body) => read(api.POST('/api/v1/vendor/orders/{orderId}/chat', { params: keyed(), body })),
      readUpTo: (id) => read(api.PUT('/api/v1/vendor/orders/{orderId}/chat/{messageId}/read', { params: named(id) })),
      report: (id, reason) =>
        read(
          api.POST('/api/v1/vendor/orders/{orderId}/chat/{messageId}/report', { params: named(id), body: { reason } }),
        ),
    }
  if (app === 'rider')
    return {
      load: () => read(api.GET('/api/v1/rider/orders/{orderId}/chat', { params: { path } })),
      send: (body) => read(api.POST('/api/v1/rider/orders/{orderId}/chat', { params: keyed(), body })),
      readUpTo: (id) => read(api.PUT('/api/v1/rider/orders/{orderId}/chat/{messageId}/read', { params: named(id) })),
      report: (id, reason) =>
        read(
          api.POST('/api/v1/rider/orders/{orderId}/chat/{messageId}/report', { params: named(id), body: { reason } }),
        ),
    }
  if (app === 'admin')
    return {
      load: () => read(api.GET('/api/v1/admin/orders/{orderId}/chat', { params: { path } })),
      send: (body) => read(api.POST('/api/v1/admin/orders/{orderId}/chat', { params: keyed(), body })),
      readUpTo: (id) => read(api.PUT('/api/v1/admin/orders/{orderId}/chat/{messageId}/read', { params: named(id) })),
      // For an administrator the report is the decision.
      report: (id, reason) =>
        read(
          api.PUT('/api/v1/admin/orders/{orderId}/chat/{messageId}/hidden', {
            params: named(id),
            body: { hidden: true, reason },
          }),
        ),
    }
  return {
    load: () => read(api.GET('/api/v1/orders/{orderId}/chat', { params: { path } })),
    send: (body) => read(api.POST('/api/v1/orders/{orderId}/chat', { params: keyed(), body })),
    readUpTo: (id) => read(api.PUT('/api/v1/orders/{orderId}/chat/{messageId}/read', { params: named(id) })),
    report: (id, reason) =>
      read(api.POST('/api/v1/orders/{orderId}/chat/{messageId}/report', { params: named(id), body: { reason } })),
  }
}
