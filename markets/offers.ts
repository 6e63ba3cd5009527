// What makes prices move in the demo towns: rules of vendors, each within bounds, and promotions of all kinds.
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

export interface DemoPromotion {
  /** Slug of a vendor whose own it is; the platform's when left out. */
  readonly vendor?: string
  readonly name: LocalText
  /** It applies by itself without one. */
  readonly code?: string
  readonly kind: 'percentage' | 'fixed' | 'free_delivery' | 'buy_x_get_y' | 'bundle'
  readonly terms: {
    bp?: number
    amountMinor?: number
    mostMinor?: number
    buy?: number
    get?: number
    priceMinor?: number
  }
  readonly products?: readonly string[]
  readonly audience?: 'everyone' | 'new' | 'lapsed'
  readonly lapsedDays?: number
  readonly minimumMinor?: number
  readonly stacks?: boolean
  readonly vendorShareBp?: number
  readonly budgetMinor?: number
  readonly mostUses?: number
  readonly perCustomer?: number
  readonly perDevice?: number
  readonly perAddress?: number
  /** It ends so many days after the market was loaded. */
  readonly days?: number
}

export interface DemoOffers {
  readonly priceRules: readonly DemoPriceRule[]
  readonly promotions: readonly DemoPromotion[]
}

/** A welcome is for one person, one device and one door. */
const once = { perCustomer: 1, perDevice: 1, perAddress: 1 }

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
  promotions: [
    {
      name: { en: 'Your first dinner on us, almost' },
      code: 'FAILTE',
      kind: 'fixed',
      terms: { amountMinor: 500 },
      audience: 'new',
      minimumMinor: 1500,
      budgetMinor: 250_000,
      ...once,
    },
    {
      name: { en: 'We missed you' },
      code: 'BACKAGAIN',
      kind: 'percentage',
      terms: { bp: 1500, mostMinor: 800 },
      audience: 'lapsed',
      lapsedDays: 30,
      vendorShareBp: 5000,
      perCustomer: 2,
    },
    {
      vendor: 'kasia-domowe',
      name: { en: 'Pierogi for the road: three bought, one given' },
      kind: 'buy_x_get_y',
      terms: { buy: 3, get: 1 },
      products: ['pierogi-ruskie', 'pierogi-with-meat'],
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
  promotions: [
    {
      name: { en: 'Ugadi: a tenth off the harvest' },
      code: 'UGADI',
      kind: 'percentage',
      terms: { bp: 1000, mostMinor: 15_000 },
      minimumMinor: 30_000,
      vendorShareBp: 5000,
      budgetMinor: 20_000_000,
      days: 30,
    },
    {
      name: { en: 'Free delivery for a full basket' },
      kind: 'free_delivery',
      terms: { mostMinor: 4500 },
      minimumMinor: 79_900,
      stacks: true,
    },
    {
      vendor: 'kalasipalya-mandi-fresh',
      name: { en: 'Sambar basket: onion, tomato and brinjal together' },
      kind: 'bundle',
      terms: { priceMinor: 9900 },
      products: ['hybrid-tomato', 'nashik-onion', 'green-brinjal'],
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
  promotions: [
    {
      name: { en: 'Welcome to the table' },
      code: 'WELCOME10',
      kind: 'percentage',
      terms: { bp: 1000, mostMinor: 1500 },
      audience: 'new',
      budgetMinor: 500_000,
      ...once,
    },
    {
      name: { en: 'Delivery is on Rachel' },
      code: 'RIDEFREE',
      kind: 'free_delivery',
      terms: { mostMinor: 800 },
      minimumMinor: 4000,
      perCustomer: 3,
      mostUses: 1000,
    },
    {
      vendor: 'adaora-african-market',
      name: { en: 'Egusi and garri, ready for soup' },
      kind: 'bundle',
      terms: { priceMinor: 1500 },
      products: ['ground-egusi', 'yellow-garri'],
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
  promotions: [
    {
      name: { fr: 'Première commande : 1 000 francs offerts', en: 'First order: 1,000 francs off' },
      code: 'BIENVENUE',
      kind: 'fixed',
      terms: { amountMinor: 1000 },
      audience: 'new',
      minimumMinor: 3000,
      budgetMinor: 500_000,
      ...once,
    },
    {
      name: { fr: 'Ngondo : 10 % sur tout', en: 'Ngondo festival: 10 % off everything' },
      code: 'NGONDO',
      kind: 'percentage',
      terms: { bp: 1000, mostMinor: 3000 },
      vendorShareBp: 5000,
      days: 21,
      mostUses: 2000,
    },
    {
      vendor: 'beignetariat-makepe',
      name: { fr: 'Deux BHB achetés, un offert', en: 'Two BHB bought, one given' },
      kind: 'buy_x_get_y',
      terms: { buy: 2, get: 1 },
      products: ['bhb-complet'],
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
  promotions: [
    {
      name: { fr: 'Bienvenue : la livraison est pour nous', en: 'Welcome: the ride is on us' },
      code: 'AKWABA',
      kind: 'free_delivery',
      terms: { mostMinor: 2000 },
      audience: 'new',
      budgetMinor: 1_000_000,
      ...once,
    },
    {
      name: { fr: 'De retour ? 1 500 francs de moins', en: 'Back again? 1,500 francs off' },
      code: 'RETOUR',
      kind: 'fixed',
      terms: { amountMinor: 1500 },
      audience: 'lapsed',
      lapsedDays: 45,
      minimumMinor: 5000,
      perCustomer: 1,
    },
    {
      vendor: 'tchop-et-yamo-obili',
      name: { fr: 'Étudiants : 15 %', en: 'Students: 15 % off' },
      code: 'CAMPUS',
      kind: 'percentage',
      terms: { bp: 1500, mostMinor: 1500 },
      perCustomer: 10,
    },
  ],
}
