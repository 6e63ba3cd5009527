// Accounts that come from elsewhere, verified there: a demo, or a business that moves in.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { insertDestination } from './destination-store.ts'
import type { OwnerKind } from './payout.ts'

export interface DestinationToImport {
  readonly ownerKind: OwnerKind
  readonly ownerId: string
  readonly accountId: string
  readonly holder: string
  readonly phone: string
}

/** A mobile-money account, verified and usable at once. */
export async function importDestination(tx: Tx, { at }: Context, wanted: DestinationToImport): Promise<void> {
  await insertDestination(tx, {
    id: newId(),
    ownerKind: wanted.ownerKind,
    ownerId: wanted.ownerId,
    kind: 'mobile_money',
    holder: wanted.holder,
    number: wanted.phone.replace(/\s/g, ''),
    bank: null,
    state: 'verified',
    schedule: 'off',
    dueAt: null,
    usableFrom: at,
    changedBy: wanted.accountId,
    changedAt: at,
  })
}
