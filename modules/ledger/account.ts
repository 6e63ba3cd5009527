// A ledger account: whose it is, what it is for, and what stands in it.
import { Type, type Static } from 'typebox'

const OwnerKind = Type.Enum(['customer', 'vendor', 'rider', 'order', 'provider', 'platform', 'refund', 'payout'], {
  description:
    'Whose account: of a person, of an order (escrow), of a payment provider, of the platform, or of a refund or payout under way.',
})

const AccountKind = Type.Enum(
  [
    'wallet',
    'escrow',
    'cash_in_hand',
    'receivable',
    'clearing',
    'commission',
    'fees',
    'promotions',
    'suspense',
    'transit',
    'refunds',
    'differences',
  ],
  { description: 'What the account is for.' },
)

/** Names one account of a person. */
export interface AccountName {
  readonly ownerKind: 'customer' | 'vendor' | 'rider'
  readonly ownerId: string
  /** `cash_in_hand`: what a rider owes of cash he collected. `receivable`: what vendor or rider owes otherwise. */
  readonly kind: 'wallet' | 'cash_in_hand' | 'receivable'
  readonly currency: string
}

export const Account = Type.Object({
  id: Type.Integer(),
  ownerKind: OwnerKind,
  ownerId: Type.String({ format: 'uuid' }),
  ownerName: Type.Union([Type.String(), Type.Null()], { description: 'The name of a provider; others have none.' }),
  kind: AccountKind,
  currency: Type.String(),
  balanceMinor: Type.Integer({ description: 'Above zero: we owe it to the owner. Below: he owes it to us.' }),
})
export type Account = Static<typeof Account>
