// The distance that a price is made of: the same in the quote and a moment later when the order is placed.
import type { Context } from '@provender/platform/context'
import type { Db, Open } from '@provender/platform/db'
import type { Place } from '@provender/platform/geo'
import { selectKnownWay, upsertKnownWay } from './known-way-store.ts'
import type { Providers } from './provider.ts'
import { type Distance, distanceBetween } from './way.ts'

/** A way is measured again after this; until then a price stays what it was. */
const freshForMs = 7 * 86_400_000

/** What a provider has measured, else what we can say by ourselves. Asks nobody outside. */
export async function agreedDistance(db: Db, ctx: Context, from: Place, to: Place): Promise<Distance> {
  const known = asksProvider(ctx) ? await selectKnownWay(db, from, to) : undefined

  return known
    ? { distanceM: known.distanceM, source: known.source, confidence: 'high' }
    : distanceBetween(ctx.market, from, to)
}

/**
 * Asks the market's provider, with no transaction open, and writes down what it says. When it says nothing in time
 * nothing is written, and the price is made of our own guess.
 */
export async function learnWay(
  { db, open }: { db: Db; open: Open },
  ctx: Context,
  { from, to, providers }: { from: Place; to: Place; providers: Providers },
): Promise<void> {
  const { streets } = ctx.market.settings
  if (streets !== 'osrm' && streets !== 'google') return
  const known = await selectKnownWay(db, from, to)
  if (known && ctx.at.getTime() - known.learntAt.getTime() < freshForMs) return

  const way = await providers.measure(streets, from, to)
  if (way) await open((tx) => upsertKnownWay(tx, { from, to, way, at: ctx.at }))
}

function asksProvider({ market }: Context): boolean {
  return market.settings.streets === 'osrm' || market.settings.streets === 'google'
}
