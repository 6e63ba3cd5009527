// Those who know real streets, as they document themselves: what we ask, what we make of it, and life without them.
import assert from 'node:assert/strict'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { openMarket } from '@provender/markets/fixtures'
import { rideM } from '@provender/platform/geo'
import { systemContext } from '@provender/platform/context'
import { openTestDatabase } from '@provender/platform/testing'
import { agreedDistance, learnWay } from './agreed-way.ts'
import { namePlace, searchPlaces } from './find-places.ts'
import { findWay } from './find-way.ts'
import { googlePlaces, googleWays } from './google.ts'
import { osrm } from './osrm.ts'
import { createProviders, decodePolyline } from './provider.ts'

const database = await openTestDatabase()
const douala = await openMarket(database, 'douala', { streets: 'google' })
const roads = await openMarket(database, 'roads', { streets: 'osrm' })
const ctxOf = (market: typeof douala, at = new Date()) => systemContext(market, 'test', at)

const from = { lat: 38.5, lng: -120.2 }
const to = { lat: 43.252, lng: -126.453 }
/** The example of the format's own documentation. */
const polyline = '_p~iF~ps|U_ulLnnqC_mqNvxq`@'
const turns = [from, { lat: 40.7, lng: -120.95 }, to]

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void
const asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
let answer: Answer = () => undefined
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString()))
  request.on('end', () => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    answer(request, body, response)
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
after(() => {
  server.closeAllConnections()
  server.close()
})
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const says =
  (body: unknown, status = 200): Answer =>
  (_request, _body, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const origins = { routes: origin, places: origin, geocoding: origin }
const key = { apiKey: 'a-key-of-at-least-twenty-characters', origins }

test('a polyline is read as its documentation writes it', () => {
  assert.deepEqual(decodePolyline(polyline), turns)
  assert.throws(() => decodePolyline('_p~iF~ps|'), /ends in the middle/)
})

test('OSRM is asked for one whole route and believed in whole metres', async () => {
  answer = says({ code: 'Ok', routes: [{ distance: 1234.4, duration: 301.5, geometry: polyline }] })
  const providers = createProviders({ ways: [osrm(origin)] })

  const way = await providers.measure('osrm', from, to)

  assert.deepEqual(way, { distanceM: 1234, seconds: 302, path: turns, source: 'osrm' })
  assert.equal(
    asked.at(-1)?.url,
    '/route/v1/driving/-120.2,38.5;-126.453,43.252?overview=full&geometries=polyline&alternatives=false&steps=false',
  )
})

test('no way is an answer, not a failure', async () => {
  answer = says({ code: 'NoRoute' }, 400)
  const errors: unknown[] = []
  const providers = createProviders({ ways: [osrm(origin)], onError: (error) => errors.push(error) })

  assert.equal(await providers.measure('osrm', from, to), undefined)
  assert.deepEqual(errors, [])
})

test('Google is asked with key and field mask, and only for what is needed', async () => {
  answer = says({ routes: [{ distanceMeters: 5120, duration: '731s', polyline: { encodedPolyline: polyline } }] })
  const providers = createProviders({ ways: [googleWays(key)] })

  const way = await providers.measure('google', from, to)

  assert.deepEqual(way, { distanceM: 5120, seconds: 731, path: turns, source: 'google' })
  const request = asked.at(-1)
  assert.equal(request?.url, '/directions/v2:computeRoutes')
  assert.equal(request?.headers['x-goog-api-key'], key.apiKey)
  assert.match(String(request?.headers['x-goog-fieldmask']), /^routes\.distanceMeters,/)
  assert.deepEqual(JSON.parse(request?.body ?? ''), {
    origin: { location: { latLng: { latitude: 38.5, longitude: -120.2 } } },
    destination: { location: { latLng: { latitude: 43.252, longitude: -126.453 } } },
    travelMode: 'TWO_WHEELER',
  })
})

test('places are searched with the bias of the country, and what lies elsewhere is left out', async () => {
  const found = (text: string, country: string, latitude: number) => ({
    displayName: { text },
    formattedAddress: `${text}, Douala`,
    location: { latitude, longitude: 9.7 },
    addressComponents: [{ shortText: country, types: ['country', 'political'] }],
  })
  answer = says({ places: [found('Marché Central', 'CM', 4.05), found('Marché Central', 'FR', 48.8)] })
  const providers = createProviders({ ways: [], places: googlePlaces(key) })

  const { items } = await searchPlaces(ctxOf(douala), { q: 'marche central' }, providers)

  assert.deepEqual(items, [
    {
      label: 'Marché Central, Douala',
      kind: 'place',
      place: { lat: 4.05, lng: 9.7 },
      country: 'CM',
      source: 'google',
      confidence: 'high',
    },
  ])
  const body = JSON.parse(asked.at(-1)?.body ?? '') as { regionCode: string; locationBias: unknown }
  assert.equal(body.regionCode, 'CM')
  assert.deepEqual(body.locationBias, { circle: { center: { latitude: 3.8667, longitude: 11.5167 }, radius: 30_000 } })
})

test('a place is named, and one far from the name says so', async () => {
  answer = says({
    status: 'OK',
    results: [
      {
        formatted_address: 'Rue Joffre, Douala',
        geometry: { location: { lat: 4.05, lng: 9.7 } },
        address_components: [{ short_name: 'CM', types: ['country'] }],
      },
    ],
  })
  const providers = createProviders({ ways: [], places: googlePlaces(key) })

  const near = await namePlace(ctxOf(douala), { lat: 4.0502, lng: 9.7 }, providers)
  const far = await namePlace(ctxOf(douala), { lat: 4.07, lng: 9.7 }, providers)

  assert.deepEqual([near?.label, near?.confidence, far?.confidence], ['Rue Joffre, Douala', 'high', 'low'])
})

test('who does not answer in time is done without, and after three times left alone for half a minute', async () => {
  let now = 0
  const errors: unknown[] = []
  answer = () => undefined
  const providers = createProviders({
    ways: [osrm(origin)],
    timeoutMs: 40,
    clock: () => now,
    onError: (error) => errors.push(error),
  })
  const ask = () => findWay(ctxOf(roads), { fromLat: 3.86, fromLng: 11.51, toLat: 3.87, toLng: 11.52 }, providers)
  const before = asked.length

  const ways = [await ask(), await ask(), await ask(), await ask()]

  assert.deepEqual(
    [...new Set(ways.map(({ source, confidence }) => `${source} ${confidence}`))],
    ['straight_line_detour low'],
  )
  assert.equal(asked.length - before, 3)
  assert.equal(errors.length, 3)
  now = 30_000
  answer = says({ code: 'Ok', routes: [{ distance: 900, duration: 100, geometry: polyline }] })
  assert.deepEqual([(await ask()).source, (await ask()).distanceM], ['osrm', 900])
})

test('nonsense is not believed', async () => {
  const errors: unknown[] = []
  const providers = createProviders({ ways: [osrm(origin)], onError: (error) => errors.push(error) })
  for (const nonsense of [says({ code: 'Ok', routes: [{ distance: -5 }] }), says('hello'), says({}, 500)]) {
    answer = nonsense
    assert.equal(await providers.measure('osrm', from, to), undefined)
  }
  assert.equal(errors.length, 3)
})

test('a price keeps its distance: what was learnt for the quote holds when the provider is gone, for a week', async () => {
  const { db, open } = database.market('roads')
  const noon = new Date('2026-06-15T12:00:00Z')
  const ends = { from: { lat: 3.861234567, lng: 11.51 }, to: { lat: 3.88, lng: 11.52 } }
  const providers = createProviders({ ways: [osrm(origin)] })
  const guess = rideM(ends.from, ends.to)
  assert.deepEqual(await agreedDistance(db, ctxOf(roads), ends.from, ends.to), {
    distanceM: guess,
    source: 'straight_line_detour',
    confidence: 'low',
  })

  answer = says({ code: 'Ok', routes: [{ distance: 4321, duration: 700, geometry: polyline }] })
  await learnWay({ db, open }, ctxOf(roads, noon), { ...ends, providers })
  answer = says({}, 500)
  await learnWay({ db, open }, ctxOf(roads, noon), { ...ends, providers })
  const kept = await agreedDistance(db, ctxOf(roads), ends.from, ends.to)

  assert.deepEqual(kept, { distanceM: 4321, source: 'osrm', confidence: 'high' })
  const before = asked.length
  await learnWay({ db, open }, ctxOf(roads, new Date('2026-06-20T12:00:00Z')), { ...ends, providers })
  assert.equal(asked.length, before)
  answer = says({ code: 'Ok', routes: [{ distance: 4000, duration: 650, geometry: polyline }] })
  await learnWay({ db, open }, ctxOf(roads, new Date('2026-06-23T12:00:00Z')), { ...ends, providers })
  assert.equal((await agreedDistance(db, ctxOf(roads), ends.from, ends.to)).distanceM, 4000)
})

test("one market's ways are not another's", async () => {
  const other = await openMarket(database, 'elsewhere', { streets: 'osrm' })
  const { db } = database.market('elsewhere')

  const way = await agreedDistance(db, ctxOf(other), { lat: 3.86123, lng: 11.51 }, { lat: 3.88, lng: 11.52 })

  assert.equal(way.source, 'straight_line_detour')
})
