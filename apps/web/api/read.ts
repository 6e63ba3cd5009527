// One way to take the data out of an API answer, in server components and in the browser alike.
import { Problem, problemFrom, unreachable } from './problem.ts'
import type { Middleware } from 'openapi-fetch'

/** Turns every refusal into a thrown `Problem`, so that callers only ever see data. */
export const refusals: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemFrom(response)
  },
  onError({ error }) {
    return error instanceof Problem ? error : unreachable(error)
  },
}

/** `const market = await read(api.GET('/api/v1/market'))` */
export async function read<Data>(answer: Promise<{ data?: Data; response: Response }>): Promise<NonNullable<Data>> {
  const { data, response } = await answer
  if (data === undefined || data === null) throw await problemFrom(response)
  return data
}

/** As `read`, for what may not exist: `undefined` when the API says 404. */
export async function readIfAny<Data>(
  answer: Promise<{ data?: Data; response: Response }>,
): Promise<NonNullable<Data> | undefined> {
  try {
    return await read(answer)
  } catch (error) {
    if (error instanceof Problem && error.facts.status === 404) return undefined
    throw error
  }
}
