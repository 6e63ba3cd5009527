// What makes prices move in the demo towns: rules of vendors, each within bounds.
import type { Condition, DayHours, LocalText } from '@provender/markets'

export interface DemoPriceRule {
  /** Slug of a vendor of the town. */
  readonly vendor: string
  readonly name: LocalText
  readonly kind: 'bulk' | 'hours' | 'demand' | 'condition'
  /** Slugs of its products; all when left out. */
  readonly products?: readonly string[]
  readonly hours?: DayHours
  readonly steps: readonly { readonly atLeast?: number; readonly condition?: Condition; readonly changeBp: number }[]
  readonly floorMinor?: number
  readonly ceilingMinor?: number
}

export interface DemoOffers {
  readonly priceRules: readonly DemoPriceRule[]
}

export const freshhome: DemoOffers = {
  priceRules: [
    {
      vendor: 'kasia-domowe',
      name: { en: 'Family pot' },
      kind: 'bulk',
      steps: [
        { atLeast: 3, changeBp: -800 },
        { atLeast: 6, changeBp: -1500 },
      ],
    },
  ],
}

export const harvest: DemoOffers = {
  priceRules: [
    {
      vendor: 'kalasipalya-mandi-fresh',
      name: { en: 'Mandi price by the sack' },
      kind: 'bulk',
      steps: [
        { atLeast: 5, changeBp: -1000 },
        { atLeast: 10, changeBp: -1800 },
      ],
    },
    {
      vendor: 'russell-market-fruits',
      name: { en: 'Evening clearance' },
      kind: 'hours',
      hours: { from: '19:00', until: '22:00' },
      steps: [{ changeBp: -2500 }],
      floorMinor: 2000,
    },
    {
      vendor: 'nilgiri-exotics-indiranagar',
      name: { en: 'In demand this hour' },
      kind: 'demand',
      products: ['hass-avocado', 'peruvian-blueberries'],
      steps: [
        { atLeast: 20, changeBp: 500 },
        { atLeast: 50, changeBp: 1000 },
      ],
      ceilingMinor: 60_000,
    },
  ],
}

export const rachelfoods: DemoOffers = {
  priceRules: [
    {
      vendor: 'adaora-african-market',
      name: { en: 'Stock up' },
      kind: 'bulk',
      steps: [
        { atLeast: 4, changeBp: -700 },
        { atLeast: 12, changeBp: -1500 },
      ],
    },
    {
      vendor: 'heights-pie-safe',
      name: { en: 'Day-end pies' },
      kind: 'hours',
      hours: { from: '16:00', until: '20:00' },
      steps: [{ changeBp: -2000 }],
      floorMinor: 300,
    },
  ],
}

export const eatfast: DemoOffers = {
  priceRules: [
    {
      vendor: 'pizza-du-wouri',
      name: { fr: 'Heure creuse', en: 'Quiet hours' },
      kind: 'hours',
      hours: { from: '14:30', until: '17:30' },
      steps: [{ changeBp: -1500 }],
      floorMinor: 1500,
    },
    {
      vendor: 'chez-mami-bali',
      name: { fr: 'Il pleut, on réchauffe', en: 'Rain warms up' },
      kind: 'condition',
      steps: [{ condition: 'rain', changeBp: -1000 }],
      floorMinor: 1000,
    },
  ],
}

export const reeyo: DemoOffers = {
  priceRules: [
    {
      vendor: 'tchop-et-yamo-obili',
      name: { fr: 'Grande tablée', en: 'Big table' },
      kind: 'bulk',
      steps: [
        { atLeast: 4, changeBp: -500 },
        { atLeast: 8, changeBp: -1200 },
      ],
    },
  ],
}
