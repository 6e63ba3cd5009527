// Calling a provider over HTTP, and telling apart what certainly did not happen from what nobody knows.
import { NotReached, OutcomeUnknown } from '../gateway.ts'

export interface ProviderCall {
  readonly provider: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly timeoutMs: number
}

export interface ProviderAnswer {
  readonly status: number
  readonly body: unknown
}

/** Errors of a connection that was never there, so that no byte of the request can have arrived. */
const notReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Answers what the provider said below 500. @throws NotReached, OutcomeUnknown */
export async function callProvider(call: ProviderCall): Promise<ProviderAnswer> {
  const answer = await fetch(call.url, {
    method: call.method,
    headers: { accept: 'application/json', ...call.headers },
    ...(call.body !== undefined && { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
    signal: AbortSignal.timeout(call.timeoutMs),
    redirect: 'error',
  }).catch((error: unknown) => {
    throw connectionFailure(call.provider, error)
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status === 429) throw new NotReached(`${call.provider} asks us to slow down`)
  if (answer.status >= 500 || body === undefined) throw new OutcomeUnknown(`${call.provider} answered ${answer.status}`)
  if (answer.status === 401 || answer.status === 403)
    throw new OutcomeUnknown(`${call.provider} refuses our credentials`)

  return { status: answer.status, body }
}

/** What a failed connection means for the call that was made over it. */
export function connectionFailure(provider: string, error: unknown): OutcomeUnknown {
  const codes = [error, (error as { cause?: unknown }).cause, (error as { detail?: unknown }).detail]
  const lost = codes.some((each) => notReached.has(String((each as { code?: unknown } | undefined)?.code)))
  const Failure = lost ? NotReached : OutcomeUnknown

  return new Failure(`${provider} ${lost ? 'could not be reached' : 'did not answer'}`, { cause: error })
}
