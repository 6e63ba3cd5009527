// The facts the ledger announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

export const TransferKind = Type.Enum(
  [
    'wallet_payment',
    'capture',
    'top_up',
    'settlement',
    'cash_settlement',
    'cancellation',
    'reduction',
    'refund',
    'refund_sent',
    'refund_returned',
    'wallet_transfer',
    'payout_reserved',
    'payout_sent',
    'payout_returned',
    'tip',
    'cash_difference',
  ],
  { description: 'The business fact behind a transfer.' },
)

/** Money moved. Written by the database function that moved it, so exactly one event belongs to each transfer. */
export const transferPosted = defineEvent(
  'ledger.transfer_posted',
  1,
  Type.Object({
    transferId: Type.Integer(),
    kind: TransferKind,
    orderId: Type.Optional(IdOf('order')),
    currency: Type.String({ description: 'ISO 4217.' }),
    amountMinor: Type.Integer({ minimum: 1, description: 'What left the paying accounts, in minor units.' }),
  }),
)

/** An administrator froze somebody's wallets, or opened them again. */
export const walletStateChanged = defineEvent(
  'ledger.wallet_state_changed',
  1,
  Type.Object({
    ownerKind: Type.Enum(['customer', 'vendor', 'rider']),
    ownerId: Type.String({ format: 'uuid' }),
    state: Type.Enum(['open', 'frozen']),
    reason: Type.String(),
    by: Type.String(),
  }),
)
