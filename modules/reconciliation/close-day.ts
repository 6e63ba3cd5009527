// The books at the end of a day: everything proven, and what stood where.
import { EscrowAge, TrialBalanceLine, findViolations, getTrialBalance, listEscrowAges } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db, Open } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { dayClosed } from './events.ts'
import { hasClose, insertClose, selectCloses } from './reconciliation-store.ts'
import { raiseAlarm } from './watch-books.ts'

export const DayClose = Type.Object(
  {
    day: Type.String({ format: 'date' }),
    trialBalance: Type.Array(TrialBalanceLine),
    escrowAges: Type.Array(EscrowAge),
    violations: Type.Integer(),
    closedAt: Type.String({ format: 'date-time' }),
  },
  { title: 'DayClose' },
)
export type DayClose = Static<typeof DayClose>

/** Closes yesterday, on the market's clock, once. */
export async function closeYesterday({ db, open, ctx }: { db: Db; open: Open; ctx: Context }): Promise<void> {
  const day = dayOf(new Date(ctx.at.getTime() - 86_400_000), ctx.market.settings.timeZone)
  if (await hasClose(db, day)) return

  await open(async (tx) => {
    const violations = await findViolations(tx, ctx)
    const closed = await insertClose(tx, {
      day,
      trialBalance: await getTrialBalance(tx, ctx),
      escrowAges: await listEscrowAges(tx, ctx),
      violations: violations.length,
    })
    if (!closed) return

    await publish(tx, dayClosed, { day, violations: violations.length })
    await raiseAlarm(
      tx,
      ctx,
      violations.map(({ invariant, subject, detail }) => `${invariant}: ${subject} ${detail}`),
    )
  })
}

export async function listCloses(db: Db): Promise<DayClose[]> {
  const rows = await selectCloses(db)
  return rows.map((row) => ({
    day: row.on_day,
    trialBalance: row.trial_balance as TrialBalanceLine[],
    escrowAges: row.escrow_ages as EscrowAge[],
    violations: row.violations,
    closedAt: row.closed_at.toISOString(),
  }))
}

/** `2026-06-15`, as the calendar in that place says. */
export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}
