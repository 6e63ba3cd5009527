// Live orders over a plain WebSocket, for clients without Socket.IO: `/api/v1/tracking/ws`.
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Actor, Market } from './context.ts'
import type { AnnouncedEvent } from './events.ts'
import { type Broadcast, type Farewell, ownRooms } from './realtime.ts'

export interface TrackingOptions {
  readonly server: HttpServer
  readonly broadcasts: readonly Broadcast[]
  readonly farewells: readonly Farewell[]
  /** Who is connecting, and the address as our routes know it. */
  readonly identify: (request: IncomingMessage) => Promise<{ market: Market; actor: Actor } | undefined>
  readonly isTracking: (request: IncomingMessage) => boolean
  readonly mayFollow: (market: Market, actor: Actor, orderId: string) => Promise<boolean>
  readonly onError: (error: unknown) => void
}

export interface Tracking {
  tell(marketId: string, event: AnnouncedEvent): void
  readonly connections: () => number
  close(): void
}

const heartbeatMs = 30_000
/** A client that follows more orders than this at once is not a person. */
const mostFollowed = 20

/** Sends `{ type: 'follow' | 'unfollow', orderId }`; hears `{ type: 'following' | 'refused', orderId }` and `{ type: <event>, data }`. */
export function startTracking(options: TrackingOptions): Tracking {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })
  const followers = new Map<string, Set<WebSocket>>()
  const rightsOf = new WeakMap<WebSocket, readonly string[]>()
  const byEvent = Map.groupBy(options.broadcasts, (each) => each.event.name)

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!options.isTracking(request)) return
    options.identify(request).then(
      (who) => {
        if (!who) return refuse(socket, '401 Unauthorized')
        sockets.handleUpgrade(request, socket, head, (client) => welcome(client, who))
      },
      (error: unknown) => {
        options.onError(error)
        refuse(socket, '503 Service Unavailable')
      },
    )
  }
  options.server.on('upgrade', upgrade)
  const heartbeat = setInterval(() => {
    for (const client of sockets.clients) client.ping()
  }, heartbeatMs)

  function welcome(client: WebSocket, { market, actor }: { market: Market; actor: Actor }): void {
    rightsOf.set(client, ownRooms(market, actor))
    const followed = new Set<string>()
    const leave = (room: string) => {
      followers.get(room)?.delete(client)
      if (followers.get(room)?.size === 0) followers.delete(room)
      followed.delete(room)
    }
    client.on('error', () => client.terminate())
    client.on('close', () => [...followed].forEach(leave))
    client.on('message', (data) => {
      const asked = wish(data)
      if (!asked) return say(client, { type: 'malformed', wanted: '{"type":"follow","orderId":"…"}' })
      const room = roomOf(market.id, `order:${asked.orderId}`)
      if (asked.type === 'unfollow') return leave(room)
      if (followed.size >= mostFollowed) return say(client, { type: 'refused', orderId: asked.orderId })

      options.mayFollow(market, actor, asked.orderId).then((may) => {
        if (may) {
          followed.add(room)
          followers.set(room, (followers.get(room) ?? new Set()).add(client))
        }
        say(client, { type: may ? 'following' : 'refused', orderId: asked.orderId })
      }, options.onError)
    })
  }

  return {
    tell(marketId, event) {
      if (followers.size === 0) return
      for (const each of byEvent.get(event.name) ?? []) {
        const rooms = each.rooms(event.payload as never, marketId).map((room) => roomOf(marketId, room))
        const clients = new Set(rooms.flatMap((room) => [...(followers.get(room) ?? [])]))
        for (const client of clients) say(client, { type: each.name, data: each.body(event.payload) })
      }
    },
    connections: () => sockets.clients.size,
    close() {
      clearInterval(heartbeat)
      options.server.off('upgrade', upgrade)
      for (const client of sockets.clients) client.close(1001, 'the server goes down')
      sockets.close()
    },
  }
}

const roomOf = (marketId: string, room: string) => `${marketId}/${room}`

function say(client: WebSocket, message: unknown): void {
  if (client.readyState === client.OPEN) client.send(JSON.stringify(message))
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function wish(data: RawData): { type: 'follow' | 'unfollow'; orderId: string } | undefined {
  try {
    const { type, orderId } = JSON.parse((data as Buffer).toString()) as { type?: unknown; orderId?: unknown }
    if ((type !== 'follow' && type !== 'unfollow') || typeof orderId !== 'string') return undefined

    return { type, orderId }
  } catch {
    return undefined
  }
}
