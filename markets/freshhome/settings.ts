// FreshHome: meals from home kitchens of Dublin, collected at the cook's door.
import type { MarketSettings } from '@provender/markets'
import { standardStates } from '../standard-states.ts'

export const settings: MarketSettings = {
  name: 'FreshHome',
  tagline: { en: 'Dinner from the house around the corner.' },
  city: 'Dublin',
  country: 'IE',
  currency: 'EUR',
  currencyDecimals: 2,
  timeZone: 'Europe/Dublin',
  languages: ['en'],
  centre: { lat: 53.3472, lng: -6.2592 },
  commissionBp: 1200,
  // Nobody delivers yet; the rule is what the market would charge the day `delivery` joins `fulfilment`.
  deliveryFee: {
    baseMinor: 250,
    freeDistanceM: 1000,
    perKmMinor: 70,
    maximumDistanceM: 8000,
    smallBasket: { belowMinor: 1500, feeMinor: 150 },
    roundToMinor: 10,
  },
  // Ireland: 13.5 % on hot food taken away, 23 % on the service of bringing it.
  tax: { included: true, goodsBp: 1350, deliveryBp: 2300, label: { en: 'VAT' } },
  paymentMethods: ['card', 'wallet'],
  fulfilment: ['pickup'],
  cancellationWindowSeconds: 600,
  acceptWithinSeconds: 900,
  paymentWithinSeconds: 900,
  riderSearchRadiusM: 5000,
  riderOfferSeconds: 45,
  riderCashLimitMinor: 10_000,
  minimumPayoutMinor: 2000,
  wallet: { enabled: true, topUpMinimumMinor: 1000, topUpMaximumMinor: 25_000 },
  vocabulary: {
    product: { segment: 'meals', singular: { en: 'meal' }, plural: { en: 'meals' } },
    vendor: { segment: 'providers', audience: 'provider', singular: { en: 'home cook' }, plural: { en: 'home cooks' } },
    rider: { segment: 'riders', singular: { en: 'rider' }, plural: { en: 'riders' } },
    order: { segment: 'orders', singular: { en: 'order' }, plural: { en: 'orders' } },
    states: {
      ...standardStates,
      placed: { en: 'With your cook' },
      preparing: { en: 'On the stove' },
      ready: { en: 'Ready to collect' },
    },
  },
  theme: {
    accent: '#1f6b4a',
    accentDark: '#7fd3a8',
    accentInk: '#ffffff',
    surface: '#fbf8f2',
    surfaceDark: '#121a16',
    highlight: '#f3c969',
    pictureTints: ['#e6f2ea', '#fdeedc', '#f4ead9', '#e8eef7', '#f9e4e1', '#eff3da'],
    emoji: 'fluent-emoji-flat:house-with-garden',
    radius: 'round',
    pattern: 'gingham',
    mood: 'soft',
    displayWidth: 100,
  },
  hosts: ['freshhome.localhost'],
}
