// What other modules may use of inventory.
export { type CountStock, Stock, countStock, stockShelves } from './count-stock.ts'
export { promisedAlready, reservationLapsed, soldOut } from './errors.ts'
export { keepReservation } from './keep-reservation.ts'
export { releaseStock } from './release-stock.ts'
export { type RepackStock, repackStock } from './repack-stock.ts'
export { type ReserveStock, reserveStock } from './reserve-stock.ts'
export { takeStock } from './take-stock.ts'
