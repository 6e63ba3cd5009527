// The addresses of opening hours, pauses, rushes and pickup points: for the vendor, and for the market's own people.
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { addPickupPoint, removePickupPoint } from './add-pickup-point.ts'
import { BeBusy, beBusy } from './be-busy.ts'
import {
  daysOverlap,
  hoursUnclear,
  lastOrderTooEarly,
  pickupPointUnknown,
  timePassed,
  tooManyPoints,
  vendorUnknown,
} from './errors.ts'
import { OpenVendor, openVendor } from './open-vendor.ts'
import { deskOf, ownVendorId } from './own-vendor.ts'
import { PickupPoint, PickupPointDraft, PickupPointId, PickupPointList } from './pickup-point.ts'
import { selectPickupPoints } from './pickup-point-store.ts'
import { SetHours, setHours } from './set-hours.ts'
import { VendorId, VendorProfile } from './vendor.ts'

const one = Type.Object({ vendorId: VendorId })
const hoursErrors = [vendorUnknown, hoursUnclear, daysOverlap, lastOrderTooEarly]

export const hoursRoutes: readonly AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/profile/hours',
    audience: 'vendor',
    permission: 'catalog.set_hours',
    summary: 'Say when orders are taken: the week, special days, last orders',
    query: deskOf,
    body: SetHours,
    reply: VendorProfile,
    errors: hoursErrors,
    handle: ({ tx, ctx, query, body }) => setHours(tx, ctx, { ...body, vendorId: ownVendorId(ctx, query.vendorId) }),
  }),
  route({
    method: 'PUT',
    path: '/profile/open',
    audience: 'vendor',
    permission: 'catalog.open_vendor',
    summary: 'Open or close by hand, for good or until a time',
    query: deskOf,
    body: OpenVendor,
    reply: VendorProfile,
    errors: [vendorUnknown, timePassed],
    handle: ({ tx, ctx, query, body }) => openVendor(tx, ctx, { ...body, vendorId: ownVendorId(ctx, query.vendorId) }),
  }),
  route({
    method: 'PUT',
    path: '/profile/busy',
    audience: 'vendor',
    permission: 'catalog.be_busy',
    summary: 'Tell customers of a rush that ends by itself, or end it',
    query: deskOf,
    body: BeBusy,
    reply: VendorProfile,
    errors: [vendorUnknown],
    handle: ({ tx, ctx, query, body }) => beBusy(tx, ctx, { ...body, vendorId: ownVendorId(ctx, query.vendorId) }),
  }),
  route({
    method: 'GET',
    path: '/pickup-points',
    audience: 'vendor',
    permission: 'catalog.list_own_pickup_points',
    summary: 'Where else food can be fetched',
    query: deskOf,
    reply: PickupPointList,
    errors: [vendorUnknown],
    handle: async ({ db, ctx, query }) => ({
      items: await selectPickupPoints(db, ownVendorId(ctx, query.vendorId)),
    }),
  }),
  route({
    method: 'POST',
    path: '/pickup-points',
    audience: 'vendor',
    permission: 'catalog.add_pickup_point',
    summary: 'Add a place where food can be fetched',
    query: deskOf,
    body: PickupPointDraft,
    reply: PickupPoint,
    status: 201,
    errors: [vendorUnknown, tooManyPoints],
    idempotent: 'accepted',
    handle: ({ tx, ctx, query, body }) =>
      addPickupPoint(tx, ctx, { vendorId: ownVendorId(ctx, query.vendorId), draft: body }),
  }),
  route({
    method: 'DELETE',
    path: '/pickup-points/:pickupPointId',
    audience: 'vendor',
    permission: 'catalog.remove_pickup_point',
    summary: 'Take a pickup point away; orders keep what they were promised',
    params: Type.Object({ pickupPointId: PickupPointId }),
    reply: Type.Object({ removed: Type.Boolean() }),
    errors: [pickupPointUnknown, vendorUnknown],
    handle: async ({ tx, ctx, params }) => {
      await removePickupPoint(tx, ctx, params.pickupPointId)
      return { removed: true }
    },
  }),
  route({
    method: 'PUT',
    path: '/vendors/:vendorId/hours',
    audience: 'admin',
    permission: 'catalog.set_any_hours',
    summary: 'Set the hours of a vendor that cannot do it itself',
    params: one,
    body: SetHours,
    reply: VendorProfile,
    errors: hoursErrors,
    handle: ({ tx, ctx, params, body }) => setHours(tx, ctx, { ...body, ...params }),
  }),
  route({
    method: 'PUT',
    path: '/vendors/:vendorId/open',
    audience: 'admin',
    permission: 'catalog.open_any_vendor',
    summary: 'Close a vendor for now, or let it open again',
    params: one,
    body: OpenVendor,
    reply: VendorProfile,
    errors: [vendorUnknown, timePassed],
    handle: ({ tx, ctx, params, body }) => openVendor(tx, ctx, { ...body, ...params }),
  }),
]
