// The public face of places.
export { agreedDistance } from './agreed-way.ts'
export { type Coverage, coverageAt, getCoverage } from './coverage.ts'
export { importZones } from './import-zones.ts'
export { type MarketZoneDraft, type Zone } from './zone.ts'
export { selectZonesFor as listZonesFor } from './zone-store.ts'
export { type Distance, Way, WaySource, distanceBetween, wayBetween } from './way.ts'
