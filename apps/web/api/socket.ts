// The live line: one socket per market and app, signed in by cookie, patient when the network is not there.
import { io, type Socket } from 'socket.io-client'
import { browserApi } from './client.ts'
import type { App } from './schema.ts'

const sockets = new Map<string, Socket>()

/** Connects on first use. The server puts us in our own rooms by what the app's cookie says. */
export function liveLine(market: string, app: App = 'customer'): Socket {
  const key = `${market} ${app}`
  const known = sockets.get(key)
  if (known) return known

  const socket = io({
    path: '/socket',
    query: { market, app },
    withCredentials: true,
    transports: ['websocket', 'polling'],
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 16_000,
    randomizationFactor: 0.4,
  })
  // The server hangs up when the session has run out: any request renews it, then we call again.
  socket.on('disconnect', (reason) => {
    if (reason !== 'io server disconnect') return
    setTimeout(() => {
      void browserApi(market, app)
        .GET('/api/v1/users/profile')
        .catch(() => undefined)
        .then(() => socket.connect())
    }, 1_000)
  })
  sockets.set(key, socket)
  return socket
}

/** Hears one event until the returned function is called; made for `useEffect`. */
export function hear<Payload>(
  market: string,
  event: string,
  listener: (payload: Payload) => void,
  app: App = 'customer',
): () => void {
  const socket = liveLine(market, app)
  socket.on(event, listener)
  return () => socket.off(event, listener)
}

/** After signing in or out the cookie is another: the line has to introduce itself again. */
export function redial(market: string, app: App = 'customer'): void {
  sockets.get(`${market} ${app}`)?.disconnect().connect()
}

/** Follows one order closely, its rider included, until the returned function is called; again after every reconnect. */
export function followOrder(market: string, orderId: string, app: App = 'customer'): () => void {
  const socket = liveLine(market, app)
  const join = () => socket.emit('join_room', { orderId })
  if (socket.connected) join()
  socket.on('connect', join)
  return () => {
    socket.off('connect', join)
    socket.emit('leave_room', { orderId })
  }
}
