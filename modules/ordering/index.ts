// The public face of ordering: what payments, delivery and the apps may ask of an order.
export { Order, OrderId, OrderState, isFinal, mayFollow, nextStates } from './order.ts'
export { movedOn, orderUnknown, codeLocked, codeMissing, codeWrong } from './errors.ts'
export { type LockedOrder, lockOrder } from './order-store.ts'
export { PlaceOrder, placeErrors, placeOrder } from './place-order.ts'
export { type OrderToPay, failOrderPayment, getOrderToPay, orderPaid } from './order-paid.ts'
export { type HandoverProof, proveHandover } from './hand-over-order.ts'
export {
  type OrderForDelivery,
  deliverOrder,
  failDelivery,
  getOrderForDelivery,
  pickUpOrder,
  returnOrder,
} from './deliver-order.ts'
export { mayFollowOrder } from './get-order.ts'
export { type CartOwner, ownersOf } from './cart.ts'
export { ownerFor } from './cart-routes.ts'
export { type SoldOrder, getSoldOrder } from './get-sold-order.ts'
export { type EndedOrder, getEndedOrder } from './ended-order.ts'
