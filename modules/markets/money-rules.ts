// What a market allows with money after the order: refunds, wallets, payouts, cash. What it leaves open has a default.
import { Type, type Static } from 'typebox'
import type { MarketSettings } from './market.ts'

const minor = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: `${description}, in minor units.` }))
const days = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 365, description }))

export const MoneyRules = Type.Object(
  {
    vendorRefundLimitMinor: minor('What a vendor may refund of one order without asking'),
    adminRefundLimitMinor: minor('What one administrator may refund at once; above, a second one must agree'),
    refundAskDays: days('How many days after its end a customer may ask for money back of an order.'),
    payoutFeeMinor: minor('What the platform keeps of each payout'),
    payoutCoolingHours: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 720, description: 'Hours a changed bank or mobile-money account waits.' }),
    ),
  },
  { additionalProperties: false, description: 'Money after the order; what is left out follows the smallest payout.' },
)
export type MoneyRules = Static<typeof MoneyRules>

/** With the defaults filled in: multiples of the smallest payout, which every market sets in its own money. */
export function moneyRulesOf(settings: MarketSettings): Required<MoneyRules> {
  const unit = Math.max(1, settings.minimumPayoutMinor)

  return {
    vendorRefundLimitMinor: 4 * unit,
    adminRefundLimitMinor: 20 * unit,
    refundAskDays: 7,
    payoutFeeMinor: Math.floor(unit / 50),
    payoutCoolingHours: 24,
    ...settings.money,
  }
}
