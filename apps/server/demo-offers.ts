// The offers of a demo town, with the names of its vendors and products turned into their ids.
import type { DemoOffers } from '@provender/market-presets'
import type { ImportedTown } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { importRules } from '@provender/pricing'
import { importPromotions } from '@provender/promotions'

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
  await importPromotions(
    tx,
    ctx,
    offers.promotions.map(({ vendor, name, kind, terms, days, ...promotion }) => ({
      vendorId: vendor === undefined ? null : idOf(town.vendorIds, vendor),
      draft: {
        name,
        code: promotion.code ?? null,
        listed: true,
        kind,
        terms,
        productIds: promotion.products?.map((slug) => idOf(town.productIds, slug)) ?? null,
        audience: promotion.audience ?? 'everyone',
        lapsedDays: promotion.lapsedDays ?? null,
        nearM: null,
        groupId: null,
        minimumMinor: promotion.minimumMinor ?? 0,
        stacks: promotion.stacks ?? false,
        vendorShareBp: promotion.vendorShareBp ?? 0,
        hours: null,
        startsAt: ctx.at.toISOString(),
        endsAt: days === undefined ? null : new Date(ctx.at.getTime() + days * 86_400_000).toISOString(),
        paused: false,
        budgetMinor: promotion.budgetMinor ?? null,
        mostUses: promotion.mostUses ?? null,
        perCustomer: promotion.perCustomer ?? null,
        perDevice: promotion.perDevice ?? null,
        perAddress: promotion.perAddress ?? null,
      },
    })),
  )
}
