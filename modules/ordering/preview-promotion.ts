// What a promotion would have cost last month: counted on the orders that were really placed.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import {
  type PromotionDraft,
  type Priced,
  discountsFor,
  promotionUnclear,
  whyNotPromotion,
} from '@provender/promotions'
import { wallClock } from '@provender/markets'
import { Type, type Static } from 'typebox'
import { selectPastBaskets } from './order-store.ts'

export const PromotionPreview = Type.Object(
  {
    fromAt: Type.String({ format: 'date-time' }),
    orders: Type.Integer({ description: 'Orders that came to something.' }),
    fitting: Type.Integer({ description: 'Those it would have applied to, limits and budget considered.' }),
    discountMinor: Type.Integer({ description: 'What it would have taken off.' }),
    vendorMinor: Type.Integer({ description: 'What of that the vendor would have paid.' }),
    platformMinor: Type.Integer({ description: 'What of that the platform would have paid.' }),
    goodsMinor: Type.Integer({ description: 'What those orders were worth.' }),
    whole: Type.Boolean({ description: 'False when there were more orders than were counted.' }),
  },
  { title: 'PromotionPreview' },
)

const days = 30
const mostOrders = 20_000

/** As if every customer had known of it, its code too, and had ordered just the same. */
export async function previewPromotion(
  db: Db,
  ctx: Context,
  { draft, vendorIds }: { draft: PromotionDraft; vendorIds: readonly string[] | null },
): Promise<Static<typeof PromotionPreview>> {
  const errors = whyNotPromotion(draft)
  if (errors.length > 0) throw promotionUnclear({ errors })
  const from = new Date(ctx.at.getTime() - days * 86_400_000)
  const baskets = await selectPastBaskets(db, { from, vendorIds, groupId: draft.groupId, limit: mostOrders + 1 })
  const { timeZone } = ctx.market.settings
  const counted = baskets.slice(0, mostOrders)
  const usesBy = new Map<string, number>()
  const sums = { fitting: 0, discountMinor: 0, vendorMinor: 0, goodsMinor: 0 }
  for (const basket of counted) {
    const mine = usesBy.get(basket.customerId) ?? 0
    const exhausted =
      sums.fitting >= (draft.mostUses ?? Number.POSITIVE_INFINITY) ||
      sums.discountMinor >= (draft.budgetMinor ?? Number.POSITIVE_INFINITY)
    const offer = {
      ...draft,
      code: null,
      startsAt: from.toISOString(),
      endsAt: null,
      paused: false,
      id: '',
      exhausted,
      mine,
    }
    const { discounts } = discountsFor([offer], [], {
      shopper: {
        signedIn: true,
        orders: basket.before,
        lastOrderAt: basket.lastAt,
        groupIds: basket.inGroup && draft.groupId ? [draft.groupId] : [],
      },
      priced: basket satisfies Priced,
      moment: { at: basket.placedAt, clock: () => wallClock(timeZone, basket.placedAt) },
    })
    const [discount] = discounts
    if (!discount) continue

    usesBy.set(basket.customerId, mine + 1)
    sums.fitting += 1
    sums.discountMinor += sum(discount.lineMinor) + discount.deliveryMinor
    sums.vendorMinor += sum(discount.vendorLineMinor) + discount.vendorDeliveryMinor
    sums.goodsMinor += basket.goodsMinor
  }

  return {
    fromAt: from.toISOString(),
    orders: counted.length,
    ...sums,
    platformMinor: sums.discountMinor - sums.vendorMinor,
    whole: baskets.length <= mostOrders,
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
