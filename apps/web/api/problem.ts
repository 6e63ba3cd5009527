// A "no" from the API (RFC 9457), as an error that screens can show and act on.

export interface ProblemFacts {
  status: number
  code: string
  title: string
  requestId?: string
  /** Which parts of the input were refused, and why. */
  errors?: { field: string; problem: string }[]
  /** What this "no" says besides, such as the new quote of a price that moved. */
  more?: Record<string, unknown>
}

const digestMark = 'problem:'

export class Problem extends Error {
  readonly facts: ProblemFacts
  /** Next hides server errors from the browser except for this: what we put here is public by definition. */
  readonly digest: string

  constructor(facts: ProblemFacts) {
    super(facts.title)
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
  const { type: _type, status: _status, code, title, requestId, errors, ...more } = body
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
  const reference = text(requestId) ?? response.headers.get('x-request-id') ?? undefined
  return new Problem({
    status: response.status,
    code: text(code) ?? `http_${response.status}`,
    title: text(title) ?? (response.statusText || `HTTP ${response.status}`),
    ...(reference && { requestId: reference }),
    ...(Array.isArray(errors) && { errors: errors as { field: string; problem: string }[] }),
    ...(Object.keys(more).length > 0 && { more }),
  })
}

/** The kitchen did not answer at all: no network, or the API is starting. */
export function unreachable(cause: unknown): Problem {
  const problem = new Problem({ status: 503, code: 'web.unreachable', title: 'The service cannot be reached.' })
  problem.cause = cause
  return problem
}
