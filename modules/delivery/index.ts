// The public face of delivery: riders for the demo, who may follow an order, and the dispatcher for simulator and benchmark.
export type { DeliveryState } from './delivery.ts'
export {
  type Decision,
  type Dispatcher,
  type FreeRider,
  type Observation,
  type Refusal,
  type WaitingDelivery,
  nearestRider,
} from './dispatcher.ts'
export { findRiderOf } from './find-rider.ts'
export { type Carrier, getCarrier, mayFollowDelivery } from './get-delivery.ts'
export { type RiderToImport, importRiders } from './import-riders.ts'
