// The public face of delivery: riders for the demo, and who may follow an order.
export type { DeliveryState } from './delivery.ts'
export { findRiderOf } from './find-rider.ts'
export { type Carrier, getCarrier, mayFollowDelivery } from './get-delivery.ts'
export { type RiderToImport, importRiders } from './import-riders.ts'
