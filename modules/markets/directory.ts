// What a process knows of the markets it serves: read once, and again whenever one of them changes.
import type { MarketDirectory, MarketEntry } from '@provender/platform/addresses'
import type { DatabasePool } from '@provender/platform/db'
import { settingsChanged } from './events.ts'
import type { MarketSettings } from './market.ts'
import { type MarketRecord, selectMarkets } from './market-store.ts'

declare module '@provender/platform/context' {
  interface Market {
    readonly settings: MarketSettings
  }
}

export interface LiveMarketDirectory extends MarketDirectory {
  /** Reads all markets anew. */
  load(): Promise<void>
  /** To be told every event: a change of settings makes it read again. */
  onEvent(event: { readonly name: string }): void
}

const retryMs = 1000

/** @param only the markets this process serves; all of them when absent. */
export async function createMarketDirectory(
  operatorPool: DatabasePool,
  only?: readonly string[],
): Promise<LiveMarketDirectory> {
  let entries: readonly MarketEntry[] = []
  let byId = new Map<string, MarketEntry>()
  let byHost = new Map<string, MarketEntry>()
  let loading: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    const markets = await selectMarkets(operatorPool.across.db)
    entries = markets.filter(({ id }) => only === undefined || only.includes(id)).map(entryOf)
    byId = new Map(entries.map((entry) => [entry.market.id, entry]))
    byHost = new Map(entries.flatMap((entry) => entry.hosts.map((host) => [host, entry])))
  }

  /** One after the other, so that an older answer never replaces a newer one. */
  function load(): Promise<void> {
    loading = loading.catch(() => {}).then(read)
    return loading
  }

  /** What was known stays good until the database answers again. */
  function reload(): void {
    load().catch(() => setTimeout(reload, retryMs).unref())
  }

  const directory: LiveMarketDirectory = {
    byId: (id) => byId.get(id),
    byHost: (host) => byHost.get(host),
    all: () => entries,
    load,
    onEvent(event) {
      if (event.name === settingsChanged.name) reload()
    },
  }
  await load()

  return directory
}

function entryOf({ id, settings }: MarketRecord): MarketEntry {
  return {
    market: { id, settings },
    languages: settings.languages,
    hosts: settings.hosts,
    segments: segmentsOf(settings),
  }
}

/** The market's words in addresses → ours. Where they are the same there is nothing to translate. */
export function segmentsOf({
  vocabulary: { product, vendor, rider, order },
}: MarketSettings): ReadonlyMap<string, string> {
  const words: [string | undefined, string][] = [
    [product.segment, 'products'],
    [vendor.segment, 'vendors'],
    [vendor.audience, 'vendor'],
    [rider.segment, 'riders'],
    [rider.audience, 'rider'],
    [order.segment, 'orders'],
  ]

  return new Map(words.filter((pair): pair is [string, string] => pair[0] !== undefined && pair[0] !== pair[1]))
}
