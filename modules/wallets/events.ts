// The facts that wallets announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

const money = { amountMinor: Type.Integer(), currency: Type.String() }

export const moneyGiven = defineEvent(
  'wallets.money_given',
  1,
  Type.Object({ from: IdOf<'account'>('Sender'), to: IdOf<'account'>('Recipient'), ...money }),
)
export const tipGiven = defineEvent(
  'wallets.tip_given',
  1,
  Type.Object({ orderId: IdOf<'order'>('Order'), customerId: IdOf<'account'>('Customer'), ...money }),
)
export const cashDeposited = defineEvent(
  'wallets.cash_deposited',
  1,
  Type.Object({ riderId: IdOf<'rider'>('Rider'), receipt: Type.Integer(), missingMinor: Type.Integer(), ...money }),
)
export const tierChanged = defineEvent(
  'wallets.tier_changed',
  1,
  Type.Object({ accountId: IdOf<'account'>('Customer'), tier: Type.String() }),
)
