// The facts inventory announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

/** An order holds goods of the shelves. Products made to order are not in it. */
export const stockReserved = defineEvent(
  'inventory.stock_reserved',
  1,
  Type.Object({
    orderId: IdOf('order'),
    lines: Type.Array(Type.Object({ productId: IdOf('product'), quantity: Type.Integer({ minimum: 1 }) })),
  }),
)

/** Products were counted, sold out, or can be had again. Selling one of many is not worth telling everybody. */
export const stockChanged = defineEvent(
  'inventory.stock_changed',
  1,
  Type.Object({
    products: Type.Array(
      Type.Object({
        productId: IdOf('product'),
        available: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { description: 'Null: made to order.' }),
      }),
    ),
  }),
)
