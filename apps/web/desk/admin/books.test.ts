// The worked example of the design: 17,000 francs, shared out to the last one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderLedger } from '../answers.ts'
import { tAccountsOf, transfersOf } from './books.ts'

const account = (id: number, ownerKind: string, kind: string) =>
  ({ id, ownerKind, kind }) as OrderLedger['accounts'][number]
const entry = (transferId: number, kind: string, accountId: number, amountMinor: number) =>
  ({
    transferId,
    kind,
    accountId,
    amountMinor,
    at: '2026-06-01T12:00:00Z',
    actor: 'system',
  }) as OrderLedger['entries'][number]

const accounts = [
  account(1, 'customer', 'wallet'),
  account(2, 'order', 'escrow'),
  account(3, 'vendor', 'wallet'),
  account(4, 'rider', 'wallet'),
  account(5, 'platform', 'commission'),
]
const entries = [
  entry(10, 'wallet_payment', 1, -17_000),
  entry(10, 'wallet_payment', 2, 17_000),
  entry(11, 'settlement', 2, -17_000),
  entry(11, 'settlement', 3, 12_750),
  entry(11, 'settlement', 4, 2_000),
  entry(11, 'settlement', 5, 2_250),
]

test('every transfer sums to nothing', () => {
  const transfers = transfersOf({ accounts, entries })

  assert.deepEqual(
    transfers.map(({ id, kind, sumMinor, entries: own }) => [id, kind, sumMinor, own.length]),
    [
      [10, 'wallet_payment', 0, 2],
      [11, 'settlement', 0, 4],
    ],
  )
})

test('escrow is empty again, and each party has its share', () => {
  const sums = tAccountsOf({ accounts, entries }).map(({ account: { ownerKind }, credits, debits, sumMinor }) => [
    ownerKind,
    credits.length,
    debits.length,
    sumMinor,
  ])

  assert.deepEqual(sums, [
    ['customer', 0, 1, -17_000],
    ['order', 1, 1, 0],
    ['vendor', 1, 0, 12_750],
    ['rider', 1, 0, 2_000],
    ['platform', 1, 0, 2_250],
  ])
})

test('a cent that is missing shows', () => {
  const [sheet] = transfersOf({ accounts, entries: entries.slice(2, 5) })

  assert.equal(sheet?.sumMinor, -2_250)
})
