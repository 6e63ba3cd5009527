// Giving, tipping and handing in cash over HTTP.
import { insufficientFunds, walletFrozen } from '@provender/ledger'
import { OrderId, orderUnknown } from '@provender/ordering'
import { type AnyRoute, route } from '@provender/platform/http'
import { invalidRequest } from '@provender/platform/http-errors'
import { Type } from 'typebox'
import { Deposit, DepositCash, depositCash, listDeposits } from './deposit-cash.ts'
import {
  customerUnknown,
  notToYourself,
  nothingInHand,
  overLimit,
  recipientUnknown,
  tipNotPossible,
  tipTooLarge,
} from './errors.ts'
import { GiveMoney, Given, getLimits, giveMoney, setTier } from './give-money.ts'
import { giveTip } from './give-tip.ts'
import { Limits, Tier } from './wallet.ts'

const deposits = Type.Object({ items: Type.Array(Deposit) }, { title: 'CashDeposits' })

export const walletRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/wallet/limits',
    audience: 'customer',
    permission: 'wallets.give',
    summary: 'How much I may give away',
    reply: Limits,
    errors: [],
    handle: ({ db, ctx }) => getLimits(db, ctx),
  }),
  route({
    method: 'POST',
    path: '/wallet/transfers',
    audience: 'customer',
    permission: 'wallets.give',
    summary: 'Give money to another customer',
    idempotent: true,
    limit: { most: 20, perSeconds: 60, by: 'account' },
    body: GiveMoney,
    reply: Given,
    status: 201,
    errors: [recipientUnknown, notToYourself, overLimit, insufficientFunds, walletFrozen],
    handle: ({ tx, ctx, body }) => giveMoney(tx, ctx, body),
  }),
  route({
    method: 'POST',
    path: '/orders/:orderId/tip',
    audience: 'customer',
    permission: 'wallets.tip',
    summary: 'Tip the rider who brought my order, out of the wallet',
    idempotent: true,
    params: Type.Object({ orderId: OrderId }),
    body: Type.Object({ amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }),
    reply: Type.Object({ amountMinor: Type.Integer(), currency: Type.String() }, { title: 'TipGiven' }),
    status: 201,
    errors: [orderUnknown, tipNotPossible, tipTooLarge, insufficientFunds, walletFrozen],
    handle: ({ tx, ctx, params, body }) => giveTip(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/wallets/:accountId/tier',
    audience: 'admin',
    permission: 'wallets.set_tier',
    summary: 'Say how well a customer is known',
    idempotent: 'accepted',
    params: Type.Object({ accountId: Type.String({ format: 'uuid' }) }),
    body: Type.Object({ tier: Tier }),
    reply: Type.Object({ tier: Tier }, { title: 'WalletTier' }),
    errors: [customerUnknown],
    handle: ({ tx, ctx, params, body }) => setTier(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: '/cash/deposits',
    audience: 'rider',
    permission: 'wallets.list_own_deposits',
    summary: 'Receipts for the cash I have handed in',
    reply: deposits,
    errors: [],
    handle: async ({ db, ctx }) => {
      const riderId = ctx.actor.kind === 'account' ? ctx.actor.riderId : undefined
      return riderId === undefined ? { items: [] } : listDeposits(db, ctx, { riderId })
    },
  }),
  route({
    method: 'GET',
    path: '/cash/deposits',
    audience: 'admin',
    permission: 'wallets.list_deposits',
    summary: 'Cash that riders have handed in, newest first',
    reply: deposits,
    errors: [],
    handle: ({ db, ctx }) => listDeposits(db, ctx, {}),
  }),
  route({
    method: 'POST',
    path: '/cash/deposits',
    audience: 'admin',
    permission: 'wallets.take_cash',
    summary: 'Take cash from a rider, counted, with a receipt',
    idempotent: true,
    body: DepositCash,
    reply: Deposit,
    status: 201,
    errors: [nothingInHand, invalidRequest],
    handle: ({ tx, ctx, body }) => depositCash(tx, ctx, body),
  }),
]
