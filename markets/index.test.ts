// The five markets are complete enough to trade, and every one of them is a place of its own.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'node:test'
import { deliveryFeeFor, whyNotSettings, type LocalText } from '@provender/markets'
import { allergens, marketPresets, type MarketPreset, type Place, type WeekHours } from './index.ts'

const icons = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@iconify-json/fluent-emoji-flat/icons.json')), 'utf8'),
) as { prefix: string; icons: Record<string, unknown> }

const phones: Record<string, RegExp> = {
  freshhome: /^\+35385\d{7}$/,
  harvest: /^\+91[6-9]\d{9}$/,
  rachelfoods: /^\+171355501\d{2}$/,
  eatfast: /^\+2376\d{8}$/,
  reeyo: /^\+2376\d{8}$/,
}

/** A cheap and a dear thing to eat, in minor units. */
const priceRange: Record<string, [number, number]> = {
  EUR: [200, 5000],
  INR: [500, 60_000],
  USD: [250, 6000],
  XAF: [100, 25_000],
}

const neverIn = {
  vegan: ['milk', 'eggs', 'fish', 'crustaceans', 'molluscs'],
  vegetarian: ['fish', 'crustaceans', 'molluscs'],
  gluten_free: ['gluten'],
  halal: [],
  organic: [],
} as const

test('there are the five markets', () => {
  assert.deepEqual(
    marketPresets.map(({ id }) => id),
    ['freshhome', 'harvest', 'rachelfoods', 'eatfast', 'reeyo'],
  )
  assert.deepEqual(repeated(marketPresets.flatMap(({ settings }) => settings.hosts)), [])
  assert.deepEqual(repeated(marketPresets.map(({ settings }) => settings.theme.accent)), [])
})

for (const preset of marketPresets) {
  const { id, settings, town } = preset
  const products = town.vendors.flatMap((vendor) => vendor.products)
  const people = [...town.vendors, ...town.customers, ...town.riders]

  describe(settings.name, () => {
    test('has settings that raise no doubt', () => {
      assert.deepEqual(whyNotSettings(settings), [])
    })

    test('has a town worth shopping in', () => {
      assert.ok(town.vendors.length >= 9, `${town.vendors.length} vendors`)
      assert.ok(products.length >= 66, `${products.length} products`)
      assert.ok(town.riders.length >= 8, `${town.riders.length} riders`)
      assert.ok(town.customers.length >= 6, `${town.customers.length} customers`)
      assert.equal(town.customers[0]?.email, `customer@${id}.test`)
      for (const vendor of town.vendors) assert.ok(vendor.products.length >= 5, vendor.slug)
    })

    test('names nothing twice', () => {
      assert.deepEqual(repeated(town.categories.map(({ slug }) => slug)), [])
      assert.deepEqual(repeated(town.vendors.map(({ slug }) => slug)), [])
      assert.deepEqual(repeated(town.vendors.map(({ about }) => about.en)), [])
      assert.deepEqual(repeated(town.vendors.map(({ picture }) => picture)), [])
      assert.deepEqual(repeated(products.map(({ slug }) => slug)), [])
      assert.deepEqual(repeated(products.map(({ name }) => name.en)), [])
      assert.deepEqual(repeated(people.map(({ name }) => name)), [])
      assert.deepEqual(repeated(people.map(({ phone }) => phone)), [])
      const slugs = [...town.categories, ...town.vendors, ...products].map(({ slug }) => slug)
      assert.deepEqual(
        slugs.filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)),
        [],
      )
    })

    test('fills every category and invents none', () => {
      const used = new Set(products.map(({ category }) => category))
      const known = new Set(town.categories.map(({ slug }) => slug))

      assert.deepEqual(
        [...used].filter((slug) => !known.has(slug)),
        [],
      )
      assert.deepEqual(
        [...known].filter((slug) => !used.has(slug)),
        [],
      )
    })

    test('speaks all its languages everywhere, and no other', () => {
      const texts = [...town.categories.map(({ name }) => name), ...town.vendors.map(({ about }) => about)]
      texts.push(...products.flatMap(({ name, description }) => [name, description]))

      assert.deepEqual(
        texts.filter((text) => !speaksExactly(text, preset)),
        [],
      )
    })

    test('draws only pictures that exist, and many of them', () => {
      const pictures = [...town.categories, ...town.vendors, ...products].map(({ picture }) => picture)
      const all = [...pictures, settings.theme.emoji]

      assert.deepEqual(
        all.filter((picture) => !(picture.slice(`${icons.prefix}:`.length) in icons.icons)),
        [],
      )
      assert.ok(new Set(pictures).size >= 40, `${new Set(pictures).size} different pictures`)
    })

    test('declares allergens by their code, once, and no diet they contradict', () => {
      for (const { slug, allergens: declared, dietary } of products) {
        assert.deepEqual(
          declared.filter((code) => !allergens.includes(code)),
          [],
          slug,
        )
        assert.deepEqual(repeated(declared), [], slug)
        for (const diet of dietary) {
          const forbidden: readonly string[] = neverIn[diet]
          assert.deepEqual(
            declared.filter((code) => forbidden.includes(code)),
            [],
            `${slug} is ${diet}`,
          )
        }
      }
    })

    test('asks prices its currency can say and its people would pay', () => {
      const [low, high] = priceRange[settings.currency] ?? [0, 0]
      const coin = settings.currency === 'XAF' ? 50 : 1

      for (const { slug, priceMinor, stock } of products) {
        assert.ok(Number.isInteger(priceMinor) && priceMinor % coin === 0, slug)
        assert.ok(priceMinor >= low && priceMinor <= high, `${slug} costs ${priceMinor}`)
        assert.ok(stock === null || (Number.isInteger(stock) && stock > 0), slug)
      }
      for (const { slug, minimumBasketMinor } of town.vendors) assert.ok(minimumBasketMinor % coin === 0, slug)
    })

    test('lies within eight kilometres of its centre, each place its own', () => {
      for (const { name, place } of people)
        assert.ok(metresBetween(settings.centre, place) < 8000, `${name}: ${metresBetween(settings.centre, place)} m`)
      assert.deepEqual(repeated(people.map(({ place }) => `${place.lat},${place.lng}`)), [])
    })

    test('lets its first customer order from at least five vendors at any hour', () => {
      const [customer] = town.customers
      assert.ok(customer)
      const always = town.vendors.filter(({ hours }) => isAroundTheClock(hours))
      const reached = always.filter(({ place, deliveryRadiusM }) => {
        const distanceM = metresBetween(customer.place, place)
        return distanceM <= deliveryRadiusM && deliveryFeeFor(settings.deliveryFee, { distanceM, goodsMinor: 0 })
      })

      assert.ok(reached.length >= 5, `${reached.length} of ${always.length}`)
    })

    test('keeps hours a clock can show, in order, and opens every vendor some day', () => {
      for (const { slug, hours } of town.vendors) {
        const days = Object.values(hours)
        for (const [open, close] of days.flat()) {
          assert.match(open, /^([01]\d|2[0-3]):[0-5]\d$/, slug)
          assert.match(close, /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, slug)
          assert.ok(open < close, slug)
        }
        for (const day of days)
          for (const [index, [open]] of day.entries()) assert.ok((day[index - 1]?.[1] ?? '00:00') <= open, slug)
        assert.ok(
          days.some((day) => day.length > 0),
          slug,
        )
      }
    })

    test('has telephones of its country', () => {
      assert.deepEqual(
        people.filter(({ phone }) => !phones[id]?.test(phone)),
        [],
      )
    })
  })
}

test('Reeyo asks 2,000 francs for 5.2 kilometres and keeps 2,250 of 15,000 francs of goods', () => {
  const { settings, town } = presetOf('reeyo')

  assert.equal(deliveryFeeFor(settings.deliveryFee, { distanceM: 5200, goodsMinor: 15_000 }), 2000)
  assert.equal((15_000 * settings.commissionBp) / 10_000, 2250)
  assert.equal(settings.minimumPayoutMinor, 5000)
  assert.deepEqual(settings.paymentMethods.toSorted(), ['cash', 'mobile_money', 'wallet'])
  assert.ok(town.vendors.some((vendor) => vendor.products.some(({ priceMinor }) => priceMinor === 15_000)))
})

test('the documents find their own nouns in their own markets', () => {
  const words = (id: string) => {
    const { product, vendor } = presetOf(id).settings.vocabulary
    return [product.segment, vendor.segment, vendor.audience]
  }

  assert.deepEqual(words('freshhome'), ['meals', 'providers', 'provider'])
  assert.equal(words('eatfast')[1], 'restaurants')
})

test('Harvest tells the life of an order in five words, and calls nothing paid that is not', () => {
  const { states, statesUnpaid } = presetOf('harvest').settings.vocabulary
  const life = ['awaiting_payment', 'placed', 'accepted', 'preparing', 'ready', 'picked_up', 'delivered'] as const

  assert.deepEqual(
    [...new Set(life.map((state) => states[state].en))],
    ['Created', 'Paid', 'Packed', 'Shipped', 'Delivered'],
  )
  assert.deepEqual(
    [...new Set(life.map((state) => (statesUnpaid?.[state] ?? states[state]).en))],
    ['Created', 'Packed', 'Shipped', 'Delivered'],
  )
})

function presetOf(id: string): MarketPreset {
  const preset = marketPresets.find((candidate) => candidate.id === id)
  assert.ok(preset, id)
  return preset
}

function repeated<T>(values: readonly T[]): T[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

function speaksExactly(text: LocalText, { settings }: MarketPreset): boolean {
  const spoken = Object.entries(text).filter(([, words]) => words.trim() === words && words !== '')
  return spoken.length === settings.languages.length && settings.languages.every((language) => text[language])
}

function isAroundTheClock(hours: WeekHours): boolean {
  return Object.values(hours).every((day) => day.length === 1 && day[0]?.join() === '00:00,24:00')
}

function metresBetween(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const a =
    Math.sin(radians(other.lat - one.lat) / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(radians(other.lng - one.lng) / 2) ** 2
  return Math.round(2 * 6_371_000 * Math.asin(Math.sqrt(a)))
}
