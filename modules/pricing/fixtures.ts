// Baskets for tests.
import type { Basket } from './quote.ts'

/** Two kinds of dishes from an open vendor, delivered 2 km; 700 + 250 per km in francs, tax included at 19.25 %. */
export function aBasket(overrides: Partial<Basket> = {}): Basket {
  return {
    settings: {
      currency: 'XAF',
      timeZone: 'Africa/Douala',
      deliveryFee: { baseMinor: 700, perKmMinor: 250, maximumDistanceM: 15_000, roundToMinor: 50 },
      fulfilment: ['delivery', 'pickup'],
      tax: { included: true, goodsBp: 1925, deliveryBp: 1925, label: { en: 'VAT', fr: 'TVA' } },
    },
    vendor: { openNow: true, opensAt: null, deliveryRadiusM: 8000, minimumBasketMinor: 0 },
    products: new Map([
      ['fish', { name: 'Grilled mackerel', priceMinor: 3500 }],
      ['plantain', { name: 'Fried plantain', priceMinor: 500 }],
    ]),
    lines: [
      { productId: 'fish', quantity: 2 },
      { productId: 'plantain', quantity: 1 },
    ],
    fulfilment: 'delivery',
    distanceM: 2000,
    at: new Date('2026-06-15T12:00:00Z'),
    ...overrides,
  }
}
