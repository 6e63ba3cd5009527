// What others may use of dispatching.
export { type Dispatcher, createDispatcher } from './dispatcher.ts'
export type { Explanation } from './explain.ts'
export type { Decision, Observation, Rider, Spot, Task, VendorDemand } from './observation.ts'
export { type Parameters, parameters } from './parameters.ts'
export { type ReadyTimes, createReadyTimes } from './ready-times.ts'
export { type Demand, createDemand } from './demand.ts'
