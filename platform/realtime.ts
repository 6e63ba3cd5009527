// Real time: Socket.IO rooms fed from the event log, so that a message is sent only for what was committed.
import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Static, TSchema } from 'typebox'
import type { Actor, Market } from './context.ts'
import { type DatabasePool, sql } from './db.ts'
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
  return definition as unknown as Broadcast
}

/** What a client may send: its actor is known, its payload is not yet trusted. */
export interface SocketCommand {
  readonly name: string
  readonly handle: (market: Market, actor: Actor, payload: unknown) => Promise<unknown>
}

export interface RealtimeOptions {
  readonly server: HttpServer
  readonly operatorPool: DatabasePool
  readonly broadcasts: readonly Broadcast[]
  readonly commands: readonly SocketCommand[]
  /** Who is connecting: from the token in `auth.token`, or the app's session cookie. */
  readonly identify: (socket: Socket) => Promise<{ market: Market; actor: Actor } | undefined>
  /** May this actor listen to this order now? */
  readonly mayFollow: (market: Market, actor: Actor, orderId: string) => Promise<boolean>
  /** Told of every event read, for caches of this process. */
  readonly onEvent: (marketId: string, event: AnnouncedEvent) => void
  readonly onError: (error: unknown) => void
  readonly pollMs?: number
}

export interface Realtime {
  wake(): void
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
  const io = new Server<Record<string, never>, Record<string, (body: unknown) => void>, Record<string, never>, SocketData>(
    options.server,
    { path: '/socket', serveClient: false, pingInterval: 30_000, pingTimeout: 20_000, maxHttpBufferSize: 64 * 1024 },
  )
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

  const byEvent = Map.groupBy(options.broadcasts, (each) => each.event.name)
  const tail = tailEvents(options, (marketId, event) => {
    options.onEvent(marketId, event)
    for (const each of byEvent.get(event.name) ?? []) {
      const rooms = each.rooms(event.payload as never, marketId).map((room) => roomName(marketId, room))
      if (rooms.length > 0) io.to(rooms).emit(each.name, each.body(event.payload as never))
    }
  })

  return {
    wake: tail.wake,
    connections: () => io.engine.clientsCount,
    async close() {
      await tail.close()
      await new Promise<void>((resolve) => io.close(() => resolve()))
    },
  }
}

function welcome(socket: Socket, options: RealtimeOptions): void {
  const { market, actor } = socket.data as SocketData
  for (const room of ownRooms(market, actor)) void socket.join(roomName(market.id, room))

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
      command.handle(market, actor, payload).then(
        (body) => answer({ ok: true, body }),
        (error: unknown) => answer({ ok: false, problem: error instanceof Error ? error.message : 'failed' }),
      )
    })
  }
}

/** The rooms a session is in by right, told from its token only. */
function ownRooms(market: Market, actor: Actor): string[] {
  if (actor.kind !== 'account') return []

  return [
    `customer:${actor.accountId}`,
    ...actor.vendorIds.map((vendorId) => `vendor:${vendorId}`),
    ...(actor.riderId === undefined ? [] : [`rider:${actor.riderId}`]),
    ...(actor.roles.includes('admin') ? [`admin:${market.id}`] : []),
  ]
}

interface Tail {
  wake(): void
  close(): Promise<void>
}

/**
 * Reads the log of all markets from now on. Each process has a place of its own, kept in memory: whoever was not
 * connected when a thing happened asks the API on connecting.
 */
function tailEvents(options: RealtimeOptions, tell: (marketId: string, event: AnnouncedEvent) => void): Tail {
  const { operatorPool, pollMs = 200 } = options
  let closed = false
  let ring: (() => void) | undefined
  let woken = false
  const running = loop()

  async function loop(): Promise<void> {
    let after = { xid: '0', position: 0 }
    let started = false
    while (!closed) {
      try {
        if (!started) after = await horizon()
        started = true
        after = await readOn(after)
      } catch (error) {
        options.onError(error)
      }
      if (closed) return
      if (woken) {
        woken = false
        continue
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs)
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      ring = undefined
      woken = false
    }
  }

  async function horizon(): Promise<{ xid: string; position: number }> {
    const { rows } = await sql<{ xid: string }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid`.execute(
      operatorPool.across.db as never,
    )
    return { xid: rows[0]?.xid ?? '0', position: 0 }
  }

  async function readOn(after: { xid: string; position: number }): Promise<{ xid: string; position: number }> {
    const { rows } = await sql<AnnouncedEvent & { xid: string; market_id: string }>`
      SELECT xid::text, position, id, market_id, name, version, payload, at FROM events.log
      WHERE (xid, position) > (${after.xid}::xid8, ${after.position}::bigint)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, position LIMIT 500
    `.execute(operatorPool.across.db as never)
    for (const row of rows) tell(row.market_id, row)
    const last = rows.at(-1)
    if (rows.length === 500) woken = true

    return last ? { xid: last.xid, position: last.position } : after
  }

  return {
    wake() {
      woken = true
      ring?.()
    },
    async close() {
      closed = true
      ring?.()
      await running
    },
  }
}
