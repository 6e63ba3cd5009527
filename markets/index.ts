// The five businesses as data: settings to trade under and a demo town to trade in.
import type { MarketSettings } from '@provender/markets'
import { details as eatfastDetails } from './eatfast/details.ts'
import { settings as eatfast } from './eatfast/settings.ts'
import { town as douala } from './eatfast/town.ts'
import { details as freshhomeDetails } from './freshhome/details.ts'
import { settings as freshhome } from './freshhome/settings.ts'
import { town as dublin } from './freshhome/town.ts'
import { details as harvestDetails } from './harvest/details.ts'
import { settings as harvest } from './harvest/settings.ts'
import { town as bengaluru } from './harvest/town.ts'
import { details as rachelfoodsDetails } from './rachelfoods/details.ts'
import { settings as rachelfoods } from './rachelfoods/settings.ts'
import { town as houston } from './rachelfoods/town.ts'
import { details as reeyoDetails } from './reeyo/details.ts'
import { settings as reeyo } from './reeyo/settings.ts'
import { town as yaounde } from './reeyo/town.ts'
import { withDetails } from './details.ts'
import * as offers from './offers.ts'
import { type DemoSearches, demoSearches as searches } from './searches.ts'
import type { DemoTown } from './town.ts'

export { allergens } from './town.ts'
export type { DemoOffers } from './offers.ts'
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
  readonly offers: offers.DemoOffers
  readonly searches: DemoSearches
}

export const marketPresets: readonly MarketPreset[] = [
  {
    id: 'freshhome',
    settings: freshhome,
    town: withDetails(dublin, freshhomeDetails),
    offers: offers.freshhome,
    searches: searches.freshhome,
  },
  {
    id: 'harvest',
    settings: harvest,
    town: withDetails(bengaluru, harvestDetails),
    offers: offers.harvest,
    searches: searches.harvest,
  },
  {
    id: 'rachelfoods',
    settings: rachelfoods,
    town: withDetails(houston, rachelfoodsDetails),
    offers: offers.rachelfoods,
    searches: searches.rachelfoods,
  },
  {
    id: 'eatfast',
    settings: eatfast,
    town: withDetails(douala, eatfastDetails),
    offers: offers.eatfast,
    searches: searches.eatfast,
  },
  {
    id: 'reeyo',
    settings: reeyo,
    town: withDetails(yaounde, reeyoDetails),
    offers: offers.reeyo,
    searches: searches.reeyo,
  },
]
