// Money between wallets after the order: to another customer, to the rider as a tip, and wallets that are frozen.
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import type { AccountName } from './account.ts'
import { walletUnknown } from './errors.ts'
import { walletStateChanged } from './events.ts'
import {
  type StandingRow,
  moveBetweenWallets,
  selectPlatformAccounts,
  selectStanding,
  tip,
  updateWalletState,
} from './wallet-store.ts'

/** From one customer to another, once per id. Throws `insufficientFunds`, `walletFrozen`. */
export async function transferBetweenWallets(
  tx: Tx,
  ctx: Context,
  input: { id: string; from: string; to: string; amountMinor: number; currency: string },
): Promise<void> {
  await moveBetweenWallets(tx, { ...input, actor: actorName(ctx.actor) })
}

/** Out of the customer's wallet to the rider who brought the order, once per id. */
export async function tipRider(
  tx: Tx,
  ctx: Context,
  input: { tipId: string; orderId: string; amountMinor: number },
): Promise<void> {
  await tip(tx, { ...input, actor: actorName(ctx.actor) })
}

/** Somebody who never had a wallet has none to freeze. Who did it, when and why is kept in the event log. */
export async function freezeWallet(
  tx: Tx,
  ctx: Context,
  input: { ownerKind: AccountName['ownerKind']; ownerId: string; state: 'open' | 'frozen'; reason: string },
): Promise<{ state: 'open' | 'frozen' }> {
  const { ownerKind, ownerId, state, reason } = input
  if ((await selectStanding(tx, { ownerKind, ownerId })).length === 0) throw walletUnknown()
  await updateWalletState(tx, { ownerKind, ownerId, currency: ctx.market.settings.currency, state })
  await publish(tx, walletStateChanged, { ownerKind, ownerId, state, reason, by: actorName(ctx.actor) })

  return { state }
}

export const Standing = Type.Object({
  currency: Type.String(),
  balanceMinor: Type.Integer(),
  owedMinor: Type.Integer({ description: 'Owed for refunds and commissions of cash orders; later earnings pay it.' }),
  cashInHandMinor: Type.Integer({ description: 'Cash taken at doors and not handed in yet.' }),
  freeMinor: Type.Integer({ description: 'What could be paid out: the balance less all that is owed.' }),
  frozen: Type.Boolean({ description: 'A frozen wallet receives and does not pay.' }),
})
export type Standing = Static<typeof Standing>

/** One line per currency, the given one first and always there; currencies are never added up. */
export async function getStanding(
  db: Db,
  _ctx: Context,
  owner: Pick<AccountName, 'ownerKind' | 'ownerId' | 'currency'>,
): Promise<Standing[]> {
  const rows = await selectStanding(db, owner)
  const currencies = [
    owner.currency,
    ...new Set(rows.map((row) => row.currency).filter((each) => each !== owner.currency)),
  ]

  return currencies.map((currency) => standingIn(currency, rows))
}

function standingIn(currency: string, rows: readonly StandingRow[]): Standing {
  const of = (kind: StandingRow['kind']) => rows.find((row) => row.currency === currency && row.kind === kind)
  const balanceMinor = of('wallet')?.balance_minor ?? 0
  const cashInHandMinor = Math.abs(of('cash_in_hand')?.balance_minor ?? 0)
  const owedMinor = Math.abs(of('receivable')?.balance_minor ?? 0)

  return {
    currency,
    balanceMinor,
    owedMinor,
    cashInHandMinor,
    freeMinor: Math.max(0, balanceMinor - owedMinor - cashInHandMinor),
    frozen: of('wallet')?.state === 'frozen',
  }
}

export const PlatformAccount = Type.Object({
  kind: Type.String(),
  currency: Type.String(),
  balanceMinor: Type.Integer(),
})
type PlatformAccount = Static<typeof PlatformAccount>

/** The platform's own accounts: commission, fees, promotions, refunds, differences, suspense. */
export function listPlatformAccounts(db: Db, _ctx: Context): Promise<PlatformAccount[]> {
  return selectPlatformAccounts(db)
}
