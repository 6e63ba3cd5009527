// A payment provider with moods and a book of its own. Each protocol says how it is spoken to; what becomes of the money
// is the same for all of them, and the book is the oracle that our ledger is held against.
import assert from 'node:assert/strict'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { HeardMessage } from '../gateway.ts'

/**
 * What happens to a charge and to the answer about it. Taken: the payer's money has moved at once. Waiting: the payer
 * has yet to approve. Nothing: there is no charge. Then: the answer never comes, is a 500, is a broken connection, or is
 * what it should be; a lie says that a charge was made which was not.
 */
export type Mood =
  | 'taken, no answer'
  | 'taken, 500'
  | 'taken, cut'
  | 'nothing, no answer'
  | 'nothing, 500'
  | 'nothing, lie'
  | 'waiting, answered'

export interface FakeCharge {
  /** What the provider calls the money once it has moved. */
  readonly id: string
  /** What it calls the wish to collect it, where that has a name of its own. */
  readonly orderId: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  state: 'waiting' | 'approved' | 'succeeded' | 'failed'
}

/** What was given back of a charge; the same reference again is the same refund. */
export interface FakeRefund {
  readonly id: string
  readonly reference: string
  readonly amountMinor: number
  readonly charge: FakeCharge
  state: 'waiting' | 'succeeded' | 'failed'
}

export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** The body as JSON or as a form, by its type. */
  readonly body: Record<string, unknown>
}

export interface FakeReply {
  readonly status: number
  readonly body: unknown
}

type Show = (charge: FakeCharge) => FakeReply

/** What a request is about. */
export type Step =
  | { readonly does: 'charge'; readonly wish: Wish; readonly show: Show }
  | { readonly does: 'look'; readonly at: FakeCharge | undefined; readonly show: Show; readonly missing: FakeReply }
  | { readonly does: 'answer'; readonly reply: FakeReply }
  | {
      readonly does: 'refund'
      readonly of: FakeCharge | undefined
      readonly wish: { readonly reference: string; readonly amountMinor: number }
      readonly show: (refund: FakeRefund) => FakeReply
      readonly refused: FakeReply
    }

export type Wish = Pick<FakeCharge, 'reference' | 'amountMinor' | 'currency'>

export interface Telling {
  readonly charge: FakeCharge
  readonly eventId: string
  readonly at: Date
  readonly secret: string
}

export interface Protocol {
  /** Ids as this provider makes them. */
  readonly ids: () => Pick<FakeCharge, 'id' | 'orderId'>
  /** What the payer's yes makes of a charge; 'approved' where the merchant collects it afterwards. */
  readonly approved: 'approved' | 'succeeded'
  /** Whether the same reference again is the same charge. */
  readonly once: boolean
  /** Whether its credentials and its form are right; what is not understood is answered undefined. */
  understand(request: FakeRequest, charges: readonly FakeCharge[], refunds: readonly FakeRefund[]): Step | undefined
  tell(telling: Telling): Pick<HeardMessage, 'headers' | 'query' | 'body'>
}

export interface FakeProvider {
  readonly origin: string
  mood: Mood
  /** Whether everything but charging answers with a 500. */
  deaf: boolean
  /** What becomes of refunds: they are paid and said so; are paid, and the answer is an error; or come about later. */
  refundMood: 'paid' | 'mute' | 'slow'
  readonly refunds: readonly FakeRefund[]
  /** Longer than this it keeps everybody waiting. */
  delayMs: number
  readonly charges: readonly FakeCharge[]
  /** References it was asked to charge, as they came, also those that charged nothing. */
  readonly asked: readonly string[]
  /** Every request it understood as a wish to charge. */
  readonly requests: readonly FakeRequest[]
  of(reference: string): FakeCharge
  /** The payer says yes. What it was asked to charge before and did not, it charges now. */
  approve(reference: string): void
  decline(reference: string): void
  /** What it says it has collected, as `id amount`, sorted. */
  book(): string[]
  tell(telling: Omit<Telling, 'charge' | 'at'> & { reference: string; at?: Date }): Omit<HeardMessage, 'at'>
  close(): Promise<void>
}

export async function startFakeProvider(protocol: Protocol): Promise<FakeProvider> {
  const charges: FakeCharge[] = []
  const wishes = new Map<string, Wish>()
  const asked: string[] = []
  const requests: FakeRequest[] = []
  const refunds: FakeRefund[] = []
  const giveBack = ({ of, wish, show, refused }: Extract<Step, { does: 'refund' }>): FakeReply => {
    const known = refunds.find(({ reference }) => reference === wish.reference)
    if (known) return show(known)
    const given = refunds.reduce((sum, each) => (each.charge === of ? sum + each.amountMinor : sum), 0)
    if (of?.state !== 'succeeded' || given + wish.amountMinor > of.amountMinor) return refused
    const state = provider.refundMood === 'slow' ? ('waiting' as const) : ('succeeded' as const)
    const made = { id: `rfnd_${crypto.randomUUID()}`, ...wish, charge: of, state }
    refunds.push(made)

    return provider.refundMood === 'mute' ? { status: 500, body: { error: 'a bad day' } } : show(made)
  }
  const make = (wish: Wish, state: FakeCharge['state']): FakeCharge => ({ ...protocol.ids(), ...wish, state })
  const charge = (reference: string, state: FakeCharge['state']): FakeCharge => {
    const known = charges.find((each) => each.reference === reference)
    if (known && protocol.once) return known
    const made = make(wishes.get(reference) ?? assert.fail(`nobody has asked for ${reference}`), state)
    charges.push(made)
    return made
  }

  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const said = await read(request)
    const step = protocol.understand(said, charges, refunds)
    if (provider.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, provider.delayMs).unref())
    if (!step) return send(response, { status: 404, body: { error: 'not of this protocol' } })
    if (step.does !== 'charge') {
      if (provider.deaf) return send(response, { status: 500, body: { error: 'a bad day' } })
      if (step.does === 'answer') return send(response, step.reply)
      if (step.does === 'refund') return send(response, giveBack(step))
      return send(response, step.at ? step.show(step.at) : step.missing)
    }

    const { wish } = step
    const [made, answer] = provider.mood.split(', ')
    asked.push(wish.reference)
    requests.push(said)
    wishes.set(wish.reference, wish)
    if (answer === 'lie') return send(response, step.show(make(wish, 'succeeded')))
    const found =
      made === 'nothing' ? undefined : charge(wish.reference, made === 'taken' ? protocol.approved : 'waiting')
    if (answer === '500') return send(response, { status: 500, body: { error: 'a bad day' } })
    if (answer === 'cut') return void request.socket.destroy()
    if (answer === 'answered' && found) return send(response, step.show(found))
  }
  const server = createServer((request, response) => void hear(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address && typeof address === 'object')

  const provider: FakeProvider = {
    origin: `http://127.0.0.1:${address.port}`,
    mood: 'waiting, answered',
    deaf: false,
    delayMs: 0,
    refundMood: 'paid',
    refunds,
    charges,
    asked,
    requests,
    of: (reference) =>
      charges.find((each) => each.reference === reference) ?? assert.fail(`no charge for ${reference}`),
    approve(reference) {
      const known = charges.find((each) => each.reference === reference) ?? charge(reference, 'waiting')
      known.state = protocol.approved
    },
    decline(reference) {
      provider.of(reference).state = 'failed'
    },
    book: () =>
      charges
        .filter(({ state }) => state === 'succeeded')
        .map(({ id, amountMinor }) => `${id} ${amountMinor}`)
        .toSorted(),
    tell({ reference, at = new Date(), ...telling }) {
      return protocol.tell({ ...telling, at, charge: provider.of(reference) })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  return provider
}

async function read(request: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const url = new URL(request.url ?? '/', 'http://fake')
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')

  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text,
    body: form
      ? Object.fromEntries(new URLSearchParams(text))
      : text === ''
        ? {}
        : (JSON.parse(text) as FakeRequest['body']),
  }
}

function send(response: ServerResponse, { status, body }: FakeReply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
