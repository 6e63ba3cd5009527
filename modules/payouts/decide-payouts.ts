// Agreeing to payouts: by somebody who did not ask, who has just proved who he is, to exactly what he has seen.
import { confirmPassword } from '@provender/identity'
import { returnPayoutFunds } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Open, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { enqueue } from '@provender/platform/jobs'
import { Type, type Static } from 'typebox'
import { notByYourself, payoutDecided, payoutUnknown, somethingChanged } from './errors.ts'
import { payoutEnded } from './events.ts'
import { type Payout, PayoutId, digestOf, nextPollAt } from './payout.ts'
import {
  type PayoutRow,
  insertBatch,
  lockPayout,
  payoutOf,
  selectPayouts,
  updateAgreed,
  updateRejected,
} from './payout-store.ts'

export const AgreePayouts = Type.Object({
  password: Type.String({ maxLength: 200, description: 'The administrator’s own, once more.' }),
  payouts: Type.Array(
    Type.Object({
      payoutId: PayoutId,
      digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the payout as it was looked at.' }),
    }),
    { minItems: 1, maxItems: 200 },
  ),
})
export type AgreePayouts = Static<typeof AgreePayouts>

export const sendPayoutJob = { name: 'payouts.send', payload: Type.Object({ payoutId: PayoutId }) }

/** All of them or none: one batch, each payout locked in the order of its id, then sent by a job of its own. */
export async function agreePayouts(
  open: Open,
  ctx: Context,
  { password, payouts, provider }: AgreePayouts & { provider: string },
): Promise<{ batchId: string; items: Payout[] }> {
  const by = accountOf(ctx)
  await confirmPassword(open, ctx, password)

  return open(async (tx) => {
    const batchId = newId()
    await insertBatch(tx, { id: batchId, by, at: ctx.at })
    for (const { payoutId, digest } of payouts.toSorted((a, b) => (a.payoutId < b.payoutId ? -1 : 1))) {
      const payout = await lockWaiting(tx, payoutId)
      const seen = digestOf(payout)
      if (seen.toString('hex') !== digest) throw somethingChanged({ payoutId })
      if (payout.askedBy === by) throw notByYourself({ payoutId })
      await updateAgreed(tx, payoutId, {
        by,
        at: ctx.at,
        digest: seen,
        batchId,
        provider,
        pollAt: nextPollAt(ctx.at, 0),
      })
      await enqueue(tx, sendPayoutJob, { payoutId })
    }

    return { batchId, items: (await selectPayouts(tx, { batchId, limit: 200 })).map(payoutOf) }
  })
}

/** The money goes back to the wallet. */
export async function rejectPayout(
  tx: Tx,
  ctx: Context,
  { payoutId, note }: { payoutId: string; note: string },
): Promise<Payout> {
  const payout = await lockWaiting(tx, payoutId)
  await updateRejected(tx, payoutId, { by: accountOf(ctx), at: ctx.at, note: note.trim() })
  await returnPayoutFunds(tx, ctx, payoutId)
  const { ownerKind, ownerId, amountMinor, currency } = payout
  await publish(tx, payoutEnded, {
    payoutId,
    ownerKind,
    ownerId,
    amountMinor,
    currency,
    state: 'rejected',
    failure: null,
  })

  return payoutOf((await lockPayout(tx, payoutId)) as PayoutRow)
}

async function lockWaiting(tx: Tx, payoutId: string): Promise<PayoutRow> {
  const payout = await lockPayout(tx, payoutId)
  if (!payout) throw payoutUnknown()
  if (payout.state !== 'waiting') throw payoutDecided({ state: payout.state })

  return payout
}

function accountOf({ actor }: Context): string {
  if (actor.kind !== 'account') throw unauthenticated()

  return actor.accountId
}
