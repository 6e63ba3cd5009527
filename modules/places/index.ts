// The public face of places.
export { agreedDistance } from './agreed-way.ts'
export { type Distance, Way, WaySource, distanceBetween, wayBetween } from './way.ts'
