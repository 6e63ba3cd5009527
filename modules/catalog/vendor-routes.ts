// The addresses of vendors: for customers who look for one, for the vendor itself, for the market's own people.
import { pictureUnknown } from '@provender/media'
import { type AnyRoute, type ResponseControl, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { addVendor } from './add-vendor.ts'
import { ApplyAsVendor, applyAsVendor } from './apply-as-vendor.ts'
import { changeProfile } from './change-profile.ts'
import { applicationPending, hoursUnclear, nameTaken, placeIncomplete, vendorUnknown } from './errors.ts'
import { Menu, VendorWithMenu, getMenu, getVendor } from './get-menu.ts'
import { ListVendors, VendorPage, listVendors } from './list-vendors.ts'
import { ListVendorsToReview, VendorProfilePage, listVendorsToReview } from './list-vendors-to-review.ts'
import { deskOf } from './own-vendor.ts'
import { getOwnProfile } from './own-profile.ts'
import { ReviewVendor, reviewVendor } from './review-vendor.ts'
import { type Vendor, VendorDraft, VendorId, VendorProfile } from './vendor.ts'

const named = Type.Object({ vendorId: Type.String({ maxLength: 80, description: 'The id, or the slug.' }) })
const one = Type.Object({ vendorId: VendorId })
const untilChanged = ['catalog.', 'markets.', 'pricing.', 'places.']
/** Who is open changes by the clock, which announces nothing: each reply says itself when that will be. */
const profiles = { seconds: 600, until: untilChanged }
const menus = { seconds: 300, until: [...untilChanged, 'inventory.stock_changed'] }

/** The next moment at which what is told of these vendors becomes untrue. */
function endWith(response: ResponseControl, vendors: readonly Vendor[]): void {
  for (const { opensAt, closesAt, lastOrderAt, busy } of vendors) {
    for (const moment of [opensAt, closesAt, lastOrderAt, busy?.until ?? null]) response.freshUntil(moment)
  }
}

export const vendorRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/vendors',
    audience: 'public',
    permission: 'catalog.list_vendors',
    summary: 'Who sells here, the nearest first when a place is given',
    query: ListVendors,
    reply: VendorPage,
    errors: [placeIncomplete],
    cache: profiles,
    handle: async ({ db, ctx, query, response }) => {
      const page = await listVendors(db, ctx, query)
      endWith(response, page.items)
      // Among the open ones nobody tells when those who are closed will be.
      if (query.open) response.freshUntil(new Date(ctx.at.getTime() + 60_000))
      return page
    },
  }),
  route({
    method: 'GET',
    path: '/vendors/:vendorId',
    audience: 'public',
    permission: 'catalog.read_vendor',
    summary: 'One vendor, with its hours, terms and menu',
    params: named,
    query: Type.Object({ lat: ListVendors.properties.lat, lng: ListVendors.properties.lng }),
    reply: VendorWithMenu,
    errors: [vendorUnknown, placeIncomplete],
    cache: menus,
    handle: async ({ db, ctx, params, query, response }) => {
      const vendor = await getVendor(db, ctx, params.vendorId, query)
      endWith(response, [vendor])
      return vendor
    },
  }),
  route({
    method: 'GET',
    path: '/vendors/:vendorId/menu',
    audience: 'public',
    permission: 'catalog.read_menu',
    summary: 'Everything a vendor sells, shelf by shelf',
    params: named,
    reply: Menu,
    errors: [vendorUnknown],
    cache: menus,
    handle: async ({ db, ctx, params, response }) => {
      const menu = await getMenu(db, ctx, params.vendorId)
      endWith(response, [menu.vendor])
      return menu
    },
  }),
  route({
    method: 'POST',
    path: '/application',
    audience: 'vendor',
    permission: 'catalog.apply_as_vendor',
    summary: 'Ask to sell here',
    body: ApplyAsVendor,
    reply: VendorProfile,
    status: 201,
    errors: [hoursUnclear, applicationPending, nameTaken, pictureUnknown],
    handle: ({ tx, ctx, body }) => applyAsVendor(tx, ctx, body),
  }),
  route({
    method: 'GET',
    path: '/profile',
    audience: 'vendor',
    permission: 'catalog.read_profile',
    summary: 'The vendor as it sees itself',
    query: deskOf,
    reply: VendorProfile,
    errors: [vendorUnknown],
    handle: ({ db, ctx, query }) => getOwnProfile(db, ctx, query.vendorId),
  }),
  route({
    method: 'PUT',
    path: '/profile',
    audience: 'vendor',
    permission: 'catalog.change_profile',
    summary: 'Change what the vendor says about itself',
    query: deskOf,
    body: VendorDraft,
    reply: VendorProfile,
    errors: [vendorUnknown, hoursUnclear, pictureUnknown],
    handle: ({ tx, ctx, query, body }) => changeProfile(tx, ctx, { vendorId: query.vendorId, draft: body }),
  }),
  route({
    method: 'GET',
    path: '/vendors',
    audience: 'admin',
    permission: 'catalog.list_vendors_to_review',
    summary: 'Every vendor, or those in one state of approval',
    query: ListVendorsToReview,
    reply: VendorProfilePage,
    errors: [],
    handle: ({ db, ctx, query }) => listVendorsToReview(db, ctx, query),
  }),
  route({
    method: 'POST',
    path: '/vendors',
    audience: 'admin',
    permission: 'catalog.add_vendor',
    summary: 'Add a vendor, approved',
    body: VendorDraft,
    reply: VendorProfile,
    status: 201,
    errors: [hoursUnclear, nameTaken, pictureUnknown],
    handle: ({ tx, ctx, body }) => addVendor(tx, ctx, body),
  }),
  route({
    method: 'PUT',
    path: '/vendors/:vendorId/approval',
    audience: 'admin',
    permission: 'catalog.review_vendor',
    summary: 'Approve or reject a vendor',
    params: one,
    body: ReviewVendor,
    reply: VendorProfile,
    errors: [vendorUnknown, applicationPending],
    handle: ({ tx, ctx, params, body }) => reviewVendor(tx, ctx, { ...params, ...body }),
  }),
]
