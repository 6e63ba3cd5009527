// Where zones are drawn, changed, removed and shown.
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import {
  changeMarketZone,
  changeVendorZone,
  drawMarketZone,
  drawVendorZone,
  listMarketZones,
  listVendorZones,
  removeMarketZone,
  removeVendorZone,
} from './draw-zone.ts'
import { noVendor, zoneUnclear, zoneUnknown, zonesFull } from './errors.ts'
import { MarketZoneDraft, VendorZoneDraft, Zone, ZoneId, ZoneList } from './zone.ts'

const named = Type.Object({ zoneId: ZoneId })
const ofVendor = Type.Object({
  vendorId: Type.Optional(
    Type.Unsafe<string>({ ...IdOf<'vendor'>('Vendor'), description: 'For those who work for several vendors.' }),
  ),
})
const Gone = Type.Object({}, { title: 'ZoneRemoved' })

export const zoneRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/zones',
    audience: 'public',
    permission: 'places.see_zones',
    summary: 'Where the market delivers and where it does not',
    reply: ZoneList,
    errors: [],
    cache: { seconds: 300, until: ['places.'] },
    handle: ({ db }) => listMarketZones(db),
  }),
  route({
    method: 'POST',
    path: '/zones',
    audience: 'admin',
    permission: 'places.draw_market_zones',
    summary: 'Draw a zone of the market',
    idempotent: 'accepted',
    body: MarketZoneDraft,
    reply: Zone,
    status: 201,
    errors: [zoneUnclear, zonesFull],
    handle: ({ tx, ctx, body }) => drawMarketZone(tx, ctx, body),
  }),
  route({
    method: 'PUT',
    path: '/zones/:zoneId',
    audience: 'admin',
    permission: 'places.draw_market_zones',
    summary: 'Draw a zone of the market anew',
    params: named,
    body: MarketZoneDraft,
    reply: Zone,
    errors: [zoneUnclear, zoneUnknown],
    handle: ({ tx, ctx, params, body }) => changeMarketZone(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'DELETE',
    path: '/zones/:zoneId',
    audience: 'admin',
    permission: 'places.draw_market_zones',
    summary: 'Remove a zone of the market',
    params: named,
    reply: Gone,
    errors: [zoneUnknown],
    handle: ({ tx, ctx, params }) => removeMarketZone(tx, ctx, params),
  }),
  route({
    method: 'GET',
    path: '/zones',
    audience: 'vendor',
    permission: 'places.draw_vendor_zones',
    summary: 'Where my vendor delivers; nowhere drawn: in its circle',
    query: ofVendor,
    reply: ZoneList,
    errors: [noVendor],
    handle: ({ db, ctx, query }) => listVendorZones(db, ctx, query),
  }),
  route({
    method: 'POST',
    path: '/zones',
    audience: 'vendor',
    permission: 'places.draw_vendor_zones',
    summary: 'Draw where my vendor delivers',
    idempotent: 'accepted',
    query: ofVendor,
    body: VendorZoneDraft,
    reply: Zone,
    status: 201,
    errors: [zoneUnclear, zonesFull, noVendor],
    handle: ({ tx, ctx, query, body }) => drawVendorZone(tx, ctx, { ...query, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/zones/:zoneId',
    audience: 'vendor',
    permission: 'places.draw_vendor_zones',
    summary: 'Draw one of my zones anew',
    params: named,
    query: ofVendor,
    body: VendorZoneDraft,
    reply: Zone,
    errors: [zoneUnclear, zoneUnknown, noVendor],
    handle: ({ tx, ctx, params, query, body }) => changeVendorZone(tx, ctx, { ...params, ...query, ...body }),
  }),
  route({
    method: 'DELETE',
    path: '/zones/:zoneId',
    audience: 'vendor',
    permission: 'places.draw_vendor_zones',
    summary: 'Remove one of my zones',
    params: named,
    query: ofVendor,
    reply: Gone,
    errors: [zoneUnknown, noVendor],
    handle: ({ tx, ctx, params, query }) => removeVendorZone(tx, ctx, { ...params, ...query }),
  }),
]
