// Drawing zones: an administrator for the market, a vendor for itself.
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { Place } from '@provender/platform/geo'
import { newId } from '@provender/platform/ids'
import { noVendor, zoneUnclear, zoneUnknown, zonesFull } from './errors.ts'
import { zonesChanged } from './events.ts'
import {
  type MarketZoneDraft,
  type VendorZoneDraft,
  type Zone,
  type ZoneId,
  areaOf,
  openRing,
  whyNotRing,
} from './zone.ts'
import {
  countZonesAlone,
  deleteZone,
  insertZone,
  lockZone,
  selectMarketZones,
  selectVendorZones,
  updateZone,
} from './zone-store.ts'

const most = { market: 200, vendor: 20 }

/** Of whom: the market, or the vendor that the caller works for. */
type Owner = string | null

export function drawMarketZone(tx: Tx, ctx: Context, draft: MarketZoneDraft): Promise<Zone> {
  return draw(tx, ctx, whole(ctx, null, draft, newId()))
}

export function drawVendorZone(
  tx: Tx,
  ctx: Context,
  { vendorId, ...draft }: VendorZoneDraft & { vendorId?: string },
): Promise<Zone> {
  return draw(tx, ctx, whole(ctx, ownVendor(ctx, vendorId), plain(draft), newId()))
}

export function changeMarketZone(tx: Tx, ctx: Context, { zoneId, ...draft }: MarketZoneDraft & Named): Promise<Zone> {
  return change(tx, ctx, { id: zoneId, vendorId: null, draft })
}

export function changeVendorZone(
  tx: Tx,
  ctx: Context,
  { zoneId, vendorId, ...draft }: VendorZoneDraft & Named & { vendorId?: string },
): Promise<Zone> {
  return change(tx, ctx, { id: zoneId, vendorId: ownVendor(ctx, vendorId), draft: plain(draft) })
}

export async function removeMarketZone(tx: Tx, _ctx: Context, { zoneId }: Named): Promise<Record<string, never>> {
  return remove(tx, { id: zoneId, vendorId: null })
}

export async function removeVendorZone(
  tx: Tx,
  ctx: Context,
  { zoneId, vendorId }: Named & { vendorId?: string },
): Promise<Record<string, never>> {
  return remove(tx, { id: zoneId, vendorId: ownVendor(ctx, vendorId) })
}

export async function listMarketZones(db: Db): Promise<{ items: Zone[] }> {
  return { items: await selectMarketZones(db) }
}

export async function listVendorZones(
  db: Db,
  ctx: Context,
  { vendorId }: { vendorId?: string },
): Promise<{ items: Zone[] }> {
  return { items: await selectVendorZones(db, ownVendor(ctx, vendorId)) }
}

interface Named {
  readonly zoneId: ZoneId
}

async function draw(tx: Tx, ctx: Context, zone: Zone): Promise<Zone> {
  const limit = zone.vendorId === null ? most.market : most.vendor
  if ((await countZonesAlone(tx, zone.vendorId)) >= limit) throw zonesFull({ most: limit })

  await insertZone(tx, zone, ctx.at)
  await publish(tx, zonesChanged, { zoneId: zone.id, vendorId: zone.vendorId, change: 'drawn' })
  return zone
}

async function change(
  tx: Tx,
  ctx: Context,
  { id, vendorId, draft }: Pick<Zone, 'id' | 'vendorId'> & { readonly draft: MarketZoneDraft },
): Promise<Zone> {
  if (!(await lockZone(tx, { id, vendorId }))) throw zoneUnknown()

  const zone = whole(ctx, vendorId, draft, id)
  await updateZone(tx, zone, ctx.at)
  await publish(tx, zonesChanged, { zoneId: zone.id, vendorId: zone.vendorId, change: 'changed' })
  return zone
}

async function remove(tx: Tx, zone: Pick<Zone, 'id' | 'vendorId'>): Promise<Record<string, never>> {
  if (!(await deleteZone(tx, zone))) throw zoneUnknown()

  await publish(tx, zonesChanged, { zoneId: zone.id, vendorId: zone.vendorId, change: 'removed' })
  return {}
}

/** @throws zoneUnclear with what is wrong, and at which corner */
function whole(ctx: Context, vendorId: Owner, { ring: drawn, ...draft }: MarketZoneDraft, id: ZoneId): Zone {
  const ring: Place[] = openRing(drawn)
  const problem = whyNotRing(ring, ctx.market.settings.centre)
  if (problem) throw zoneUnclear({ ...problem })
  const priced = draft.kind === 'served' ? {} : { feeMinor: null, extraMinor: 0 }

  return { id, vendorId, ...draft, ...priced, ring, areaM2: areaOf(ring) }
}

/** A vendor draws where it delivers; what that costs is the market's to say. */
function plain(draft: VendorZoneDraft): MarketZoneDraft {
  return { ...draft, kind: 'served', feeMinor: null, extraMinor: 0 }
}

/** Somebody else's vendor and one that never was look the same. */
function ownVendor({ actor }: Context, wanted: string | undefined): string {
  const own = actor.kind === 'account' ? actor.vendorIds : []
  const vendorId = wanted === undefined ? own[0] : own.find((id) => id === wanted)
  if (vendorId === undefined) throw noVendor()

  return vendorId
}
