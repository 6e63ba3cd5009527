// A market's own admin changes its settings, all but those that money and other markets rest on.
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { isDeepStrictEqual } from 'node:util'
import { Type, type Static } from 'typebox'
import { marketUnknown, settingsFixed, settingsInvalid, settingsMovedOn } from './errors.ts'
import { settingsChanged } from './events.ts'
import { MarketSettings, whyNotSettings } from './market.ts'
import { type MarketRecord, selectMarket, updateMarket } from './market-store.ts'

export const ChangeSettings = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'The version these settings were made from.' }),
  settings: MarketSettings,
})
export type ChangeSettings = Static<typeof ChangeSettings>

/** Amounts are already booked in the currency, and a host name could belong to somebody else. */
const fixed = ['currency', 'currencyDecimals', 'country', 'hosts'] as const satisfies readonly (keyof MarketSettings)[]

export async function changeSettings(
  tx: Tx,
  ctx: Context,
  { version, settings }: ChangeSettings,
): Promise<MarketRecord> {
  const problems = whyNotSettings(settings)
  if (problems.length > 0) throw settingsInvalid({ errors: problems })
  const present = await getMarket(tx, ctx)
  const touched = fixed.filter((name) => !isDeepStrictEqual(settings[name], present.settings[name]))
  if (touched.length > 0) throw settingsFixed({ settings: touched })

  const { id } = ctx.market
  const changedBy = actorName(ctx.actor)
  const next = await updateMarket(tx, { id, settings, changedBy, at: ctx.at }, version)
  if (next === undefined) throw settingsMovedOn({ version: present.version })
  await publish(tx, settingsChanged, { marketId: id, version: next, changedBy })

  return { id, settings, version: next }
}

/** The market's settings as they are now, which the directory learns a moment later. */
export async function getMarket(db: Db, ctx: Context): Promise<MarketRecord> {
  const market = await selectMarket(db, ctx.market.id)
  if (!market) throw marketUnknown()

  return market
}
