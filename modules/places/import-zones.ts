// A market's zones drawn at once, for towns that are loaded from files.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { drawMarketZone } from './draw-zone.ts'
import type { MarketZoneDraft } from './zone.ts'

export async function importZones(tx: Tx, ctx: Context, zones: readonly MarketZoneDraft[]): Promise<void> {
  for (const zone of zones) await drawMarketZone(tx, ctx, zone)
}
