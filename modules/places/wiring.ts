// What places brings to the server.
import type { AnyRoute, Preparation } from '@provender/platform/http'
import { type Sweep, sweep } from '@provender/platform/jobs'
import { learnWay } from './agreed-way.ts'
import { googlePlaces, googleWays } from './google.ts'
import { deleteKnownWays } from './known-way-store.ts'
import { osrm } from './osrm.ts'
import { placeRoutes } from './place-routes.ts'
import { type Providers, createProviders } from './provider.ts'
import { zoneRoutes } from './zone-routes.ts'

export interface PlacesOptions {
  /** Of an OSRM service; markets whose `streets` is `osrm` ask it. */
  readonly osrmUrl?: string | undefined
  /** Of Google Maps; markets whose `streets` is `google` ask it. */
  readonly googleMapsApiKey?: string | undefined
  readonly onProviderError?: (error: unknown) => void
}

const keepWaysDays = 30

export function placesWiring(options: PlacesOptions): {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
  readonly learn: Learn
} {
  const { osrmUrl, googleMapsApiKey, onProviderError } = options
  const google = googleMapsApiKey === undefined ? undefined : { apiKey: googleMapsApiKey }
  const providers = createProviders({
    ways: [...(osrmUrl === undefined ? [] : [osrm(osrmUrl)]), ...(google ? [googleWays(google)] : [])],
    ...(google && { places: googlePlaces(google) }),
    ...(onProviderError && { onError: onProviderError }),
  })

  return {
    routes: [...placeRoutes(providers), ...zoneRoutes],
    sweeps: [
      sweep({
        name: 'places.forget_ways',
        everyMs: 3_600_000,
        handle: ({ open, ctx }) =>
          open((tx) => deleteKnownWays(tx, new Date(ctx.at.getTime() - keepWaysDays * 86_400_000))),
      }),
    ],
    learn: learnerOf(providers),
  }
}

/** Learns a way before a transaction that will need its length begins. */
export type Learn = (
  errand: Parameters<Preparation>[0],
  ends: { from: { lat: number; lng: number }; to: { lat: number; lng: number } },
) => Promise<void>

function learnerOf(providers: Providers): Learn {
  return ({ db, open, ctx }, ends) => learnWay({ db, open }, ctx, { ...ends, providers })
}
