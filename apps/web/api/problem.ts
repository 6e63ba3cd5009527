// A "no" from the API (RFC 9457), as an error that screens can show and act on.

export interface ProblemFacts {
  status: number
  code: string
  title: string
  detail?: string
  requestId?: string
  /** Which part of the input was refused, by JSON pointer. */
  errors?: { path: string; message: string }[]
}

const digestMark = 'problem:'

export class Problem extends Error {
  readonly facts: ProblemFacts
  /** Next hides server errors from the browser except for this: what we put here is public by definition. */
  readonly digest: string

  constructor(facts: ProblemFacts) {
    super(facts.detail ?? facts.title)
    this.name = 'Problem'
    this.facts = facts
    this.digest = digestMark + JSON.stringify(facts)
  }
}

/** What any thrown thing has to say for itself; a crash of ours says nothing but its number. */
export function problemFacts(error: unknown): ProblemFacts | undefined {
  if (error instanceof Problem) return error.facts
  const digest = (error as { digest?: unknown } | undefined)?.digest
  if (typeof digest !== 'string' || !digest.startsWith(digestMark)) return undefined
  return JSON.parse(digest.slice(digestMark.length)) as ProblemFacts
}

export async function problemFrom(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
  const detail = text(body.detail)
  const requestId = text(body.requestId) ?? response.headers.get('x-request-id') ?? undefined
  return new Problem({
    status: response.status,
    code: text(body.code) ?? `http_${response.status}`,
    title: text(body.title) ?? (response.statusText || `HTTP ${response.status}`),
    ...(detail && { detail }),
    ...(requestId && { requestId }),
    ...(Array.isArray(body.errors) && { errors: body.errors as { path: string; message: string }[] }),
  })
}

/** The kitchen did not answer at all: no network, or the API is starting. */
export function unreachable(cause: unknown): Problem {
  const problem = new Problem({ status: 503, code: 'web.unreachable', title: 'The service cannot be reached.' })
  problem.cause = cause
  return problem
}
