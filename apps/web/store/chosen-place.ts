// Where the visitor wants to eat: chosen once, kept in a cookie, read by every page that measures distance.
import { cookies } from 'next/headers'
import { cache } from 'react'
import { placeCookie, readPlace, type ChosenPlace } from './place.ts'

export const chosenPlace = cache(async (market: string): Promise<ChosenPlace | undefined> => {
  const jar = await cookies()
  return readPlace(jar.get(placeCookie(market))?.value)
})
