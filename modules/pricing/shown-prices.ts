// What everybody is asked for a product right now where it is not the price on the label, and what prices have been.
import { wallClock } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { pricesChanged } from './events.ts'
import { type ShownPrice, lookBackDays, replaceShown, selectHistory, selectSold } from './history-store.ts'
import { type PriceRule, type PriceTerms, unitPrice } from './price-rule.ts'
import { selectConditions, selectPublicRules } from './rule-store.ts'

/** A product as far as its price goes. */
export interface LabelledProduct {
  readonly id: string
  readonly vendorId: string
  readonly priceMinor: number
}

/** The rules that run for everybody, and what they depend on. */
export async function publicTerms(db: Db, ctx: Context): Promise<Omit<PriceTerms, 'rules'> & { rules: PriceRule[] }> {
  const rules = await selectPublicRules(db, ctx.at)
  if (rules.length === 0) return { rules, groupIds: [], conditions: [], sold: {} }
  const conditions = (await selectConditions(db, ctx.at)).map(({ condition }) => condition)
  const sold = rules.some(({ kind }) => kind === 'demand') ? await selectSold(db, hourBefore(ctx.at)) : {}

  return { rules, groupIds: [], conditions, sold }
}

/** Works out what lists show of these products; all others cost what their label says. @returns how many changed */
export async function refreshShown(
  tx: Tx,
  ctx: Context,
  { products, terms }: { products: readonly LabelledProduct[]; terms: Awaited<ReturnType<typeof publicTerms>> },
): Promise<number> {
  const clock = wallClock(ctx.market.settings.timeZone, ctx.at)
  const shown = products.flatMap((product): ShownPrice[] => {
    const rules = terms.rules.filter(({ vendorId }) => vendorId === null || vendorId === product.vendorId)
    const { priceMinor, steps } = unitPrice({ ...product, quantity: 1 }, { ...terms, rules }, () => clock)
    const last = steps.at(-1)
    if (!last || priceMinor === product.priceMinor) return []
    return [{ productId: product.id, priceMinor, listMinor: product.priceMinor, ruleId: last.ruleId, name: last.name }]
  })
  const changed = await replaceShown(tx, shown, ctx.at)
  if (changed > 0) await publish(tx, pricesChanged, { products: changed })

  return changed
}

export const PriceHistory = Type.Object(
  {
    lookBackDays: Type.Integer({
      description: 'A discount is measured by the lowest price of so many days before it.',
    }),
    items: Type.Array(
      Type.Object({
        fromAt: Type.String({ format: 'date-time' }),
        priceMinor: Type.Integer(),
        ruled: Type.Boolean({ description: 'Made by a price rule, not the price on the label.' }),
      }),
      { description: 'Newest first.' },
    ),
  },
  { title: 'PriceHistory' },
)

export async function getPriceHistory(db: Db, _ctx: Context, productId: string): Promise<Static<typeof PriceHistory>> {
  const items = await selectHistory(db, productId)

  return { lookBackDays, items: items.map((each) => ({ ...each, fromAt: each.fromAt.toISOString() })) }
}

function hourBefore(at: Date): Date {
  return new Date(at.getTime() - 3_600_000)
}
