// Real time: Socket.IO rooms fed from the event log, so that a message is sent only for what was committed.
import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Static, TSchema } from 'typebox'
import { type Actor, type Market, systemContext } from './context.ts'
import type { DatabasePool } from './db.ts'
import { DomainError } from './errors.ts'
import { newId } from './ids.ts'
import type { Errand } from './jobs.ts'
import type { AnnouncedEvent, EventDefinition } from './events.ts'

/** Which event is told to which rooms, under which name: a pure mapping. */
export interface Broadcast<S extends TSchema = TSchema> {
  readonly event: EventDefinition<S>
  /** The name on the socket: `order:status_updated`. */
  readonly name: string
  readonly rooms: (payload: Static<S>, marketId: string) => readonly string[]
  readonly body: (payload: Static<S>) => unknown
}

export function broadcast<S extends TSchema>(definition: Broadcast<S>): Broadcast {
  return definition
}

/** Whose sockets leave an order's room when an event says that it is no longer theirs to follow. */
export interface Farewell<S extends TSchema = TSchema> {
  readonly event: EventDefinition<S>
  readonly orderId: (payload: Static<S>) => string
  /** The room of those who leave: `rider:<id>`; undefined: nobody. */
  readonly who: (payload: Static<S>) => string | undefined
}

export function farewell<S extends TSchema>(definition: Farewell<S>): Farewell {
  return definition as unknown as Farewell
}

/** What a client may send: its actor is known, its payload is not yet trusted. */
export interface SocketCommand {
  readonly name: string
  readonly handle: (errand: Errand, payload: unknown) => Promise<unknown>
  /** What the handler answers is a `Relay`, passed on to these rooms and kept nowhere. */
  readonly relays?: true
}

/** Said to whoever is there right now, such as that somebody is typing. */
export interface Relay {
  readonly name: string
  readonly rooms: readonly string[]
  readonly body: unknown
}

export interface RealtimeOptions {
  readonly server: HttpServer
  readonly pool: DatabasePool
  readonly broadcasts: readonly Broadcast[]
  readonly farewells: readonly Farewell[]
  readonly commands: readonly SocketCommand[]
  /** Who is connecting: from the token in `auth.token`, or the app's session cookie. */
  readonly identify: (socket: Socket) => Promise<{ market: Market; actor: Actor } | undefined>
  /** May this actor listen to this order now? */
  readonly mayFollow: (market: Market, actor: Actor, orderId: string) => Promise<boolean>
  readonly onError: (error: unknown) => void
  /** How often every open line has to be good for a new one; a minute when left out. */
  readonly proveEveryMs?: number
}

export interface Realtime {
  /** Tells the rooms of an event that was read from the log. */
  tell(marketId: string, event: AnnouncedEvent): void
  readonly connections: () => number
  close(): Promise<void>
}

interface SocketData {
  market: Market
  actor: Actor
}

/** Rooms are named with the market in front: ids of another market can never be addressed. */
const roomName = (marketId: string, room: string) => `${marketId}/${room}`

export function startRealtime(options: RealtimeOptions): Realtime {
  const io = new Server<
    Record<string, never>,
    Record<string, (body: unknown) => void>,
    Record<string, never>,
    SocketData
  >(options.server, {
    path: '/socket',
    serveClient: false,
    pingInterval: 30_000,
    pingTimeout: 20_000,
    // Who comes back within two minutes hears what was said meanwhile; who they are is asked again.
    connectionStateRecovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: false },
    maxHttpBufferSize: 64 * 1024,
  })
  io.use((socket, next) => {
    options.identify(socket as unknown as Socket).then(
      (who) => {
        if (!who) return next(new Error('unauthenticated'))
        socket.data = who
        next()
      },
      (error: unknown) => {
        options.onError(error)
        next(new Error('unavailable'))
      },
    )
  })
  io.on('connection', (socket) => welcome(socket as unknown as Socket, options))
  // A session may end while its line is open: whoever could not open it now does not keep it.
  const proofs = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      options
        .identify(socket as unknown as Socket)
        .then((who) => void (who ?? socket.disconnect(true)), options.onError)
    }
  }, options.proveEveryMs ?? 60_000)

  const byEvent = Map.groupBy(options.broadcasts, (each) => each.event.name)

  return {
    tell(marketId, event) {
      for (const each of byEvent.get(event.name) ?? []) {
        const rooms = each.rooms(event.payload as never, marketId).map((room) => roomName(marketId, room))
        if (rooms.length > 0) io.to(rooms).emit(each.name, each.body(event.payload as never))
      }
      for (const each of options.farewells) {
        const who = each.event.name === event.name ? each.who(event.payload as never) : undefined
        if (who === undefined) continue
        const room = roomName(marketId, `order:${each.orderId(event.payload as never)}`)
        io.in(roomName(marketId, who)).socketsLeave(room)
      }
    },
    connections: () => io.engine.clientsCount,
    close() {
      clearInterval(proofs)
      return new Promise<void>((resolve) => void io.close(() => resolve()))
    },
  }
}

function welcome(socket: Socket, options: RealtimeOptions): void {
  const { market, actor } = socket.data as SocketData
  const own = new Set(ownRooms(market, actor).map((room) => roomName(market.id, room)))
  for (const room of own) void socket.join(room)
  if (socket.recovered) leaveWhatIsOver(socket, own, options)

  socket.on('join_room', (wanted: unknown, reply?: unknown) => {
    const answer = typeof reply === 'function' ? (reply as (body: unknown) => void) : () => {}
    const orderId = (wanted as { orderId?: unknown } | null)?.orderId
    if (typeof orderId !== 'string') return answer({ joined: false, problem: 'Name the order: { orderId }.' })

    options.mayFollow(market, actor, orderId).then(
      (may) => {
        if (may) void socket.join(roomName(market.id, `order:${orderId}`))
        answer({ joined: may })
      },
      (error: unknown) => {
        options.onError(error)
        answer({ joined: false })
      },
    )
  })
  socket.on('leave_room', (left: unknown) => {
    const orderId = (left as { orderId?: unknown } | null)?.orderId
    if (typeof orderId === 'string') void socket.leave(roomName(market.id, `order:${orderId}`))
  })
  for (const command of options.commands) {
    socket.on(command.name, (payload: unknown, reply?: unknown) => {
      const answer = typeof reply === 'function' ? (reply as (body: unknown) => void) : () => {}
      command.handle(errandOf(options.pool, market, actor, command.name), payload).then(
        (body) => {
          if (!command.relays) return answer({ ok: true, body })
          const relay = body as Relay | undefined
          const rooms = relay?.rooms.map((room) => roomName(market.id, room)) ?? []
          if (relay && rooms.length > 0) socket.to(rooms).emit(relay.name, relay.body)
          answer({ ok: true })
        },
        (error: unknown) => {
          if (error instanceof DomainError) return answer({ ok: false, code: error.code, problem: error.message })
          options.onError(error)
          answer({ ok: false, problem: 'Something went wrong on our side.' })
        },
      )
    })
  }
}

/** Rooms come back with a recovered line: orders that are not theirs to follow any more have to be left. */
function leaveWhatIsOver(socket: Socket, own: ReadonlySet<string>, options: RealtimeOptions): void {
  const { market, actor } = socket.data as SocketData
  const orders = roomName(market.id, 'order:')
  for (const room of socket.rooms) {
    if (room === socket.id || own.has(room)) continue
    if (!room.startsWith(orders)) {
      void socket.leave(room)
      continue
    }
    options.mayFollow(market, actor, room.slice(orders.length)).then(
      (may) => void (may || socket.leave(room)),
      (error: unknown) => {
        options.onError(error)
        void socket.leave(room)
      },
    )
  }
}

function errandOf(pool: DatabasePool, market: Market, actor: Actor, name: string): Errand {
  const door = pool.market(market.id)
  return { db: door.db, open: door.open, ctx: { ...systemContext(market, name), actor, requestId: newId() } }
}

/** The rooms a session is in by right, told from its token only. */
export function ownRooms(market: Market, actor: Actor): string[] {
  if (actor.kind !== 'account') return []

  return [
    `customer:${actor.accountId}`,
    ...actor.vendorIds.map((vendorId) => `vendor:${vendorId}`),
    ...(actor.riderId === undefined ? [] : [`rider:${actor.riderId}`]),
    ...(actor.roles.includes('admin') ? [`admin:${market.id}`] : []),
  ]
}
