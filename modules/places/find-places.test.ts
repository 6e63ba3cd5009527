// Finding streets as people type them, without a provider.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMarket } from '@provender/markets/fixtures'
import { systemContext } from '@provender/platform/context'
import { straightLineM } from '@provender/platform/geo'
import { namePlace, searchPlaces } from './find-places.ts'
import { createProviders } from './provider.ts'
import { townOf } from './town.ts'
import { distanceBetween, wayBetween } from './way.ts'

const nobody = createProviders({ ways: [] })
const drawn = systemContext(aMarket('reeyo', { streets: 'drawn' }), 'test')
const real = systemContext(aMarket('real'), 'test')
const town = townOf(drawn.market)
const streets = town?.plan.features.flatMap(({ properties }) => properties.name ?? []) ?? []

test('every street is found by its own name, without accents and in any case', async () => {
  assert.ok(streets.length > 300)
  for (const name of streets) {
    const { items } = await searchPlaces(drawn, { q: name, limit: 20 }, nobody)
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
    const { items: same } = await searchPlaces(drawn, { q: plain, limit: 20 }, nobody)

    assert.ok(
      items.some(({ label }) => label === name),
      name,
    )
    assert.ok(
      same.some(({ label }) => label === name),
      plain,
    )
  }
})

test('a few letters are enough, and a house number leads to a house on that street', async () => {
  const name = streets.find((each) => each.startsWith('Avenue')) ?? ''
  const { items } = await searchPlaces(drawn, { q: `12 ${name}` }, nobody)
  const [house] = items

  assert.deepEqual([house?.label, house?.kind, house?.confidence], [`12 ${name}`, 'address', 'high'])
  const back = house && (await namePlace(drawn, house.place, nobody))
  assert.ok(house && back && straightLineM(back.place, house.place) < 10)
  const beginning = await searchPlaces(drawn, { q: 'aven' }, nobody)
  assert.ok(beginning.items.length > 0)
  assert.ok(beginning.items.every(({ label, country }) => label.startsWith('Avenue') && country === 'CM'))
})

test('a number that no house has leads to the street', async () => {
  const { items } = await searchPlaces(drawn, { q: `9999 ${streets[0]}` }, nobody)

  assert.deepEqual([items[0]?.kind, items[0]?.label], ['street', streets[0]])
})

test('what is not there is not found, in words or on the map', async () => {
  assert.deepEqual((await searchPlaces(drawn, { q: 'Champs-Élysées, Paris' }, nobody)).items, [])
  assert.deepEqual((await searchPlaces(drawn, { q: '??' }, nobody)).items, [])
  assert.equal(await namePlace(drawn, { lat: 48.85, lng: 2.35 }, nobody), null)
})

test('a market with real streets and no provider says that it guesses', async () => {
  const [one, other] = [
    { lat: 3.8667, lng: 11.5167 },
    { lat: 3.88, lng: 11.53 },
  ]

  assert.deepEqual(wayBetween(real.market, one, other).path, [one, other])
  assert.deepEqual(
    [distanceBetween(real.market, one, other).confidence, distanceBetween(drawn.market, one, other).confidence],
    ['low', 'high'],
  )
  assert.deepEqual((await searchPlaces(real, { q: 'Avenue' }, nobody)).items, [])
})
