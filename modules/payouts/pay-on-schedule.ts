// Payouts that nobody has to ask for: what is free goes on its way when the schedule comes round.
import { getStanding, insufficientFunds } from '@provender/ledger'
import { DomainError } from '@provender/platform/errors'
import type { Errand } from '@provender/platform/jobs'
import { askPayout } from './ask-payout.ts'
import { claimDueDestinations } from './destination-store.ts'
import { alreadyUnderWay, destinationMissing, destinationNotReady } from './errors.ts'
import type { Owner } from './payout.ts'

const batch = 50
/** Reasons to wait for the next turn. */
const notNow = new Set(
  [insufficientFunds, alreadyUnderWay, destinationMissing, destinationNotReady].map(({ code }) => code),
)

/** Each owner in a transaction of its own; who has less than the smallest payout waits for his next turn. */
export async function payOnSchedule(errand: Errand): Promise<void> {
  const { ctx, open } = errand
  const due = await open((tx) => claimDueDestinations(tx, { at: ctx.at, most: batch }))
  for (const { ownerKind, ownerId } of due) await payOwner(errand, { ownerKind, ownerId })
}

async function payOwner({ db, open, ctx }: Errand, owner: Owner): Promise<void> {
  const { currency, minimumPayoutMinor } = ctx.market.settings
  const [standing] = await getStanding(db, ctx, { ...owner, currency })
  const amountMinor = standing?.freeMinor ?? 0
  if (amountMinor < minimumPayoutMinor) return

  try {
    await open((tx) => askPayout(tx, ctx, { ...owner, amountMinor, askedBy: null }))
  } catch (error) {
    if (!(error instanceof DomainError && notNow.has(error.code))) throw error
  }
}
