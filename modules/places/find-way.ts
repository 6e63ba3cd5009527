// A way for whoever is about to ride it: from the market's provider when there is one, else along our own streets.
import type { Context } from '@provender/platform/context'
import type { Place } from '@provender/platform/geo'
import { Type, type Static } from 'typebox'
import type { Providers } from './provider.ts'
import { type Way, wayBetween } from './way.ts'

const degrees = { lat: { minimum: -90, maximum: 90 }, lng: { minimum: -180, maximum: 180 } }

export const FindWay = Type.Object({
  fromLat: Type.Number(degrees.lat),
  fromLng: Type.Number(degrees.lng),
  toLat: Type.Number(degrees.lat),
  toLng: Type.Number(degrees.lng),
})
export type FindWay = Static<typeof FindWay>

export async function findWay(ctx: Context, asked: FindWay, providers: Providers): Promise<Way> {
  const from: Place = { lat: asked.fromLat, lng: asked.fromLng }
  const to: Place = { lat: asked.toLat, lng: asked.toLng }
  const { streets } = ctx.market.settings
  const measured = streets === 'osrm' || streets === 'google' ? await providers.measure(streets, from, to) : undefined
  if (!measured) return wayBetween(ctx.market, from, to)

  return { distanceM: measured.distanceM, path: [...measured.path], source: measured.source, confidence: 'high' }
}
