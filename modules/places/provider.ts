// The port to those who know real streets: asked within a time, left alone for a while when they fail.
import type { Place } from '@provender/platform/geo'

export interface MeasuredWay {
  readonly distanceM: number
  readonly seconds: number
  readonly path: readonly Place[]
  readonly source: 'osrm' | 'google'
}

export interface FoundPlace {
  readonly label: string
  readonly place: Place
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export interface SearchFor {
  readonly text: string
  readonly country: string
  readonly near: Place
  readonly language: string
  readonly limit: number
}

/** Knows streets. Throws when it does not answer; answers nothing when there is no way. */
export interface WayProvider {
  readonly name: 'osrm' | 'google'
  route(from: Place, to: Place, signal: AbortSignal): Promise<Omit<MeasuredWay, 'source'> | undefined>
}

/** Knows addresses. */
export interface PlaceProvider {
  search(wanted: SearchFor, signal: AbortSignal): Promise<readonly FoundPlace[]>
  reverse(place: Place, language: string, signal: AbortSignal): Promise<FoundPlace | undefined>
}

export interface Providers {
  /** Nothing when the provider is not set up, does not answer in time, or knows no way. */
  measure(name: 'osrm' | 'google', from: Place, to: Place): Promise<MeasuredWay | undefined>
  search(wanted: SearchFor): Promise<readonly FoundPlace[] | undefined>
  reverse(place: Place, language: string): Promise<FoundPlace | undefined>
}

export interface ProviderSettings {
  readonly ways: readonly WayProvider[]
  readonly places?: PlaceProvider | undefined
  readonly timeoutMs?: number
  /** Told what went wrong; customers only notice that a distance is a guess. */
  readonly onError?: (error: unknown) => void
  readonly clock?: () => number
}

const failuresToPause = 3
const pauseMs = 30_000

export function createProviders({
  ways,
  places,
  timeoutMs = 1500,
  onError = () => undefined,
  clock = () => Date.now(),
}: ProviderSettings): Providers {
  const wayBreakers = new Map(ways.map((each) => [each.name, breaker()]))
  const placeBreaker = breaker()

  /** Three failures in a row and it is left alone for half a minute, so that nobody waits for what will not come. */
  function breaker() {
    let failures = 0
    let closedUntil = 0
    return async <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> => {
      if (clock() < closedUntil) return undefined
      try {
        const answer = await ask(AbortSignal.timeout(timeoutMs))
        failures = 0
        return answer
      } catch (error) {
        failures += 1
        if (failures >= failuresToPause) closedUntil = clock() + pauseMs
        onError(error)
        return undefined
      }
    }
  }

  return {
    async measure(name, from, to) {
      const provider = ways.find((each) => each.name === name)
      const found = await (provider && wayBreakers.get(name)?.((signal) => provider.route(from, to, signal)))

      return found && { ...found, source: name }
    },
    search: async (wanted) => places && placeBreaker((signal) => places.search(wanted, signal)),
    reverse: async (place, language) => places && placeBreaker((signal) => places.reverse(place, language, signal)),
  }
}

/** JSON of an answer, or an error that says who answered what. `alsoFine` is a status that carries an answer as well. */
export async function askJson(url: URL, init: RequestInit, alsoFine?: number): Promise<unknown> {
  const response = await fetch(url, init)
  if (!response.ok && response.status !== alsoFine) throw new Error(`${url.host} answers ${response.status}`)

  return response.json()
}

/** Google's encoded polyline, which OSRM speaks as well: five decimals, zigzag, base 64 from '?'. */
export function decodePolyline(encoded: string): Place[] {
  const places: Place[] = []
  let at = 0
  let lat = 0
  let lng = 0
  const next = () => {
    let value = 0
    for (let shift = 0; ; shift += 5) {
      const part = encoded.charCodeAt(at++) - 63
      if (Number.isNaN(part)) throw new Error('a polyline ends in the middle')
      value |= (part & 0x1f) << shift
      if (part < 0x20) return value & 1 ? ~(value >> 1) : value >> 1
    }
  }
  while (at < encoded.length) {
    lat += next()
    lng += next()
    places.push({ lat: lat / 1e5, lng: lng / 1e5 })
  }

  return places
}
