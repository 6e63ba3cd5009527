// A payment provider with moods and a book of its own. It speaks the sandbox's protocol and keeps what it has charged.
import assert from 'node:assert/strict'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'

/**
 * What happens to a charge and to the answer about it. Taken: the payer's money has moved at once. Waiting: the payer
 * has yet to approve. Then: the answer never comes, is a 500, is a broken connection, or is what it should be.
 */
export type Mood =
  | 'taken, no answer'
  | 'taken, 500'
  | 'taken, cut'
  | 'nothing, no answer'
  | 'nothing, 500'
  | 'waiting, answered'

export interface Charge {
  readonly id: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  state: 'waiting' | 'succeeded' | 'failed'
}

export interface MoodyProvider {
  readonly origin: string
  mood: Mood
  /** Whether its status address answers with a 500. */
  deaf: boolean
  /** Charges by our reference: the same reference again is the same charge. */
  readonly charges: ReadonlyMap<string, Charge>
  /** Requests to charge, as they came, also those that charged nothing. */
  readonly asked: readonly string[]
  approve(reference: string): void
  /** What it was asked to charge before and did not, it does now. */
  chargeLate(reference: string): void
  /** What it says it has collected, as `id amount`, sorted. */
  book(): string[]
  close(): Promise<void>
}

export async function startMoodyProvider(): Promise<MoodyProvider> {
  const charges = new Map<string, Charge>()
  const wishes = new Map<string, Pick<Charge, 'amountMinor' | 'currency'>>()
  const asked: string[] = []
  const charge = (reference: string, state: Charge['state']): Charge => {
    const known = charges.get(reference)
    if (known) return known
    const wish = wishes.get(reference) ?? assert.fail(`nobody has asked for ${reference}`)
    const made = { id: crypto.randomUUID(), reference, ...wish, state }
    charges.set(reference, made)
    return made
  }

  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reference = /\/charges\/([^/]+)$/.exec(request.url ?? '')?.[1]
    if (request.method === 'GET' && reference) {
      const known = charges.get(reference)
      if (provider.deaf) return send(response, 500, { error: 'a bad day' })
      return known ? send(response, 200, answerOf(known)) : send(response, 404, { error: 'no such charge' })
    }

    const wish = (await bodyOf(request)) as Charge
    const [made, answer] = provider.mood.split(', ')
    asked.push(wish.reference)
    wishes.set(wish.reference, { amountMinor: wish.amountMinor, currency: wish.currency })
    if (made !== 'nothing') charge(wish.reference, made === 'taken' ? 'succeeded' : 'waiting')
    if (answer === '500') return send(response, 500, { error: 'a bad day' })
    if (answer === 'cut') return void request.socket.destroy()
    if (answer === 'answered') return send(response, 201, answerOf(charge(wish.reference, 'waiting')))
  }
  const server = createServer((request, response) => void hear(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address && typeof address === 'object')

  const provider: MoodyProvider = {
    origin: `http://127.0.0.1:${address.port}`,
    mood: 'waiting, answered',
    deaf: false,
    charges,
    asked,
    approve(reference) {
      charge(reference, 'waiting').state = 'succeeded'
    },
    chargeLate(reference) {
      charge(reference, 'succeeded')
    },
    book: () =>
      [...charges.values()]
        .filter(({ state }) => state === 'succeeded')
        .map(({ id, amountMinor }) => `${id} ${amountMinor}`)
        .toSorted(),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  return provider
}

function answerOf({ id, state, amountMinor, currency }: Charge) {
  return { id, state, amountMinor, currency, approvalUrl: `http://127.0.0.1/pay/${id}`, failure: null }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}
