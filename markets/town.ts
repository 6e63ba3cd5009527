// The shape of a demo town: who sells what where, who orders, and who rides.
import type { LocalText } from '@provender/markets'

/** The fourteen allergens of EU Regulation 1169/2011, annex II. */
export const allergens = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const
export type Allergen = (typeof allergens)[number]

export type Diet = 'vegan' | 'vegetarian' | 'halal' | 'gluten_free' | 'organic'

/** What one of a product is; weights and volumes are what the price buys. */
export type Unit =
  | 'portion'
  | 'piece'
  | 'dozen'
  | 'bunch'
  | 'box'
  | 'pack'
  | 'jar'
  | 'bottle'
  | 'cup'
  | 'kg'
  | '500 g'
  | '250 g'
  | '100 g'
  | 'pound'
  | 'half pound'
  | 'litre'
  | '500 ml'
  | 'quart'
  | 'pint'

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** Opens and closes, 'HH:MM' on the clock of the market; '24:00' is the end of the day. */
export type Opening = readonly [open: string, close: string]

/** No openings: closed that day. */
export type WeekHours = Readonly<Record<Weekday, readonly Opening[]>>

export interface Place {
  readonly lat: number
  readonly lng: number
}

/** An icon of @iconify-json/fluent-emoji-flat. */
export type Picture = `fluent-emoji-flat:${string}`

export interface DemoCategory {
  readonly slug: string
  readonly name: LocalText
  readonly picture: Picture
  /** A tax class of the market's settings. */
  readonly taxClass?: string
}

export interface DemoProduct {
  /** Unique in the market. */
  readonly slug: string
  /** Slug of a category of the town. */
  readonly category: string
  readonly name: LocalText
  readonly description: LocalText
  readonly priceMinor: number
  readonly unit: Unit
  readonly picture: Picture
  readonly allergens: readonly Allergen[]
  readonly dietary: readonly Diet[]
  /** Units on the shelf; null when made to order. */
  readonly stock: number | null
  readonly options?: readonly DemoOptionGroup[]
  /** Sold by weight or volume: in steps of base units of the unit, `toleranceBp` when it is weighed on packing. */
  readonly measure?: {
    readonly step: number
    readonly least: number
    readonly most: number
    readonly toleranceBp: number | null
  }
  readonly facts?: DemoFacts
  readonly soldWhen?: {
    readonly weekdays?: Weekday[]
    readonly hours?: { from: string; until: string }[]
    readonly months?: number[]
    readonly notOn?: string[]
  }
  readonly preparationMinutes?: number
}

export interface DemoFacts {
  readonly ingredients?: LocalText
  readonly origin?: LocalText
  readonly farm?: string
  /** Months, 1 to 12. */
  readonly season?: number[]
  readonly organic?: boolean
  readonly imported?: boolean
  /** For 100 g or 100 ml. */
  readonly nutrition?: {
    readonly energyKj: number
    readonly energyKcal: number
    readonly fatMg: number
    readonly saturatesMg: number
    readonly carbohydrateMg: number
    readonly sugarsMg: number
    readonly proteinMg: number
    readonly saltMg: number
  }
}

/** Of sizes exactly one is chosen; anything may be left out; of the rest between `min` and `max`. */
export interface DemoOptionGroup {
  readonly kind: 'size' | 'choice' | 'without'
  readonly name: LocalText
  readonly min?: number
  readonly max?: number
  /** How often one of them may be chosen; once unless said. */
  readonly each?: number
  readonly options: readonly {
    readonly name: LocalText
    /** On top of the price; of a size, the price in it. */
    readonly priceMinor?: number
    /** How many there are; not counted unless said. */
    readonly stock?: number
    /** Slug of a product of the same vendor that it stands for. */
    readonly product?: string
  }[]
}

export interface DemoVendor {
  readonly slug: string
  readonly name: string
  readonly kind: 'restaurant' | 'home_cook' | 'grocer' | 'farm_shop'
  readonly about: LocalText
  readonly phone: string
  readonly address: string
  readonly place: Place
  readonly hours: WeekHours
  /** So many minutes before closing the last order is taken; none when left out. */
  readonly lastOrderMinutes?: number
  /** Holidays of every year: `12-25`. */
  readonly closedOn?: readonly string[]
  /** Where else than at the door food is handed over. */
  readonly pickupPoints?: readonly DemoPickupPoint[]
  readonly deliveryRadiusM: number
  readonly preparationMinutes: number
  readonly minimumBasketMinor: number
  readonly picture: Picture
  readonly products: readonly DemoProduct[]
}

export interface DemoPickupPoint {
  readonly name: string
  readonly addressLine: string
  readonly place: Place
  readonly directions: string | null
}

export interface DemoCustomer {
  readonly name: string
  /** The first customer of a town has the sign-in customer@<market>.test. */
  readonly email?: string
  readonly phone: string
  readonly address: string
  readonly place: Place
}

export interface DemoRider {
  readonly name: string
  readonly phone: string
  readonly vehicle: 'bicycle' | 'ebike' | 'scooter' | 'motorcycle' | 'car' | 'van'
  /** Where the rider waits for the first order of the day. */
  readonly place: Place
}

export interface DemoTown {
  readonly categories: readonly DemoCategory[]
  readonly vendors: readonly DemoVendor[]
  readonly customers: readonly DemoCustomer[]
  readonly riders: readonly DemoRider[]
}

export function everyDay(...openings: Opening[]): WeekHours {
  return week({ weekdays: openings, saturday: openings, sunday: openings })
}

export function week(hours: { weekdays: Opening[]; saturday: Opening[]; sunday: Opening[] }): WeekHours {
  const { weekdays, saturday, sunday } = hours
  return {
    monday: weekdays,
    tuesday: weekdays,
    wednesday: weekdays,
    thursday: weekdays,
    friday: weekdays,
    saturday,
    sunday,
  }
}

export const aroundTheClock: WeekHours = everyDay(['00:00', '24:00'])
