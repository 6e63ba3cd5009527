// Every fact the platform announces: the catalogue behind contracts/events.json.
import type { EventDefinition } from '@provender/platform/events'
import * as catalog from '@provender/catalog/events'
import * as chat from '@provender/chat/events'
import * as delivery from '@provender/delivery/events'
import * as identity from '@provender/identity/events'
import * as inventory from '@provender/inventory/events'
import * as ledger from '@provender/ledger/events'
import * as markets from '@provender/markets/events'
import * as ordering from '@provender/ordering/events'
import * as payments from '@provender/payments/events'
import * as pricing from '@provender/pricing/events'
import * as payouts from '@provender/payouts/events'
import * as reconciliation from '@provender/reconciliation/events'
import * as refunds from '@provender/refunds/events'
import * as reviews from '@provender/reviews/events'
import * as wallets from '@provender/wallets/events'
import * as search from '@provender/search/events'
import * as places from '@provender/places/events'

const modules = [
  catalog,
  chat,
  delivery,
  identity,
  inventory,
  ledger,
  markets,
  ordering,
  payments,
  payouts,
  places,
  pricing,
  reconciliation,
  refunds,
  reviews,
  search,
  wallets,
]

export const events: readonly EventDefinition[] = modules
  .flatMap((each) => Object.values(each as Record<string, unknown>))
  .filter(isEvent)

function isEvent(value: unknown): value is EventDefinition {
  return typeof value === 'object' && value !== null && 'version' in value && 'payload' in value && 'name' in value
}
