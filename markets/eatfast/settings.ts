// EatFast: restaurant meals brought across Douala, in French and English.
import type { MarketSettings } from '@provender/markets'
import { standardStates } from '../standard-states.ts'

export const settings: MarketSettings = {
  name: 'EatFast',
  tagline: {
    fr: 'Les restaurants de Douala, chez vous et encore chauds.',
    en: 'The restaurants of Douala, home and still hot.',
  },
  city: 'Douala',
  country: 'CM',
  currency: 'XAF',
  currencyDecimals: 0,
  timeZone: 'Africa/Douala',
  languages: ['fr', 'en'],
  centre: { lat: 4.0556, lng: 9.7152 },
  streets: 'drawn',
  commissionBp: 1800,
  deliveryFee: {
    baseMinor: 500,
    freeDistanceM: 1000,
    perKmMinor: 200,
    maximumDistanceM: 12_000,
    times: [{ from: '22:00', until: '05:00', addMinor: 300 }],
    surge: {
      steps: [
        { condition: 'rain', addBp: 3000 },
        { condition: 'busy', addBp: 2000 },
      ],
      mostBp: 4000,
      mostMinor: 800,
    },
    smallBasket: { belowMinor: 2000, feeMinor: 300 },
    roundToMinor: 50,
  },
  // Cameroon: 17.5 % and the council's tenth on top make 19.25 %, inside the price on the menu.
  tax: { included: true, goodsBp: 1925, deliveryBp: 1925, label: { fr: 'TVA', en: 'VAT' } },
  tips: { suggestedMinor: [200, 500, 1000], mostMinor: 20_000 },
  paymentMethods: ['mobile_money', 'cash', 'card', 'wallet'],
  fulfilment: ['delivery', 'pickup'],
  cancellationWindowSeconds: 120,
  acceptWithinSeconds: 420,
  paymentWithinSeconds: 600,
  riderSearchRadiusM: 5000,
  riderOfferSeconds: 30,
  riderCashLimitMinor: 50_000,
  minimumPayoutMinor: 5000,
  wallet: { enabled: true, topUpMinimumMinor: 500, topUpMaximumMinor: 500_000 },
  payments: {
    gateways: { card: ['stripe', 'sandbox'], mobile_money: ['campay', 'noupay', 'sandbox'] },
    fees: { sandbox: { bp: 150, fixedMinor: 0 } },
    threeDSecureFromMinor: 50_000,
  },
  vocabulary: {
    product: {
      segment: 'dishes',
      singular: { fr: 'plat', en: 'dish' },
      plural: { fr: 'plats', en: 'dishes' },
    },
    vendor: {
      segment: 'restaurants',
      audience: 'restaurant',
      singular: { fr: 'restaurant', en: 'restaurant' },
      plural: { fr: 'restaurants', en: 'restaurants' },
    },
    rider: {
      segment: 'drivers',
      singular: { fr: 'livreur', en: 'driver' },
      plural: { fr: 'livreurs', en: 'drivers' },
    },
    order: {
      segment: 'orders',
      singular: { fr: 'commande', en: 'order' },
      plural: { fr: 'commandes', en: 'orders' },
    },
    states: {
      ...standardStates,
      placed: { fr: 'Au restaurant', en: 'With the restaurant' },
      preparing: { fr: 'En cuisine', en: 'In the kitchen' },
      ready: { fr: 'Prête, encore chaude', en: 'Ready and hot' },
    },
  },
  theme: {
    accent: '#b8360b',
    accentDark: '#ff9d6b',
    accentInk: '#ffffff',
    surface: '#fff8f1',
    surfaceDark: '#1b1410',
    highlight: '#ffcf3f',
    pictureTints: ['#ffe8d6', '#fff3c9', '#e5f3e3', '#fde2e2', '#e3effa', '#f2e7fb'],
    emoji: 'fluent-emoji-flat:hamburger',
    radius: 'round',
    pattern: 'rays',
    mood: 'bold',
    displayWidth: 78,
  },
  hosts: ['eatfast.localhost'],
}
