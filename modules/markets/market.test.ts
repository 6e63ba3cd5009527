// Settings of a market are trusted only after every doubt about them has been said, all at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { type DeliveryFeeRule, deliveryFeeFor } from './fees.ts'
import {
  PublicMarket,
  publicMarket,
  stateText,
  textIn,
  whyNotSettings,
  type LocalText,
  type MarketSettings,
} from './market.ts'

const both = (fr: string, en: string): LocalText => ({ fr, en })
const noun = (segment: string, fr: string, en: string) => ({
  segment,
  singular: both(fr, en),
  plural: both(`${fr}s`, `${en}s`),
})

function settings(): MarketSettings {
  const word = both('mot', 'word')
  return {
    name: 'Chez Nous',
    tagline: both('On mange bien ici.', 'We eat well here.'),
    city: 'Kribi',
    country: 'CM',
    currency: 'XAF',
    currencyDecimals: 0,
    timeZone: 'Africa/Douala',
    languages: ['fr', 'en'],
    centre: { lat: 2.9404, lng: 9.9098 },
    commissionBp: 1500,
    deliveryFee: { baseMinor: 700, perKmMinor: 250, maximumDistanceM: 15_000, roundToMinor: 50 },
    tax: { included: true, goodsBp: 0, deliveryBp: 0, label: both('TVA', 'VAT') },
    paymentMethods: ['wallet', 'cash'],
    fulfilment: ['delivery'],
    cancellationWindowSeconds: 120,
    acceptWithinSeconds: 300,
    paymentWithinSeconds: 600,
    riderSearchRadiusM: 5000,
    riderOfferSeconds: 30,
    riderCashLimitMinor: 50_000,
    minimumPayoutMinor: 5000,
    wallet: { enabled: true, topUpMinimumMinor: 500, topUpMaximumMinor: 500_000 },
    vocabulary: {
      product: noun('dishes', 'plat', 'dish'),
      vendor: { ...noun('restaurants', 'restaurant', 'restaurant'), audience: 'restaurant' },
      rider: noun('riders', 'livreur', 'rider'),
      order: noun('orders', 'commande', 'order'),
      states: {
        awaiting_payment: word,
        placed: both('Payée', 'Paid'),
        accepted: word,
        preparing: word,
        ready: word,
        picked_up: word,
        collected: word,
        delivered: word,
        failed_delivery: word,
        returned: word,
        payment_failed: word,
        declined: word,
        cancelled: word,
        expired: word,
      },
      statesUnpaid: { placed: both('Créée', 'Created') },
    },
    theme: {
      accent: '#5b2fc4',
      accentDark: '#bda6ff',
      accentInk: '#ffffff',
      surface: '#ffffff',
      surfaceDark: '#111111',
      highlight: '#ffd23f',
      pictureTints: ['#eeeeff', '#ffeeee', '#eeffee'],
      emoji: 'fluent-emoji-flat:fish',
      radius: 'soft',
    },
    hosts: ['kribi.localhost'],
  }
}

const fields = (input: unknown) => whyNotSettings(input).map(({ field }) => field)

test('settings in order raise no doubt', () => {
  assert.deepEqual(whyNotSettings(settings()), [])
})

test('every misshapen field is named at once, each with a way out', () => {
  const { name: _, ...nameless } = settings()

  const problems = whyNotSettings({
    ...nameless,
    comission: 15,
    commissionBp: 20_000,
    currency: 'francs',
    centre: { lat: 91, lng: 'east' },
    languages: [],
    paymentMethods: ['wallet', 'barter'],
    fulfilment: 'delivery',
    deliveryFee: { baseMinor: 1.5, perKmMinor: -1, maximumDistanceM: 0, roundToMinor: 0 },
    theme: { ...settings().theme, accent: 'purple' },
    hosts: ['Kribi'],
  })

  assert.deepEqual(
    problems.map(({ field }) => field),
    [
      'name',
      'currency',
      'languages',
      'centre.lat',
      'centre.lng',
      'commissionBp',
      'deliveryFee.baseMinor',
      'deliveryFee.perKmMinor',
      'deliveryFee.maximumDistanceM',
      'deliveryFee.roundToMinor',
      'paymentMethods[1]',
      'fulfilment',
      'theme.accent',
      'hosts[0]',
      'comission',
    ],
  )
  assert.deepEqual(
    problems.filter(({ wayOut }) => wayOut.length < 10),
    [],
  )
  assert.equal(
    problems.find(({ field }) => field === 'paymentMethods[1]')?.problem,
    'must be one of wallet, cash, card, mobile_money, and is "barter"',
  )
})

test('what is no object at all is one problem', () => {
  assert.deepEqual(fields('a shop'), ['settings'])
  assert.deepEqual(fields(null), ['settings'])
})

test('well-formed nonsense is found too, all of it', () => {
  const sound = settings()

  const found = fields({
    ...sound,
    tagline: { en: 'English alone' },
    country: 'XX',
    currencyDecimals: 2,
    timeZone: 'Africa/Atlantis',
    wallet: { enabled: false, topUpMinimumMinor: 900, topUpMaximumMinor: 100 },
    vocabulary: { ...sound.vocabulary, rider: noun('dishes', 'livreur', 'rider') },
    theme: { ...sound.theme, accentInk: '#6b3fd4' },
  })

  assert.deepEqual(found, [
    'currencyDecimals',
    'wallet.topUpMinimumMinor',
    'wallet.enabled',
    'timeZone',
    'country',
    'tagline.fr',
    'vocabulary.rider.segment',
    'theme.accentInk',
  ])
})

test('a currency nobody mints is refused', () => {
  assert.deepEqual(fields({ ...settings(), currency: 'ZZZ' }), ['currency'])
})

test('a text is read in the language asked for, else in English', () => {
  assert.equal(textIn(both('pain', 'bread'), 'fr'), 'pain')
  assert.equal(textIn({ en: 'bread' }, 'fr'), 'bread')
})

test('an unpaid order is not said to be paid', () => {
  assert.equal(stateText(settings(), { state: 'placed', paid: true, language: 'en' }), 'Paid')
  assert.equal(stateText(settings(), { state: 'placed', paid: false, language: 'fr' }), 'Créée')
  assert.equal(stateText(settings(), { state: 'ready', paid: false, language: 'fr' }), 'mot')
})

test('the public sees one language, and neither commission nor limits nor hosts', () => {
  const shown = publicMarket({ id: 'kribi', settings: settings() }, 'fr')

  assert.equal(Check(PublicMarket, shown), true)
  assert.equal(shown.tagline, 'On mange bien ici.')
  assert.deepEqual(shown.vocabulary.vendor, {
    segment: 'restaurants',
    audience: 'restaurant',
    singular: 'restaurant',
    plural: 'restaurants',
  })
  assert.equal(shown.vocabulary.states.placed, 'Payée')
  assert.deepEqual(shown.vocabulary.statesUnpaid, { placed: 'Créée' })
  for (const secret of ['commissionBp', 'hosts', 'minimumPayoutMinor', 'riderCashLimitMinor', 'riderSearchRadiusM'])
    assert.equal(secret in shown, false, secret)
})

const rule: DeliveryFeeRule = {
  baseMinor: 500,
  freeDistanceM: 1000,
  perKmMinor: 200,
  maximumDistanceM: 10_000,
  smallBasket: { belowMinor: 2000, feeMinor: 300 },
  roundToMinor: 50,
}
const fee = (distanceM: number, goodsMinor = 5000) => deliveryFeeFor(rule, { distanceM, goodsMinor })

test('the first kilometre is in the base, then distance counts, to the nearest fifty', () => {
  assert.equal(fee(0), 500)
  assert.equal(fee(1000), 500)
  assert.equal(fee(1124), 500)
  assert.equal(fee(1125), 550)
  assert.equal(fee(6000), 1500)
})

test('a small basket pays its own way, unrounded', () => {
  assert.equal(fee(1000, 1999), 800)
  assert.equal(fee(1000, 2000), 500)
})

test('too far is no fee at all', () => {
  assert.equal(fee(10_000), 2300)
  assert.equal(fee(10_001), undefined)
})
