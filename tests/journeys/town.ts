// A whole server on a fresh database with demo markets, and people who use it over HTTP and sockets like anybody else.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { type Socket, io } from 'socket.io-client'
import { readConfig } from '@provender/platform/config'
import { type TestDatabase, openTestDatabase } from '@provender/platform/testing'
import { loadDemo } from '../../apps/server/demo.ts'
import { checkPort } from '../../apps/server/launch-port.ts'
import { startServer } from '../../apps/server/server.ts'
import { demoPassword } from '../../apps/server/welcome.ts'

export interface Reply<T = Record<string, never>> {
  readonly status: number
  readonly headers: Headers
  /** Undeclared on purpose: a journey reads what a client would read. */
  readonly body: T
}

/** Anything JSON says; journeys assert what they find in it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a journey stands where an untyped client stands.
export type Json = any

export interface Person {
  readonly token: string
  readonly account: Json
  get(path: string, headers?: Record<string, string>): Promise<Reply<Json>>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<Json>>
  /** A socket in this market, closed when the test file ends. */
  listen(): Promise<Socket>
}

export interface Town {
  readonly url: string
  readonly database: TestDatabase
  visitor(market: string): Person
  signIn(market: string, email: string, password?: string): Promise<Person>
  demo(market: string, role: 'customer' | 'vendor' | 'rider' | 'admin'): Promise<Person>
}

export async function openTown(options: { markets?: readonly string[]; roles?: string } = {}): Promise<Town> {
  const database = await openTestDatabase({ closeAfter: false })
  const databases = {
    appUrl: database.appUrl,
    operatorUrl: database.operatorUrl,
    jobsUrl: database.jobsUrl,
    adminUrl: database.adminUrl,
  }
  await loadDemo({ databases, ...(options.markets && { markets: options.markets }), onProgress: () => {} })
  const port = await checkPort({ host: '127.0.0.1', port: 0 })
  const config = readConfig(
    {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      LIMIT_FACTOR: '0',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
      ROLES: options.roles ?? 'customer,vendor,rider,admin,realtime,worker',
    },
    [],
  )
  const server = await startServer({ ...config, databases })
  const sockets: Socket[] = []
  after(async () => {
    for (const socket of sockets) socket.close()
    await server.close()
    await database.close()
  })

  const person = (market: string, token: string, account: Json): Person => {
    const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${server.url}/m/${market}/api/v1${path}`, {
        method,
        headers: {
          ...(token !== '' && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          'accept-language': 'en',
          'idempotency-key': crypto.randomUUID(),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const isJson = (answer.headers.get('content-type') ?? '').includes('json')
      const said: unknown = isJson ? JSON.parse(text) : text
      return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : said }
    }

    return {
      token,
      account,
      send,
      get: (path, headers) => send('GET', path, undefined, headers),
      async listen() {
        const socket = io(server.url, {
          path: '/socket',
          auth: { market, token },
          transports: ['websocket'],
          reconnection: false,
        })
        sockets.push(socket)
        await new Promise<void>((resolve, reject) => {
          socket.once('connect', resolve)
          socket.once('connect_error', reject)
        })
        return socket
      },
    }
  }

  const town: Town = {
    url: server.url,
    database,
    visitor: (market) => person(market, '', undefined),
    async signIn(market, email, password = demoPassword) {
      const answer = await person(market, '', undefined).send('POST', '/auth/login', { email, password })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      return person(market, answer.body.accessToken, answer.body.account)
    },
    demo: (market, role) => town.signIn(market, `${role}@${market}.test`),
  }

  return town
}

/** Looks again until it is true, for what happens behind the scenes. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
  seconds = 15,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) assert.fail(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
