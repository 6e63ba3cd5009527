// How people of the town reach the platform: the public API with its own description as types, and sockets.
import createClient, { type Client } from 'openapi-fetch'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Socket, io } from 'socket.io-client'
import type { components, paths } from '../apps/web/api/schema.generated.ts'
import type { Traffic } from './report.ts'

export type Api = Client<paths>
/** What the API answers, by name. */
export type Schemas = components['schemas']

/** Where the platform is, and what goes over the wire to it. */
export interface Line {
  readonly url: string
  readonly market: string
  readonly traffic: Traffic
  /** Hangs up whatever is still under way. */
  readonly signal: AbortSignal
}

/** A "no" of the API: RFC 9457, with our code. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: string, status: number, facts: Record<string, unknown>) {
    super(`${code} (${status})${typeof facts.title === 'string' ? `: ${facts.title}` : ''}`)
    this.name = 'Refused'
    this.code = code
    this.status = status
    this.facts = facts
  }
}

/** Somebody who is signed in. */
export interface Person {
  readonly name: string
  readonly accountId: string
  readonly vendorIds: readonly string[]
  readonly api: Api
  /** Hears what the platform says to this person, until `signal` of the line. */
  hear<Body>(event: string, listener: (body: Body) => void): void
}

export interface SignIn {
  readonly email: string
  readonly password: string
}

/** Anybody from the street. */
export function visitor(line: Line): Api {
  return openApi(line, async () => undefined)
}

export async function signIn(line: Line, { email, password }: SignIn): Promise<Person> {
  const api = visitor(line)

  return personOf(line, await read(api.POST('/api/v1/auth/login', { body: { email, password } })))
}

/** An account of one's own; whoever has been in town before signs in again. */
export async function register(
  line: Line,
  person: SignIn & { readonly name: string; readonly role: 'customer' | 'rider' },
): Promise<Person> {
  try {
    return personOf(line, await read(visitor(line).POST('/api/v1/auth/register', { body: person })))
  } catch (error) {
    if (error instanceof Refused && error.status === 409) return signIn(line, person)
    throw error
  }
}

function personOf(line: Line, session: Session): Person {
  const token = tokenKeeper(visitor(line), session)
  const socket = socketOpener(line, token)
  const { id, name, vendorIds } = session.account

  return {
    name,
    accountId: id,
    vendorIds,
    api: openApi(line, token),
    hear(event, listener) {
      socket().on(event, (body) => {
        line.traffic.heard++
        listener(body)
      })
    },
  }
}

/** `const page = await read(api.GET('/api/v1/vendors'))`; refusals are thrown. */
export async function read<Data>(answer: Promise<{ data?: Data }>): Promise<NonNullable<Data>> {
  const { data } = await answer
  if (data === undefined || data === null) throw new Error('the API answered without a body')

  return data
}

/** A browser on the payment gateway's pages: forms go out as forms, redirects are left to the caller. */
export function browse(line: Line): (url: string, form?: URLSearchParams) => Promise<Response> {
  return (url, form) =>
    metered(line, () =>
      fetch(url, {
        ...(form && { method: 'POST', body: form }),
        headers: { accept: 'text/html', 'accept-language': 'en' },
        redirect: 'manual',
        signal: line.signal,
      }),
    )
}

function openApi(line: Line, token: () => Promise<string | undefined>): Api {
  const client = createClient<paths>({
    baseUrl: `${line.url}/m/${line.market}`,
    fetch: (request) => send(line, request),
  })
  client.use({
    async onRequest({ request }) {
      const bearer = await token()
      if (bearer !== undefined) request.headers.set('authorization', `Bearer ${bearer}`)
      request.headers.set('accept-language', 'en')
      return request
    },
  })

  return client
}

const mostTries = 6

/**
 * Sends, and sends again what was limited or did not get through: writes carry a key, or are steps that are taken only
 * once. Other refusals are thrown.
 */
async function send(line: Line, request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await metered(line, () => fetch(request.clone(), { signal: line.signal })).catch(
      (error: unknown) => {
        if (line.signal.aborted || attempt >= mostTries) throw error
        return undefined
      },
    )
    if (response?.ok) return response

    const refused = response && (await refusalIn(response))
    const waitSeconds = response ? Number(response.headers.get('retry-after') ?? 1) : 0.2 * 2 ** attempt
    const worthwhile = refused === undefined || (refused.code === 'http.too_many' && waitSeconds <= 60)
    if (!worthwhile || attempt >= mostTries) {
      line.traffic.refusals.set(
        refused?.code ?? 'unreachable',
        (line.traffic.refusals.get(refused?.code ?? 'unreachable') ?? 0) + 1,
      )
      throw refused ?? new Error(`${request.method} ${request.url} did not get through`)
    }
    await sleep(waitSeconds * 1000, undefined, { signal: line.signal })
  }
}

async function metered(line: Line, call: () => Promise<Response>): Promise<Response> {
  const startedAt = performance.now()
  const response = await call()
  line.traffic.requests++
  line.traffic.milliseconds.push(performance.now() - startedAt)

  return response
}

async function refusalIn(response: Response): Promise<Refused> {
  const facts = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const code = typeof facts.code === 'string' ? facts.code : `http_${response.status}`

  return new Refused(code, response.status, facts)
}

interface Tokens {
  readonly accessToken?: string | undefined
  readonly refreshToken?: string | undefined
  readonly expiresInSeconds: number
}

interface Session extends Tokens {
  readonly account: { readonly id: string; readonly name: string; readonly vendorIds: readonly string[] }
}

/** Renewed a minute before it runs out, once for however many ask at that moment. */
function tokenKeeper(api: Api, session: Tokens): () => Promise<string | undefined> {
  let tokens = session
  let renewAt = renewalTime(session)
  let renewing: Promise<void> | undefined

  return async () => {
    if (performance.now() >= renewAt) {
      renewing ??= renew().finally(() => (renewing = undefined))
      await renewing
    }
    return tokens.accessToken
  }

  async function renew(): Promise<void> {
    const { refreshToken } = tokens
    if (refreshToken === undefined) throw new Error('the session cannot be renewed')
    tokens = await read(api.POST('/api/v1/auth/refresh', { body: { refreshToken } }))
    renewAt = renewalTime(tokens)
  }
}

function renewalTime({ expiresInSeconds }: Tokens): number {
  return performance.now() + Math.max(1, expiresInSeconds - 60) * 1000
}

/** One socket a person, opened when something is to be heard. */
function socketOpener(line: Line, token: () => Promise<string | undefined>): () => Socket {
  let socket: Socket | undefined

  return () => {
    if (socket) return socket

    const opened = io(line.url, {
      path: '/socket',
      transports: ['websocket'],
      auth: (tell) =>
        void token().then(
          (bearer) => tell({ market: line.market, token: bearer }),
          () => tell({ market: line.market }),
        ),
    })
    line.signal.addEventListener('abort', () => opened.disconnect(), { once: true })
    socket = opened
    return opened
  }
}
