// The offers of a demo town, with the names of its vendors and products turned into their ids.
import type { DemoOffers } from '@provender/market-presets'
import type { ImportedTown } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { importRules } from '@provender/pricing'

export async function loadOffers(tx: Tx, ctx: Context, offers: DemoOffers, town: ImportedTown): Promise<void> {
  const idOf = (ids: ReadonlyMap<string, string>, slug: string): string => {
    const id = ids.get(slug)
    if (id === undefined) throw new Error(`the town has nothing called ${slug}`)
    return id
  }

  await importRules(
    tx,
    ctx,
    offers.priceRules.map((rule) => ({
      vendorId: idOf(town.vendorIds, rule.vendor),
      draft: {
        name: rule.name,
        kind: rule.kind,
        productIds: rule.products?.map((slug) => idOf(town.productIds, slug)) ?? null,
        groupId: null,
        hours: rule.hours ?? null,
        steps: [...rule.steps],
        floorMinor: rule.floorMinor ?? null,
        ceilingMinor: rule.ceilingMinor ?? null,
        startsAt: ctx.at.toISOString(),
        endsAt: null,
        paused: false,
      },
    })),
  )
}
