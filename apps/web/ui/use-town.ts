// The plan of the market's town, asked for once per visit.
'use client'
import { useEffect, useState } from 'react'
import type { Place } from './glide.ts'
import type { Town } from './town-map.tsx'

export interface TownFile {
  layers: Town
  /** Where one might live; none outside of the demo. */
  places: { name: string; place: Place }[]
}

const nowhere = { type: 'FeatureCollection' as const, features: [] }
/** Open land, while the plan is on its way or when there is none. */
const emptyTown: TownFile = { layers: { streets: nowhere }, places: [] }
const asked = new Map<string, Promise<TownFile>>()

export function useTown(market: string): TownFile {
  const [town, setTown] = useState(emptyTown)
  useEffect(() => {
    let gone = false
    const request = asked.get(market) ?? askForTown(market)
    asked.set(market, request)
    void request.then((file) => !gone && setTown(file))
    return () => {
      gone = true
    }
  }, [market])
  return town
}

async function askForTown(market: string): Promise<TownFile> {
  try {
    const response = await fetch(`/map/${market}.json`)
    if (!response.ok) return emptyTown
    const { layers, places, tiles } = (await response.json()) as TownFile & { tiles?: string }
    return { layers: { ...layers, ...(tiles !== undefined && { tiles }) }, places }
  } catch {
    asked.delete(market)
    return emptyTown
  }
}
