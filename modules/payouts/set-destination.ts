// Where earnings go: named by their owner, verified by somebody else, and left to cool off after a change.
import { confirmPassword } from '@provender/identity'
import { moneyRulesOf } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Open, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import {
  type DestinationRow,
  destinationOf,
  insertDestination,
  lockDestination,
  lockDestinationById,
  selectDestination,
  updateSchedule,
  updateVerdict,
} from './destination-store.ts'
import { destinationDecided, destinationUnknown, notByYourself } from './errors.ts'
import { destinationChanged } from './events.ts'
import { type Destination, type OwnerKind, type SetDestination, nextDue, ownerOf } from './payout.ts'

/**
 * Asks for the password first. The same account on another schedule stays verified; another account has to be verified
 * anew, and a changed one waits besides: the owner has time to notice that it was not him.
 */
export async function setDestination(
  open: Open,
  ctx: Context,
  { side, password, ...wish }: SetDestination & { side: OwnerKind; password: string },
): Promise<Destination> {
  const owner = ownerOf(ctx.actor, side)
  await confirmPassword(open, ctx, password)

  return open(async (tx) => {
    const before = await lockDestination(tx, owner)
    if (before && isSame(before, wish))
      await updateSchedule(tx, before.id, wish.schedule, nextDue(wish.schedule, ctx.at))
    else await replace(tx, ctx, { ...owner, ...wish }, before)

    return destinationOf((await selectDestination(tx, owner)) as DestinationRow, { whole: true })
  })
}

function isSame(before: DestinationRow, wish: SetDestination): boolean {
  return (
    before.kind === wish.kind &&
    before.number === wish.number &&
    before.holder === wish.holder &&
    before.bank === (wish.bank ?? null)
  )
}

async function replace(
  tx: Tx,
  ctx: Context,
  wish: SetDestination & { ownerKind: OwnerKind; ownerId: string },
  before: DestinationRow | undefined,
): Promise<void> {
  const coolingMs = before ? moneyRulesOf(ctx.market.settings).payoutCoolingHours * 3_600_000 : 0
  await insertDestination(tx, {
    ...wish,
    id: newId(),
    bank: wish.bank ?? null,
    state: 'unverified',
    dueAt: nextDue(wish.schedule, ctx.at),
    usableFrom: new Date(ctx.at.getTime() + coolingMs),
    changedBy: accountOf(ctx),
    changedAt: ctx.at,
  })
  await publish(tx, destinationChanged, { ownerKind: wish.ownerKind, ownerId: wish.ownerId, state: 'unverified' })
}

/** An administrator has looked whether the account is who it says. */
export async function verifyDestination(
  tx: Tx,
  ctx: Context,
  { destinationId, state }: { destinationId: string; state: 'verified' | 'rejected' },
): Promise<Destination> {
  const row = await lockDestinationById(tx, destinationId)
  if (!row) throw destinationUnknown()
  if (row.state !== 'unverified') throw destinationDecided({ state: row.state })
  if (row.changedBy === accountOf(ctx)) throw notByYourself()
  await updateVerdict(tx, destinationId, { state, by: accountOf(ctx), at: ctx.at })
  await publish(tx, destinationChanged, { ownerKind: row.ownerKind, ownerId: row.ownerId, state })

  return destinationOf({ ...row, state }, { whole: false })
}

function accountOf({ actor }: Context): string {
  if (actor.kind !== 'account') throw unauthenticated()

  return actor.accountId
}
