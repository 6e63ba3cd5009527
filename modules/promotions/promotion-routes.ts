// The addresses of promotions: the storefront's offers, a vendor's own, and the platform's.
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import { codeTaken, limitBelowUse, promotionUnclear, promotionUnknown, sellerUnknown } from './errors.ts'
import { OfferList, listOffers } from './list-offers.ts'
import { Promotion, PromotionDraft } from './promotion.ts'
import { selectAllPromotions, selectPromotions } from './promotion-store.ts'
import { type PromotionSide, addPromotion, changePromotion, ownVendor, removePromotion } from './save-promotion.ts'

const one = Type.Object({ promotionId: IdOf('Promotion') })
const ofVendor = Type.Object({ vendorId: Type.Optional(IdOf<'vendor'>('Vendor')) })

function sideRoutes(side: PromotionSide, whose: string): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/promotions',
      audience: side,
      permission: `promotions.${side}_promotions`,
      summary: `Promotions of ${whose}, and what came of them`,
      query: ofVendor,
      reply: Type.Object({ items: Type.Array(Promotion) }, { title: 'PromotionList' }),
      errors: [sellerUnknown],
      handle: async ({ db, ctx, query }) => ({
        items:
          side === 'admin' ? await selectAllPromotions(db) : await selectPromotions(db, ownVendor(ctx, query.vendorId)),
      }),
    }),
    route({
      method: 'POST',
      path: '/promotions',
      audience: side,
      permission: `promotions.${side}_promotions`,
      summary: `Add a promotion of ${whose}`,
      query: ofVendor,
      body: PromotionDraft,
      reply: Promotion,
      status: 201,
      idempotent: 'accepted',
      errors: [promotionUnclear, sellerUnknown, codeTaken],
      handle: ({ tx, ctx, query, body }) => addPromotion(tx, ctx, { side, vendorId: query.vendorId, draft: body }),
    }),
    route({
      method: 'PUT',
      path: '/promotions/:promotionId',
      audience: side,
      permission: `promotions.${side}_promotions`,
      summary: `Change a promotion of ${whose}, or pause it`,
      params: one,
      body: PromotionDraft,
      reply: Promotion,
      errors: [promotionUnknown, promotionUnclear, codeTaken, limitBelowUse],
      handle: ({ tx, ctx, params, body }) => changePromotion(tx, ctx, { side, ...params, draft: body }),
    }),
    route({
      method: 'DELETE',
      path: '/promotions/:promotionId',
      audience: side,
      permission: `promotions.${side}_promotions`,
      summary: `Remove a promotion of ${whose}`,
      params: one,
      reply: Type.Object({ removed: Type.Boolean() }),
      errors: [promotionUnknown],
      handle: async ({ tx, ctx, params }) => {
        await removePromotion(tx, ctx, { side, ...params })
        return { removed: true }
      },
    }),
  ]
}

export const promotionRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/offers',
    audience: 'public',
    permission: 'promotions.list_offers',
    summary: 'Offers that run now, everywhere or at one vendor',
    query: ofVendor,
    reply: OfferList,
    errors: [],
    handle: ({ db, ctx, query }) => listOffers(db, ctx, query.vendorId ?? null),
  }),
  ...sideRoutes('vendor', 'the vendor'),
  ...sideRoutes('admin', 'the platform'),
]
