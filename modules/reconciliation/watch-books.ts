// Proving the books while they are written: every minute what has changed, and an alarm when it contradicts itself.
import { findRecentViolations } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db, Open, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { booksBroken } from './events.ts'
import { lockWatch, selectAlarm, updateWatch } from './reconciliation-store.ts'

export const MoneyAlarm = Type.Object(
  {
    violations: Type.Integer({
      description: 'How often the books contradict themselves; anything above zero is an alarm.',
    }),
    first: Type.Union([Type.String(), Type.Null()]),
    checkedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    openDifferences: Type.Integer({ description: 'Between statements and books, not yet resolved.' }),
  },
  { title: 'MoneyAlarm' },
)
export type MoneyAlarm = Static<typeof MoneyAlarm>

/** A violation found stays an alarm until everything is proven again, at the latest when the day is closed. */
export async function watchBooks({ open, ctx }: { open: Open; ctx: Context }): Promise<void> {
  await open(async (tx) => {
    const watch = await lockWatch(tx)
    const { lastTransfer, violations } = await findRecentViolations(tx, ctx, { after: watch.after_transfer })
    const first = violations[0] ?? watch.first
    const count = Math.max(violations.length, watch.violations)
    await updateWatch(tx, { afterTransfer: lastTransfer, violations: count, first, at: ctx.at })
    if (violations.length > 0 && watch.violations === 0) await announce(tx, violations)
  })
}

/** After a proof of everything: what was found is the alarm, and nothing found ends it. */
export async function raiseAlarm(tx: Tx, ctx: Context, violations: readonly string[]): Promise<void> {
  const watch = await lockWatch(tx)
  await updateWatch(tx, {
    afterTransfer: watch.after_transfer,
    violations: violations.length,
    first: violations[0] ?? null,
    at: ctx.at,
  })
  if (violations.length > 0 && watch.violations === 0) await announce(tx, violations)
}

export async function getMoneyAlarm(db: Db): Promise<MoneyAlarm> {
  const { violations, first, checked_at: checkedAt, open } = await selectAlarm(db)
  return { violations, first, checkedAt: checkedAt?.toISOString() ?? null, openDifferences: open }
}

function announce(tx: Tx, violations: readonly string[]): Promise<void> {
  return publish(tx, booksBroken, { violations: violations.length, first: violations[0] ?? '' })
}
