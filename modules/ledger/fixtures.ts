// Builders and looks for other modules' tests.
import type { Db, Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { selectBalance, topUp } from './ledger-store.ts'
import type { FundsTerms } from './order-funds.ts'

/** The order of the story: 15,000 francs of goods, 2,000 for the rider, 15 % commission. */
export function fundsTerms(overrides: Partial<FundsTerms> = {}): FundsTerms {
  return {
    orderId: newId(),
    customerId: newId(),
    vendorId: newId(),
    goodsMinor: 15_000,
    deliveryMinor: 2_000,
    feesMinor: 0,
    taxMinor: 0,
    discountMinor: 0,
    commissionBp: 1500,
    currency: 'XAF',
    ...overrides,
  }
}

/** Puts money into a customer's wallet, as if it had been paid in. */
export async function aFullWallet(
  tx: Tx,
  customerId: string,
  { amountMinor = 50_000, currency = 'XAF' }: { amountMinor?: number; currency?: string } = {},
): Promise<void> {
  const money = { provider: 'test', providerTransaction: newId(), amountMinor, currency, actor: 'test' }
  await topUp(tx, { ownerKind: 'customer', ownerId: customerId, kind: 'wallet', ...money })
}

/** What is in somebody's wallet. */
export function walletOf(
  db: Db,
  ownerKind: 'customer' | 'vendor' | 'rider',
  ownerId: string,
  currency = 'XAF',
): Promise<number> {
  return selectBalance(db, { ownerKind, ownerId, kind: 'wallet', currency })
}
