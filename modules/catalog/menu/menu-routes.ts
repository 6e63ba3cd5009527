// The addresses of the menu as a whole: its order, many prices at once, changes to come, what customers would see.
import { pictureUnknown } from '@provender/media'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import {
  categoryUnknown,
  changeUnclear,
  changeUnknown,
  menuMoved,
  nameTaken,
  optionsUnclear,
  priceImpossible,
  priceOfSizes,
  pricesMoved,
  productUnknown,
  tooManyChanges,
  vendorUnknown,
} from '../errors.ts'
import { Menu } from '../get-menu.ts'
import { deskOf, ownVendorId } from '../own-vendor.ts'
import { ProductId, VendorProduct } from '../product.ts'
import { MenuOrder, arrangeMenu } from './arrange-menu.ts'
import { ChangePrices, PriceChanges, changePrices } from './change-prices.ts'
import { duplicateProduct } from './duplicate-product.ts'
import { ListAtOnce, listAtOnce } from './list-products-at-once.ts'
import { selectMenuOrder } from './menu-store.ts'
import { previewMenu } from './preview-menu.ts'
import { cancelChange, scheduleChange } from './schedule-change.ts'
import {
  ScheduleChange,
  ScheduledChange,
  ScheduledChangeId,
  ScheduledChangeList,
  changeReply,
} from './scheduled-change.ts'
import { selectChanges } from './scheduled-change-store.ts'

export const menuRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/menu/order',
    audience: 'vendor',
    permission: 'catalog.read_menu_order',
    summary: 'Shelves and products in the order customers see them',
    query: deskOf,
    reply: MenuOrder,
    errors: [vendorUnknown],
    handle: async ({ db, ctx, query }) => {
      const shelves = await selectMenuOrder(db, ownVendorId(ctx, query.vendorId))
      return { shelves: shelves.map(({ category, productIds }) => ({ category, productIds: [...productIds] })) }
    },
  }),
  route({
    method: 'PUT',
    path: '/menu/order',
    audience: 'vendor',
    permission: 'catalog.arrange_menu',
    summary: 'Put shelves and products in another order',
    query: deskOf,
    body: MenuOrder,
    reply: MenuOrder,
    errors: [vendorUnknown, menuMoved],
    handle: ({ tx, ctx, query, body }) => arrangeMenu(tx, ctx, { ...body, vendorId: ownVendorId(ctx, query.vendorId) }),
  }),
  route({
    method: 'POST',
    path: '/menu/prices',
    audience: 'vendor',
    permission: 'catalog.change_prices',
    summary: 'Look at what a rule would do to many prices, or do it',
    query: deskOf,
    body: ChangePrices,
    reply: PriceChanges,
    errors: [vendorUnknown, pricesMoved, priceImpossible],
    idempotent: 'accepted',
    handle: ({ tx, ctx, query, body }) =>
      changePrices(tx, ctx, { ...body, vendorId: ownVendorId(ctx, query.vendorId) }),
  }),
  route({
    method: 'POST',
    path: '/menu/availability',
    audience: 'vendor',
    permission: 'catalog.list_at_once',
    summary: 'Put many products on the menu or take them off',
    query: deskOf,
    body: ListAtOnce,
    reply: Type.Object({ changed: Type.Integer() }),
    errors: [vendorUnknown],
    handle: async ({ tx, ctx, query, body }) => ({
      changed: await listAtOnce(tx, ctx, { ...body, vendorId: ownVendorId(ctx, query.vendorId) }),
    }),
  }),
  route({
    method: 'GET',
    path: '/menu/changes',
    audience: 'vendor',
    permission: 'catalog.list_changes',
    summary: 'What changes on later days',
    query: deskOf,
    reply: ScheduledChangeList,
    errors: [vendorUnknown],
    handle: async ({ db, ctx, query }) => ({
      items: (await selectChanges(db, ownVendorId(ctx, query.vendorId))).map(changeReply),
    }),
  }),
  route({
    method: 'POST',
    path: '/menu/changes',
    audience: 'vendor',
    permission: 'catalog.schedule_change',
    summary: 'Say what a product costs, or whether it is on the menu, from a moment on',
    body: ScheduleChange,
    reply: ScheduledChange,
    status: 201,
    errors: [productUnknown, changeUnclear, priceOfSizes, tooManyChanges],
    idempotent: 'accepted',
    handle: ({ tx, ctx, body }) => scheduleChange(tx, ctx, body),
  }),
  route({
    method: 'DELETE',
    path: '/menu/changes/:changeId',
    audience: 'vendor',
    permission: 'catalog.cancel_change',
    summary: 'Leave a product as it is after all',
    params: Type.Object({ changeId: ScheduledChangeId }),
    reply: Type.Object({ removed: Type.Boolean() }),
    errors: [changeUnknown],
    handle: async ({ tx, ctx, params }) => {
      await cancelChange(tx, ctx, params.changeId)
      return { removed: true }
    },
  }),
  route({
    method: 'GET',
    path: '/menu/preview',
    audience: 'vendor',
    permission: 'catalog.preview_menu',
    summary: 'The menu as customers would see it now, or at a later moment',
    query: Type.Object({
      ...deskOf.properties,
      at: Type.Optional(Type.String({ format: 'date-time', description: 'With what is to change until then.' })),
    }),
    reply: Menu,
    errors: [vendorUnknown],
    handle: ({ db, ctx, query }) =>
      previewMenu(db, ctx, {
        vendorId: ownVendorId(ctx, query.vendorId),
        at: query.at === undefined ? ctx.at : new Date(query.at),
      }),
  }),
  route({
    method: 'POST',
    path: '/products/:productId/duplicate',
    audience: 'vendor',
    permission: 'catalog.duplicate_product',
    summary: 'A second product like this one, off the menu for now',
    params: Type.Object({ productId: ProductId }),
    reply: VendorProduct,
    status: 201,
    errors: [productUnknown, categoryUnknown, nameTaken, pictureUnknown, optionsUnclear, vendorUnknown],
    idempotent: 'accepted',
    handle: ({ tx, ctx, params }) => duplicateProduct(tx, ctx, params.productId),
  }),
]
