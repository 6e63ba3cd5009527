// Operators open a market, or change anything about one.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { settingsInvalid } from './errors.ts'
import { settingsChanged } from './events.ts'
import { type MarketSettings, whyNotSettings } from './market.ts'
import { type MarketRecord, replaceHosts, upsertMarket } from './market-store.ts'

/**
 * Needs a transaction of the operators' role in this very market: `operatorPool.market(id).open(…)`. The settings come
 * from people and files, so they are checked whole, whatever their type claims.
 */
export async function saveMarket(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'at'>,
  { id, settings }: { id: string; settings: MarketSettings },
): Promise<MarketRecord> {
  const problems = whyNotSettings(settings)
  if (problems.length > 0) throw settingsInvalid({ errors: problems })

  const changedBy = actorName(ctx.actor)
  const version = await upsertMarket(tx, { id, settings, changedBy, at: ctx.at })
  await replaceHosts(tx, id, settings.hosts)
  await publish(tx, settingsChanged, { marketId: id, version, changedBy })

  return { id, settings, version }
}
