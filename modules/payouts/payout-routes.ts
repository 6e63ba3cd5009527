// Payouts over HTTP: vendors and riders ask, administrators decide.
import { lockedOut, tooBusy } from '@provender/identity'
import { Earnings, ListEarnings, insufficientFunds, listEarnings, walletFrozen } from '@provender/ledger'
import { FileReply, type AnyRoute, nameFile, route } from '@provender/platform/http'
import { invalidRequest } from '@provender/platform/http-errors'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import { askPayout } from './ask-payout.ts'
import { AgreePayouts, agreePayouts, rejectPayout } from './decide-payouts.ts'
import {
  alreadyUnderWay,
  batchUnknown,
  belowMinimum,
  destinationDecided,
  destinationMissing,
  destinationNotReady,
  destinationUnknown,
  nobodyToPay,
  notByYourself,
  payoutDecided,
  payoutUnknown,
  somethingChanged,
} from './errors.ts'
import {
  ListPayouts,
  OwnPayouts,
  PayoutPage,
  batchFile,
  listDestinationsToVerify,
  listOwnPayouts,
  listPayouts,
} from './list-payouts.ts'
import { Destination, type OwnerKind, Payout, PayoutId, SetDestination, ownerOf } from './payout.ts'
import type { PayoutProvider } from './payout-port.ts'
import { setDestination, verifyDestination } from './set-destination.ts'

const passwordErrors = [invalidRequest, lockedOut, tooBusy]

/** The same for vendors and riders, each for his own wallet. */
function ownRoutes(side: OwnerKind): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/earnings',
      audience: side,
      permission: 'payouts.see_earnings',
      summary: 'What I have earned, by day, week or month',
      query: ListEarnings,
      reply: Earnings,
      errors: [nobodyToPay],
      handle: ({ db, ctx, query }) => listEarnings(db, ctx, { ...query, ...ownerOf(ctx.actor, side) }),
    }),
    route({
      method: 'GET',
      path: '/payouts',
      audience: side,
      permission: 'payouts.list_own',
      summary: 'My payouts, newest first, and where they go',
      query: ListPayouts,
      reply: OwnPayouts,
      errors: [nobodyToPay],
      handle: ({ db, ctx, query }) => listOwnPayouts(db, ctx, { ...query, side }),
    }),
    route({
      method: 'POST',
      path: '/payouts',
      audience: side,
      permission: 'payouts.ask',
      summary: 'Ask for a payout',
      idempotent: true,
      body: Type.Object({ amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }) }),
      reply: Payout,
      status: 201,
      errors: [
        nobodyToPay,
        belowMinimum,
        destinationMissing,
        destinationNotReady,
        alreadyUnderWay,
        insufficientFunds,
        walletFrozen,
      ],
      handle: ({ tx, ctx, body }) =>
        askPayout(tx, ctx, {
          ...ownerOf(ctx.actor, side),
          ...body,
          askedBy: ctx.actor.kind === 'account' ? ctx.actor.accountId : null,
        }),
    }),
    route({
      method: 'PUT',
      path: '/payouts/destination',
      audience: side,
      permission: 'payouts.set_destination',
      summary: 'Say where my payouts go; asks for the password',
      transaction: 'own',
      body: Type.Object({ ...SetDestination.properties, password: Type.String({ maxLength: 200 }) }),
      reply: Destination,
      errors: [nobodyToPay, ...passwordErrors],
      handle: ({ open, ctx, body }) => setDestination(open, ctx, { ...body, side }),
    }),
  ]
}

export function payoutRoutes(provider: PayoutProvider): AnyRoute[] {
  return [
    ...ownRoutes('vendor'),
    ...ownRoutes('rider'),
    route({
      method: 'GET',
      path: '/payouts',
      audience: 'admin',
      permission: 'payouts.list',
      summary: 'Payouts, newest first',
      query: ListPayouts,
      reply: PayoutPage,
      errors: [],
      handle: ({ db, ctx, query }) => listPayouts(db, ctx, query),
    }),
    route({
      method: 'POST',
      path: '/payouts/agree',
      audience: 'admin',
      permission: 'payouts.decide',
      summary: 'Agree to payouts, all of them or none; asks for the password',
      transaction: 'own',
      body: AgreePayouts,
      reply: Type.Object({ batchId: IdOf('batch'), items: Type.Array(Payout) }, { title: 'PayoutBatch' }),
      errors: [payoutUnknown, payoutDecided, notByYourself, somethingChanged, ...passwordErrors],
      handle: ({ open, ctx, body }) => agreePayouts(open, ctx, { ...body, provider: provider.name }),
    }),
    route({
      method: 'POST',
      path: '/payouts/:payoutId/reject',
      audience: 'admin',
      permission: 'payouts.decide',
      summary: 'Turn a payout down; the money goes back to the wallet',
      idempotent: 'accepted',
      params: Type.Object({ payoutId: PayoutId }),
      body: Type.Object({ note: Type.String({ minLength: 3, maxLength: 300, description: 'The owner reads this.' }) }),
      reply: Payout,
      errors: [payoutUnknown, payoutDecided, notByYourself],
      handle: ({ tx, ctx, params, body }) => rejectPayout(tx, ctx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/payouts/batches/:batchId/file',
      audience: 'admin',
      permission: 'payouts.list',
      summary: 'What was agreed to together, as a table for a bank',
      params: Type.Object({ batchId: IdOf('batch') }),
      file: 'text/csv',
      reply: FileReply,
      errors: [batchUnknown],
      handle: ({ db, ctx, params, response }) => {
        nameFile(response, `payouts-${params.batchId}.csv`)
        return batchFile(db, ctx, params.batchId)
      },
    }),
    route({
      method: 'GET',
      path: '/payouts/destinations',
      audience: 'admin',
      permission: 'payouts.list',
      summary: 'Accounts of vendors and riders that wait to be verified',
      reply: Type.Object({ items: Type.Array(Destination) }, { title: 'DestinationsToVerify' }),
      errors: [],
      handle: ({ db, ctx }) => listDestinationsToVerify(db, ctx),
    }),
    route({
      method: 'PUT',
      path: '/payouts/destinations/:destinationId',
      audience: 'admin',
      permission: 'payouts.decide',
      summary: 'Verify an account, or turn it down',
      idempotent: 'accepted',
      params: Type.Object({ destinationId: IdOf('destination') }),
      body: Type.Object({ state: Type.Enum(['verified', 'rejected']) }),
      reply: Destination,
      errors: [destinationUnknown, destinationDecided, notByYourself],
      handle: ({ tx, ctx, params, body }) => verifyDestination(tx, ctx, { ...params, ...body }),
    }),
  ]
}
