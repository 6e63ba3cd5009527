// Harvest: perishable fruit and vegetables of Bengaluru, sold by weight and brought within hours.
import type { MarketSettings } from '@provender/markets'
import { standardStates } from '../standard-states.ts'

export const settings: MarketSettings = {
  name: 'Harvest',
  tagline: { en: 'Picked this morning, home by noon.' },
  city: 'Bengaluru',
  country: 'IN',
  currency: 'INR',
  currencyDecimals: 2,
  timeZone: 'Asia/Kolkata',
  languages: ['en'],
  centre: { lat: 12.9716, lng: 77.5946 },
  commissionBp: 1000,
  deliveryFee: {
    baseMinor: 1900,
    freeDistanceM: 2000,
    perKmMinor: 600,
    maximumDistanceM: 14_000,
    smallBasket: { belowMinor: 19_900, feeMinor: 1500 },
    roundToMinor: 100,
  },
  // India: fresh produce, eggs and milk carry no GST; bringing them is a service at 18 %.
  tax: { included: true, goodsBp: 0, deliveryBp: 1800, label: { en: 'GST' } },
  paymentMethods: ['card', 'cash', 'wallet'],
  fulfilment: ['delivery'],
  cancellationWindowSeconds: 900,
  acceptWithinSeconds: 1200,
  paymentWithinSeconds: 900,
  riderSearchRadiusM: 5000,
  riderOfferSeconds: 40,
  riderCashLimitMinor: 500_000,
  minimumPayoutMinor: 50_000,
  wallet: { enabled: true, topUpMinimumMinor: 10_000, topUpMaximumMinor: 1_000_000 },
  vocabulary: {
    product: { segment: 'products', singular: { en: 'product' }, plural: { en: 'products' } },
    vendor: { segment: 'sellers', audience: 'seller', singular: { en: 'seller' }, plural: { en: 'sellers' } },
    rider: {
      segment: 'riders',
      singular: { en: 'delivery partner' },
      plural: { en: 'delivery partners' },
    },
    order: { segment: 'orders', singular: { en: 'order' }, plural: { en: 'orders' } },
    // Five words for the life of an order: Created, Paid, Packed, Shipped, Delivered.
    states: {
      ...standardStates,
      awaiting_payment: { en: 'Created' },
      placed: { en: 'Paid' },
      accepted: { en: 'Paid' },
      preparing: { en: 'Paid' },
      ready: { en: 'Packed' },
      picked_up: { en: 'Shipped' },
      delivered: { en: 'Delivered' },
    },
    statesUnpaid: {
      placed: { en: 'Created' },
      accepted: { en: 'Created' },
      preparing: { en: 'Created' },
    },
  },
  theme: {
    accent: '#2f6f1f',
    accentDark: '#9bd67a',
    accentInk: '#ffffff',
    surface: '#f9faf3',
    surfaceDark: '#141a10',
    highlight: '#ffc94d',
    pictureTints: ['#eaf5dc', '#fdf0d3', '#fde5dc', '#e3f3ec', '#f3e9f6', '#fff7d6'],
    emoji: 'fluent-emoji-flat:mango',
    radius: 'soft',
  },
  hosts: ['harvest.localhost'],
}
