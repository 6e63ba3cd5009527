// What the storefront tells of: offers that run now, for everybody to see.
import { type LocalText, textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { PromotionDraft } from './promotion.ts'
import { selectListed } from './promotion-store.ts'

const { code, kind, terms, audience, minimumMinor, endsAt } = PromotionDraft.properties
export const OfferList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: IdOf('Promotion'),
        vendorId: Type.Union([IdOf<'vendor'>('Vendor'), Type.Null()], { description: 'Null: at every vendor.' }),
        name: Type.String({ description: 'In the language of the caller.' }),
        code,
        kind,
        terms,
        audience,
        minimumMinor,
        endsAt,
      }),
    ),
  },
  { title: 'PromotionOfferList' },
)

export async function listOffers(db: Db, ctx: Context, vendorId: string | null): Promise<Static<typeof OfferList>> {
  const items = await selectListed(db, vendorId, ctx.at)

  return {
    items: items.map((each) => ({
      ...each,
      name: textIn(each.name as LocalText, ctx.language),
      endsAt: each.endsAt?.toISOString() ?? null,
    })),
  }
}
