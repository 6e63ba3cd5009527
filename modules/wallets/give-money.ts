// Giving money to another customer of the market, within what one's tier allows.
import { findCustomer } from '@provender/identity'
import { transferBetweenWallets } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { customerUnknown, notToYourself, overLimit, recipientUnknown } from './errors.ts'
import { moneyGiven, tierChanged } from './events.ts'
import { type Limits, type Tier, limitsOf, roomLeft } from './wallet.ts'
import { insertTransfer, lockProfile, selectTier, sumGiven, updateTier } from './wallet-store.ts'

export const GiveMoney = Type.Object({
  to: Type.String({ minLength: 3, maxLength: 320, description: 'E-mail address or phone number of who gets it.' }),
  amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  note: Type.Optional(Type.String({ maxLength: 200 })),
})
export type GiveMoney = Static<typeof GiveMoney>

export const Given = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    to: Type.String({ description: 'The first name of who got it.' }),
    amountMinor: Type.Integer(),
    currency: Type.String(),
  },
  { title: 'MoneyGiven' },
)
export type Given = Static<typeof Given>

/** The sender's profile is held while the limit is looked at, so that fifty at once stay within it like one. */
export async function giveMoney(tx: Tx, ctx: Context, { to, amountMinor, note }: GiveMoney): Promise<Given> {
  const from = accountOf(ctx)
  const { currency } = ctx.market.settings
  const recipient = await findCustomer(tx, ctx, to)
  if (!recipient) throw recipientUnknown()
  if (recipient.accountId === from) throw notToYourself()
  const tier = await lockProfile(tx, from)
  const { leftMinor } = limits(ctx, tier, await sumGiven(tx, from, ctx.at))
  if (amountMinor > leftMinor) throw overLimit({ leftMinor, tier, currency })

  const id = newId()
  await insertTransfer(tx, {
    id,
    from,
    to: recipient.accountId,
    amountMinor,
    currency,
    note: note?.trim() ?? '',
    at: ctx.at,
  })
  await transferBetweenWallets(tx, ctx, { id, from, to: recipient.accountId, amountMinor, currency })
  await publish(tx, moneyGiven, { from, to: recipient.accountId, amountMinor, currency })

  return { id, to: recipient.name.trim().split(/\s+/)[0] ?? '', amountMinor, currency }
}

export async function getLimits(db: Db, ctx: Context): Promise<Limits> {
  const accountId = accountOf(ctx)
  return limits(ctx, await selectTier(db, accountId), await sumGiven(db, accountId, ctx.at))
}

function limits(ctx: Context, tier: Tier, given: { dayMinor: number; monthMinor: number }): Limits {
  const { currency, minimumPayoutMinor } = ctx.market.settings
  const allowed = limitsOf(tier, Math.max(1, minimumPayoutMinor))

  return { tier, ...allowed, leftMinor: roomLeft(allowed, given), currency }
}

/** An administrator has seen who the customer is. */
export async function setTier(
  tx: Tx,
  ctx: Context,
  { accountId, tier }: { accountId: string; tier: Tier },
): Promise<{ tier: Tier }> {
  if (!(await findCustomer(tx, ctx, { accountId }))) throw customerUnknown()
  await updateTier(tx, accountId, { tier, by: accountOf(ctx), at: ctx.at })
  await publish(tx, tierChanged, { accountId, tier })

  return { tier }
}

function accountOf({ actor }: Context): string {
  if (actor.kind !== 'account') throw unauthenticated()

  return actor.accountId
}
