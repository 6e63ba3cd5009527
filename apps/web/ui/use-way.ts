// The way that lies ahead along the streets: asked for once, asked for again by whoever leaves it.
'use client'
import { useEffect, useMemo, useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import { aheadOf } from './along.ts'
import type { Place } from './glide.ts'

interface Known {
  to: string
  path: Place[]
}

/** Farther from the way than this is another way. */
const strayM = 90
const none: Place[] = []

/** Empty while the way is unknown. */
export function useWay(market: string, from: Place | undefined, to: Place | undefined): Place[] {
  const [known, setKnown] = useState<Known>()
  const goal = to && `${to.lat} ${to.lng}`
  const rest = useMemo(
    () => (known && known.to === goal && from ? aheadOf(known.path, from) : undefined),
    [known, goal, from],
  )
  const lost = rest === undefined || rest.offM > strayM
  const [fromLat, fromLng, toLat, toLng] = [from?.lat, from?.lng, to?.lat, to?.lng]

  useEffect(() => {
    if (!lost || goal === undefined) return undefined
    if (fromLat === undefined || fromLng === undefined || toLat === undefined || toLng === undefined) return undefined
    let gone = false
    const query = { fromLat, fromLng, toLat, toLng }
    read(browserApi(market).GET('/api/v1/places/way', { params: { query } })).then(
      ({ path }) => !gone && setKnown({ to: goal, path }),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [market, lost, goal, fromLat, fromLng, toLat, toLng])

  return rest?.path ?? none
}
