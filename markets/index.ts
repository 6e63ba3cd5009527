// The five businesses as data: settings to trade under and a demo town to trade in.
import type { MarketSettings } from '@provender/markets'
import { settings as eatfast } from './eatfast/settings.ts'
import { town as douala } from './eatfast/town.ts'
import { settings as freshhome } from './freshhome/settings.ts'
import { town as dublin } from './freshhome/town.ts'
import { settings as harvest } from './harvest/settings.ts'
import { town as bengaluru } from './harvest/town.ts'
import { settings as rachelfoods } from './rachelfoods/settings.ts'
import { town as houston } from './rachelfoods/town.ts'
import { settings as reeyo } from './reeyo/settings.ts'
import { town as yaounde } from './reeyo/town.ts'
import type { DemoTown } from './town.ts'

export { allergens } from './town.ts'
export type {
  Allergen,
  DemoCategory,
  DemoCustomer,
  DemoProduct,
  DemoRider,
  DemoTown,
  DemoVendor,
  Diet,
  Opening,
  Picture,
  Place,
  Unit,
  WeekHours,
  Weekday,
} from './town.ts'

export interface MarketPreset {
  /** Slug of the market, its id everywhere. */
  readonly id: string
  readonly settings: MarketSettings
  readonly town: DemoTown
}

export const marketPresets: readonly MarketPreset[] = [
  { id: 'freshhome', settings: freshhome, town: dublin },
  { id: 'harvest', settings: harvest, town: bengaluru },
  { id: 'rachelfoods', settings: rachelfoods, town: houston },
  { id: 'eatfast', settings: eatfast, town: douala },
  { id: 'reeyo', settings: reeyo, town: yaounde },
]
