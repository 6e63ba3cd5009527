// The facts that payouts announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

const owner = {
  ownerKind: Type.Enum(['vendor', 'rider']),
  ownerId: Type.String({ format: 'uuid' }),
}
const fact = { payoutId: IdOf<'payout'>('Payout'), ...owner, amountMinor: Type.Integer(), currency: Type.String() }

/** Somebody's bank or mobile-money account was named, verified or turned down. */
export const destinationChanged = defineEvent(
  'payouts.destination_changed',
  1,
  Type.Object({ ...owner, state: Type.String() }),
)
export const payoutAsked = defineEvent('payouts.payout_asked', 1, Type.Object(fact))
/** It is over: paid, failed or rejected; after the last two the money is back in the wallet. */
export const payoutEnded = defineEvent(
  'payouts.payout_ended',
  1,
  Type.Object({ ...fact, state: Type.String(), failure: Type.Union([Type.String(), Type.Null()]) }),
)
