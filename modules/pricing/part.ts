// One part of a price and its reason: a code and the facts behind it, for whoever shows it to put into words.
import { Condition } from '@provender/markets'
import { Type, type Static } from 'typebox'

export const PartCode = Type.Enum(
  [
    'goods',
    'discount',
    'delivery',
    'delivery_time',
    'delivery_surge',
    'delivery_zone',
    'small_basket',
    'service',
    'tax',
    'tip',
  ],
  { description: 'What the part is for.' },
)

/** Whatever explains a part; which of them are there follows from its code. */
const Facts = Type.Object({
  distanceM: Type.Optional(Type.Integer({ description: 'How far the trip goes.' })),
  zone: Type.Optional(Type.String({ description: 'The zone it goes to.' })),
  upToM: Type.Optional(Type.Integer({ description: 'The distance band it falls into reaches this far.' })),
  from: Type.Optional(Type.String({ description: 'Hours that cost more begin, HH:MM.' })),
  until: Type.Optional(Type.String({ description: 'Hours that cost more end, HH:MM.' })),
  conditions: Type.Optional(Type.Array(Condition, { description: 'What is going on in the town.' })),
  capped: Type.Optional(Type.Boolean({ description: 'It would have been more, and is not allowed to be.' })),
  belowMinor: Type.Optional(Type.Integer({ description: 'Goods worth this much would not pay it.' })),
  bp: Type.Optional(Type.Integer({ description: 'The rate, basis points.' })),
  included: Type.Optional(Type.Boolean({ description: 'Inside the other parts already, so not added to the total.' })),
  label: Type.Optional(Type.String({ description: 'Its name, in the language of the caller.' })),
  coupon: Type.Optional(Type.String({ description: 'The coupon behind it.' })),
})

export const PricePart = Type.Object(
  {
    code: PartCode,
    amountMinor: Type.Integer({ description: 'Below zero for what is taken off.' }),
    facts: Facts,
  },
  { title: 'PricePart', description: 'The parts that are not included in others sum up to the total.' },
)
export type PricePart = Static<typeof PricePart>
