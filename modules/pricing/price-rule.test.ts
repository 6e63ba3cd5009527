// Price rules: each kind, what bounds it, and the laws that hold for any rules.
import { wallClock } from '@provender/markets'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PriceRuleDraft, type RunningRule, noTerms, ruleKinds, unitPrice, whyNotRule } from './price-rule.ts'

// A Friday noon in Douala.
const noon = () => wallClock('Africa/Douala', new Date('2026-06-19T11:00:00Z'))

function aRule(overrides: Partial<RunningRule> = {}): RunningRule {
  return {
    id: 'r1',
    name: { en: 'Rule' },
    kind: 'bulk',
    productIds: null,
    groupId: null,
    hours: null,
    steps: [{ atLeast: 1, changeBp: -1000 }],
    floorMinor: null,
    ceilingMinor: null,
    ...overrides,
  }
}
const priceOf = (rules: readonly RunningRule[], more: Partial<typeof noTerms> & { quantity?: number } = {}) =>
  unitPrice({ id: 'fish', priceMinor: 1000, quantity: more.quantity ?? 1 }, { ...noTerms, ...more, rules }, noon)

test('five cost less than one, and ten less than five', () => {
  const bulk = aRule({
    steps: [
      { atLeast: 5, changeBp: -1000 },
      { atLeast: 10, changeBp: -2500 },
    ],
  })

  assert.deepEqual(
    [1, 4, 5, 9, 10, 99].map((quantity) => priceOf([bulk], { quantity }).priceMinor),
    [1000, 1000, 900, 900, 750, 750],
  )
})

test('a price list is for its group only, and may name a price', () => {
  const list = aRule({ kind: 'group', groupId: 'canteens', productIds: ['fish'], steps: [{ priceMinor: 820 }] })

  assert.equal(priceOf([list]).priceMinor, 1000)
  assert.equal(priceOf([list], { groupIds: ['canteens'] }).priceMinor, 820)
})

test('the happy hour is read on the clock of the market', () => {
  const lunch = (days: ['friday'] | ['monday']) =>
    aRule({ kind: 'hours', hours: { days, from: '11:30', until: '12:30' }, steps: [{ changeBp: -2000 }] })

  assert.equal(priceOf([lunch(['friday'])]).priceMinor, 800)
  assert.equal(priceOf([lunch(['monday'])]).priceMinor, 1000)
})

test('what many want costs more up to a ceiling, what rain brings follows the weather, and each step is told', () => {
  const demand = aRule({
    id: 'd',
    kind: 'demand',
    steps: [
      { atLeast: 10, changeBp: 1000 },
      { atLeast: 50, changeBp: 5000 },
    ],
    ceilingMinor: 1200,
  })
  const rain = aRule({ id: 'w', kind: 'condition', steps: [{ condition: 'rain', changeBp: -500 }] })

  const { priceMinor, steps } = priceOf([rain, demand], { sold: { fish: 60 }, conditions: ['rain'] })

  assert.equal(priceMinor, 1140)
  assert.deepEqual(
    steps.map(({ ruleId, fromMinor, toMinor, bounded }) => [ruleId, fromMinor, toMinor, bounded]),
    [
      ['d', 1000, 1200, true],
      ['w', 1200, 1140, false],
    ],
  )
})

test('a floor stops a rule, and moves no price that was below it already', () => {
  const half = (floorMinor: number) => priceOf([aRule({ steps: [{ atLeast: 1, changeBp: -5000 }], floorMinor })])

  assert.equal(half(700).priceMinor, 700)
  assert.equal(half(1200).priceMinor, 1000)
})

const draft = (overrides: Partial<PriceRuleDraft>): PriceRuleDraft => ({
  ...aRule(),
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: null,
  paused: false,
  ...overrides,
})

test('every contradiction is named with its field', () => {
  const fields = (overrides: Partial<PriceRuleDraft>) => whyNotRule(draft(overrides)).map(({ field }) => field)

  assert.deepEqual(fields({}), [])
  assert.deepEqual(fields({ kind: 'group' }), ['groupId'])
  assert.deepEqual(fields({ groupId: 'g' }), ['groupId'])
  assert.deepEqual(fields({ kind: 'hours' }), ['hours'])
  assert.deepEqual(fields({ steps: [{ atLeast: 1 }] }), ['steps'])
  assert.deepEqual(fields({ steps: [{ atLeast: 1, priceMinor: 5 }] }), ['steps'])
  assert.deepEqual(fields({ steps: [{ atLeast: 2, changeBp: 1 }], ceilingMinor: null }), ['ceilingMinor'])
  assert.deepEqual(fields({ steps: [{ changeBp: -1 }] }), ['steps'])
  assert.deepEqual(fields({ kind: 'condition', steps: [{ changeBp: -1 }] }), ['steps'])
  assert.deepEqual(fields({ floorMinor: 9, ceilingMinor: 8 }), ['floorMinor'])
  assert.deepEqual(fields({ endsAt: '2026-05-01T00:00:00Z' }), ['endsAt'])
})

const anyRule = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(...ruleKinds),
    changeBp: fc.integer({ min: -10_000, max: 20_000 }),
    atLeast: fc.integer({ min: 1, max: 20 }),
    floorMinor: fc.option(fc.nat(2000)),
    above: fc.option(fc.nat(2000)),
  })
  .map(({ id, kind, changeBp, atLeast, floorMinor, above }) =>
    aRule({
      id,
      kind,
      groupId: kind === 'group' ? 'g' : null,
      hours: kind === 'hours' ? { from: '00:00', until: '00:00' } : null,
      steps: [{ atLeast, condition: 'rain', changeBp }],
      floorMinor,
      ceilingMinor: above === null ? null : (floorMinor ?? 0) + above,
    }),
  )
const everything = { groupIds: ['g'], conditions: ['rain' as const], sold: { fish: 10 } }

test('whatever the rules, a price is whole, never below zero, told step by step, and the same in any order', () => {
  fc.assert(
    fc.property(
      fc.array(anyRule, { maxLength: 8 }),
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 30 }),
      (rules, priceMinor, quantity) => {
        const one = unitPrice({ id: 'fish', priceMinor, quantity }, { ...everything, rules }, noon)
        const other = unitPrice(
          { id: 'fish', priceMinor, quantity },
          { ...everything, rules: rules.toReversed() },
          noon,
        )

        assert.ok(Number.isSafeInteger(one.priceMinor) && one.priceMinor >= 0)
        assert.deepEqual(one, other)
        let at = priceMinor
        for (const step of one.steps) {
          assert.equal(step.fromMinor, at)
          at = step.toMinor
        }
        assert.equal(at, one.priceMinor)
      },
    ),
  )
})
