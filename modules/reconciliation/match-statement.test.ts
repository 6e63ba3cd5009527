// Every kind of difference is injected into statements that were right, and every one is found, and nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Booked, type DifferenceKind, differenceKinds, feeOf, matchStatement } from './match-statement.ts'
import { readStatement } from './read-statement.ts'
import { type StatementLine, minorOf } from './statement.ts'

const feeRule = { bp: 150, fixedMinor: 25 }
const decimalsOf = (currency: string) => (currency === 'XAF' ? 0 : 2)

const books = fc
  .uniqueArray(
    fc.record({ name: fc.uuid(), amountMinor: fc.integer({ min: 100, max: 5_000_000 }), refund: fc.boolean() }),
    { selector: ({ name }) => name, minLength: 8, maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ name, amountMinor, refund }, index): Booked => {
      // The first ones are charges, so that each injection finds one to spoil.
      const kind = refund && index >= differenceKinds.length ? 'refund' : 'charge'
      return { kind, name, amountMinor, currency: 'EUR' }
    }),
  )

function statementOf(booked: readonly Booked[]): StatementLine[] {
  return booked.map(({ kind, name, amountMinor, currency }, index) => ({
    number: index + 1,
    kind,
    transaction: kind === 'charge' ? name : `re_${name}`,
    reference: kind === 'refund' ? name : undefined,
    amountMinor,
    feeMinor: kind === 'charge' ? feeOf(amountMinor, feeRule) : undefined,
    currency,
    state: 'succeeded',
  }))
}

/** Spoils one line, or the books, so that exactly this difference is there. */
const inject: Record<DifferenceKind, (lines: StatementLine[], booked: Booked[], at: number) => void> = {
  missing_here: (_lines, booked, at) => void booked.splice(booked.indexOf(booked[at] as Booked), 1),
  missing_there: (lines, _booked, at) => void lines.splice(at, 1),
  amount: (lines, _booked, at) => spoil(lines, at, (line) => ({ amountMinor: line.amountMinor + 1 })),
  currency: (lines, _booked, at) => spoil(lines, at, () => ({ currency: 'USD' })),
  fee: (lines, _booked, at) => spoil(lines, at, (line) => ({ feeMinor: (line.feeMinor ?? 0) + 7 })),
  duplicate: (lines, _booked, at) => void lines.push({ ...(lines[at] as StatementLine), number: lines.length + 1 }),
  state: (lines, _booked, at) => spoil(lines, at, () => ({ state: 'failed' })),
}

function spoil(lines: StatementLine[], at: number, change: (line: StatementLine) => Partial<StatementLine>): void {
  const line = lines[at] as StatementLine
  lines[at] = { ...line, ...change(line) }
}

test('a statement that agrees shows no difference, whatever its order', () => {
  fc.assert(
    fc.property(books, fc.infiniteStream(fc.nat()), (booked, picks) => {
      const lines = statementOf(booked)
      const shuffled = lines.toSorted(() => ((picks.next().value as number) % 3) - 1)
      assert.deepEqual(matchStatement(shuffled, { booked, expected: booked, feeRule }), [])
    }),
  )
})

for (const kind of differenceKinds) {
  test(`injected, found, and found alone: ${kind}`, () => {
    fc.assert(
      fc.property(books, fc.nat(differenceKinds.length - 1), (right, at) => {
        const booked = [...right]
        const lines = statementOf(right)
        const subject = right[at]?.name
        inject[kind](lines, booked, at)

        const found = matchStatement(lines, { booked, expected: booked, feeRule })
        assert.deepEqual(
          found.map((each) => `${each.kind} ${each.subject}`),
          [`${kind} ${subject}`],
        )
      }),
    )
  })
}

test('all kinds at once, each in a line of its own, are all found', () => {
  fc.assert(
    fc.property(books, (right) => {
      const booked = [...right]
      const lines = statementOf(right)
      // From the back, so that taking a line away does not move the ones still to be spoilt.
      for (const [at, kind] of [...differenceKinds.entries()].toReversed()) {
        if (kind !== 'missing_here' && kind !== 'missing_there') inject[kind](lines, booked, at)
      }
      booked.splice(0, 1)
      lines.splice(1, 1)

      const found = matchStatement(lines, { booked, expected: booked, feeRule })
      const expected = differenceKinds.map((kind, at) => `${kind} ${right[at]?.name}`)
      assert.deepEqual(found.map((each) => `${each.kind} ${each.subject}`).toSorted(), expected.toSorted())
    }),
  )
})

test('amounts are read exactly or not at all', () => {
  assert.deepEqual(
    ['12.50', '12,5', '12', '-3.10', "1'000.00", '0.005', '1e3', '', 'NaN', '12.500'].map((text) => minorOf(text, 2)),
    [1250, 1250, 1200, -310, 100_000, undefined, undefined, undefined, undefined, 1250],
  )
  assert.equal(minorOf('2500', 0), 2500)
  assert.equal(minorOf('2500.5', 0), undefined)
})

test("the providers' own exports are read, and what is wrong with a file is said with its line", () => {
  const stripe =
    'id,reporting_category,gross,fee,currency,payment_intent_id\n1,charge,12.50,0.44,eur,pi_1\n2,refund,-2.00,0,eur,pi_1'
  const [charge, refund] = readStatement(stripe, decimalsOf)

  assert.deepEqual(charge, {
    number: 1,
    kind: 'charge',
    transaction: 'pi_1',
    reference: undefined,
    amountMinor: 1250,
    feeMinor: 44,
    currency: 'EUR',
    state: 'succeeded',
  })
  assert.deepEqual([refund?.kind, refund?.amountMinor], ['refund', 200])
  for (const [csv, problem] of [
    ['', /no lines/],
    ['transaction,currency\nt,EUR', /columns are missing: amount/],
    ['transaction,amount,currency\nt,12.345,EUR', /Line 1: "12.345" is not an amount in EUR/],
    ['transaction,amount,currency\nt,1.00,EUR\n,1.00,EUR', /Line 2: the transaction is missing/],
    ['transaction,amount,currency\n"t,1.00,EUR', /not CSV/],
  ] as const) {
    assert.throws(
      () => readStatement(csv, decimalsOf),
      (error: { facts: { problem: string } }) => problem.test(error.facts.problem),
    )
  }
})
