// The live line: one socket per market, signed in by cookie, patient when the network is not there.
import { io, type Socket } from 'socket.io-client'

const sockets = new Map<string, Socket>()

/** Connects on first use. The server puts us in our own rooms by what the cookie says. */
export function liveLine(market: string): Socket {
  const known = sockets.get(market)
  if (known) return known

  const socket = io({
    path: '/socket',
    query: { market },
    withCredentials: true,
    transports: ['websocket', 'polling'],
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 16_000,
    randomizationFactor: 0.4,
  })
  sockets.set(market, socket)
  return socket
}

/** Hears one event until the returned function is called; made for `useEffect`. */
export function hear<Payload>(market: string, event: string, listener: (payload: Payload) => void): () => void {
  const socket = liveLine(market)
  socket.on(event, listener)
  return () => socket.off(event, listener)
}

/** After signing in or out the cookie is another: the line has to introduce itself again. */
export function redial(market: string): void {
  sockets.get(market)?.disconnect().connect()
}
