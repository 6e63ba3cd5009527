// How far it is from one place to another for somebody who follows the streets: what a delivery is priced by.
export { Place, detour, rideM as distanceM } from '@provender/platform/geo'
