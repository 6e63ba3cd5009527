// Payouts to look at: an owner's own, or those of the market.
import { csvOf, decimalOf } from '@provender/platform/csv'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { destinationOf, selectDestination, selectUnverified } from './destination-store.ts'
import { batchUnknown } from './errors.ts'
import { Destination, type OwnerKind, Payout, PayoutId, ownerOf } from './payout.ts'
import { payoutOf, selectPayouts } from './payout-store.ts'

export const ListPayouts = Type.Object({
  state: Type.Optional(Type.Enum(['waiting'], { description: 'Only those that wait for somebody to agree.' })),
  after: Type.Optional(PayoutId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 when left out.' })),
})
export type ListPayouts = Static<typeof ListPayouts>
const usualLimit = 20

const page = { items: Type.Array(Payout), next: Type.Union([PayoutId, Type.Null()]) }
export const PayoutPage = Type.Object(page, { title: 'PayoutPage' })
export const OwnPayouts = Type.Object(
  {
    ...page,
    destination: Type.Union([Destination, Type.Null()]),
    minimumMinor: Type.Integer({ description: 'The smallest payout.' }),
  },
  { title: 'OwnPayouts' },
)

export async function listPayouts(
  db: Db,
  _ctx: Context,
  { ownerId, state, after, limit = usualLimit }: ListPayouts & { ownerId?: string },
): Promise<Static<typeof PayoutPage>> {
  const rows = await selectPayouts(db, {
    ...(ownerId !== undefined && { ownerId }),
    waiting: state === 'waiting',
    ...(after !== undefined && { after }),
    limit: limit + 1,
  })
  const items = rows.slice(0, limit).map(payoutOf)

  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** With where they go and how much is the least. */
export async function listOwnPayouts(
  db: Db,
  ctx: Context,
  { side, ...filter }: ListPayouts & { side: OwnerKind },
): Promise<Static<typeof OwnPayouts>> {
  const owner = ownerOf(ctx.actor, side)
  const destination = await selectDestination(db, owner)

  return {
    ...(await listPayouts(db, ctx, { ...filter, ownerId: owner.ownerId })),
    destination: destination ? destinationOf(destination, { whole: true }) : null,
    minimumMinor: ctx.market.settings.minimumPayoutMinor,
  }
}

export async function listDestinationsToVerify(db: Db, _ctx: Context): Promise<{ items: Destination[] }> {
  return { items: (await selectUnverified(db)).map((row) => destinationOf(row, { whole: true })) }
}

/** What a bank is given: one line a payout. */
export async function batchFile(db: Db, ctx: Context, batchId: string): Promise<Buffer> {
  const rows = await selectPayouts(db, { batchId, limit: 200 })
  if (rows.length === 0) throw batchUnknown()
  const decimals = ctx.market.settings.currencyDecimals

  return csvOf(
    ['reference', 'kind', 'holder', 'bank', 'number', 'amount', 'currency', 'state'],
    rows.map((row) => [
      row.id,
      row.kind,
      row.holder,
      row.bank,
      row.number,
      decimalOf(row.amountMinor - row.feeMinor, decimals),
      row.currency,
      row.state,
    ]),
  )
}
