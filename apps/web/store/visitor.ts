// Who looks at this page: the customer who is signed in, or a guest.
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { Problem } from '../api/problem.ts'
import { apiFor, read } from '../api/server.ts'
import type { Profile } from '../api/schema.ts'
import { signInPath } from '../ui/paths.ts'

/** `undefined` for a guest, and for a session that is over. */
export const findVisitor = cache(async (market: string): Promise<Profile | undefined> => {
  const jar = await cookies()
  if (!jar.has(`pv_${market}_customer`)) return undefined
  const api = await apiFor(market)
  try {
    return await read(api.GET('/api/v1/users/profile'))
  } catch (error) {
    if (error instanceof Problem && error.facts.status === 401) return undefined
    throw error
  }
})

/** For pages that are about somebody: a guest signs in first and comes back to `here`. */
export async function requireVisitor(market: { id: string }, here: string): Promise<Profile> {
  return (await findVisitor(market.id)) ?? redirect(signInPath(market, here))
}
