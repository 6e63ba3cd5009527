// Riders hand in the cash they took at doors; somebody counts it, writes a receipt, and settles what is missing.
import { bookCashDifference, getStanding, topUpWallet } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { invalidRequest, unauthenticated } from '@provender/platform/http-errors'
import { IdOf, newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { nothingInHand } from './errors.ts'
import { cashDeposited } from './events.ts'
import { type DepositRow, insertDeposit, nextNumber, selectDeposits } from './wallet-store.ts'

const RiderId = IdOf<'rider'>('Rider')

export const DepositCash = Type.Object({
  riderId: RiderId,
  declaredMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'What the rider says it is.' }),
  countedMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'What was counted.' }),
  missingBorneBy: Type.Optional(
    Type.Enum(['rider', 'platform'], { description: 'Who bears what is missing; needed when something is.' }),
  ),
  note: Type.Optional(Type.String({ maxLength: 300 })),
})
export type DepositCash = Static<typeof DepositCash>

export const Deposit = Type.Object(
  {
    id: IdOf('deposit'),
    receipt: Type.Integer({ description: 'Counts 1, 2, 3 … in each market, without gaps.' }),
    riderId: RiderId,
    declaredMinor: Type.Integer(),
    countedMinor: Type.Integer(),
    missingMinor: Type.Integer(),
    missingBorneBy: Type.Union([Type.Enum(['rider', 'platform']), Type.Null()]),
    currency: Type.String(),
    note: Type.String(),
    takenAt: Type.String({ format: 'date-time' }),
  },
  { title: 'CashDeposit' },
)
export type Deposit = Static<typeof Deposit>

/** The counter's row is held first; then what the rider owes is looked at and moved by the ledger, under its own locks. */
export async function depositCash(tx: Tx, ctx: Context, input: DepositCash): Promise<Deposit> {
  const { riderId, declaredMinor, countedMinor } = input
  const { currency } = ctx.market.settings
  const missingMinor = declaredMinor - countedMinor
  if (missingMinor < 0)
    throw invalid('countedMinor', 'More was counted than the rider says: write down what was counted.')
  if (missingMinor > 0 && !input.missingBorneBy) throw invalid('missingBorneBy', 'Say who bears what is missing.')

  const receipt = await nextNumber(tx, 'cash')
  const [standing] = await getStanding(tx, ctx, { ownerKind: 'rider', ownerId: riderId, currency })
  const inHandMinor = standing?.cashInHandMinor ?? 0
  if (declaredMinor > inHandMinor) throw nothingInHand({ inHandMinor, currency })
  const id = newId()
  const row: DepositRow = {
    id,
    receipt,
    riderId,
    declaredMinor,
    countedMinor,
    currency,
    borneBy: missingMinor > 0 ? (input.missingBorneBy ?? null) : null,
    note: input.note?.trim() ?? '',
    takenBy: accountOf(ctx),
    takenAt: ctx.at,
  }
  await insertDeposit(tx, row)
  if (countedMinor > 0) {
    const money = { provider: 'hub', providerTransaction: id, amountMinor: countedMinor, currency }
    await topUpWallet(tx, ctx, { ownerKind: 'rider', ownerId: riderId, kind: 'cash_in_hand', ...money })
  }
  if (missingMinor > 0) {
    await bookCashDifference(tx, ctx, {
      id,
      riderId,
      amountMinor: missingMinor,
      currency,
      byRider: row.borneBy === 'rider',
    })
  }
  await publish(tx, cashDeposited, { riderId, receipt, missingMinor, amountMinor: countedMinor, currency })

  return depositOf(row)
}

/** Of the market to administrators, his own to a rider; newest first. */
export async function listDeposits(
  db: Db,
  _ctx: Context,
  { riderId }: { riderId?: string },
): Promise<{ items: Deposit[] }> {
  const rows = await selectDeposits(db, { ...(riderId !== undefined && { riderId }), limit: 100 })
  return { items: rows.map(depositOf) }
}

function depositOf(row: DepositRow): Deposit {
  return {
    id: row.id,
    receipt: row.receipt,
    riderId: row.riderId,
    declaredMinor: row.declaredMinor,
    countedMinor: row.countedMinor,
    missingMinor: row.declaredMinor - row.countedMinor,
    missingBorneBy: row.borneBy,
    currency: row.currency,
    note: row.note,
    takenAt: row.takenAt.toISOString(),
  }
}

function invalid(field: string, problem: string) {
  return invalidRequest({ errors: [{ field, problem }] })
}

function accountOf({ actor }: Context): string {
  if (actor.kind !== 'account') throw unauthenticated()

  return actor.accountId
}
