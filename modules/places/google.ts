// Google: Routes API for ways, Places API (New) for words, Geocoding API for places, always biased to one country.
import type { Place } from '@provender/platform/geo'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type PlaceProvider, type WayProvider, askJson, decodePolyline } from './provider.ts'

export interface GoogleSettings {
  readonly apiKey: string
  /** Other than Google's own, for tests. */
  readonly origins?: { readonly routes: string; readonly places: string; readonly geocoding: string }
}

const Routes = Type.Object({
  routes: Type.Optional(
    Type.Array(
      Type.Object({
        distanceMeters: Type.Optional(Type.Number()),
        duration: Type.String({ pattern: '^[0-9.]+s$' }),
        polyline: Type.Object({ encodedPolyline: Type.String() }),
      }),
    ),
  ),
})

const Component = Type.Object({ shortText: Type.String(), types: Type.Array(Type.String()) })
const Places = Type.Object({
  places: Type.Optional(
    Type.Array(
      Type.Object({
        formattedAddress: Type.String(),
        displayName: Type.Optional(Type.Object({ text: Type.String() })),
        location: Type.Object({ latitude: Type.Number(), longitude: Type.Number() }),
        addressComponents: Type.Optional(Type.Array(Component)),
      }),
    ),
  ),
})

const Geocoded = Type.Object({
  status: Type.String(),
  results: Type.Array(
    Type.Object({
      formatted_address: Type.String(),
      geometry: Type.Object({ location: Type.Object({ lat: Type.Number(), lng: Type.Number() }) }),
      address_components: Type.Array(Type.Object({ short_name: Type.String(), types: Type.Array(Type.String()) })),
    }),
  ),
})

const google = {
  routes: 'https://routes.googleapis.com',
  places: 'https://places.googleapis.com',
  geocoding: 'https://maps.googleapis.com',
}

export function googleWays({ apiKey, origins = google }: GoogleSettings): WayProvider {
  return {
    name: 'google',
    async route(from, to, signal) {
      const url = new URL('/directions/v2:computeRoutes', origins.routes)
      const answer = await askJson(url, {
        method: 'POST',
        signal,
        headers: {
          'content-type': 'application/json',
          'x-goog-api-key': apiKey,
          'x-goog-fieldmask': 'routes.distanceMeters,routes.duration,routes.polyline.encodedPolyline',
        },
        body: JSON.stringify({ origin: waypoint(from), destination: waypoint(to), travelMode: 'TWO_WHEELER' }),
      })
      if (!Value.Check(Routes, answer)) throw new Error(`${url.host} answers in another way than the Routes API`)
      const [route] = answer.routes ?? []

      return (
        route && {
          distanceM: Math.round(route.distanceMeters ?? 0),
          seconds: Math.round(Number.parseFloat(route.duration)),
          path: decodePolyline(route.polyline.encodedPolyline),
        }
      )
    },
  }
}

/** Within so many metres what people mean is most often found. */
const biasM = 30_000

export function googlePlaces({ apiKey, origins = google }: GoogleSettings): PlaceProvider {
  return {
    async search({ text, country, near, language, limit }, signal) {
      const url = new URL('/v1/places:searchText', origins.places)
      const answer = await askJson(url, {
        method: 'POST',
        signal,
        headers: {
          'content-type': 'application/json',
          'x-goog-api-key': apiKey,
          'x-goog-fieldmask': 'places.displayName,places.formattedAddress,places.location,places.addressComponents',
        },
        body: JSON.stringify({
          textQuery: text,
          regionCode: country,
          languageCode: language,
          pageSize: limit,
          locationBias: { circle: { center: latLng(near), radius: biasM } },
        }),
      })
      if (!Value.Check(Places, answer)) throw new Error(`${url.host} answers in another way than the Places API`)

      return (answer.places ?? []).map(({ formattedAddress, displayName, location, addressComponents = [] }) => ({
        label:
          displayName && !formattedAddress.includes(displayName.text)
            ? `${displayName.text}, ${formattedAddress}`
            : formattedAddress,
        place: { lat: location.latitude, lng: location.longitude },
        country: addressComponents.find(({ types }) => types.includes('country'))?.shortText ?? country,
      }))
    },
    async reverse(place, language, signal) {
      const url = new URL('/maps/api/geocode/json', origins.geocoding)
      url.search = new URLSearchParams({ latlng: `${place.lat},${place.lng}`, language, key: apiKey }).toString()
      const answer = await askJson(url, { signal })
      if (!Value.Check(Geocoded, answer)) throw new Error(`${url.host} answers in another way than the Geocoding API`)
      if (answer.status !== 'OK' && answer.status !== 'ZERO_RESULTS')
        throw new Error(`${url.host} answers ${answer.status}`)
      const [found] = answer.results

      return (
        found && {
          label: found.formatted_address,
          place: found.geometry.location,
          country: found.address_components.find(({ types }) => types.includes('country'))?.short_name ?? '',
        }
      )
    },
  }
}

const latLng = ({ lat, lng }: Place) => ({ latitude: lat, longitude: lng })
const waypoint = (place: Place) => ({ location: { latLng: latLng(place) } })
