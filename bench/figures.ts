// Figures and how they are told: medians over alternating runs, a table for people, JSON for programs.

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the machine does at best for the same work, in the same unit; null where there is no such thing. */
  readonly floor: number | null
  /** How close to the floor: 1 is as good. Rates: value / floor; times: floor / value. */
  readonly ratio: number | null
}

export interface Benchmark {
  /** The figures it makes, as --only names them. */
  readonly names: readonly string[]
  readonly about: string
  /** Takes many minutes: left out unless somebody names it. */
  readonly onlyByName?: true
  run(say: (sentence: string) => void): Promise<Figure[]>
}

export function rateFigure(name: string, value: number, unit: string, floor?: number): Figure {
  return { name, value, unit, floor: floor ?? null, ratio: floor === undefined ? null : value / floor }
}

export function timeFigure(name: string, value: number, unit: string, floor?: number): Figure {
  return { name, value, unit, floor: floor ?? null, ratio: floor === undefined ? null : floor / value }
}

/** Subject, floor, subject, floor …, so that whatever else the machine does meets both alike. */
export async function alternate<T>(
  rounds: number,
  subject: () => Promise<T>,
  floor: () => Promise<T>,
): Promise<{ subject: T[]; floor: T[] }> {
  const runs: { subject: T[]; floor: T[] } = { subject: [], floor: [] }
  for (let round = 0; round < rounds; round++) {
    runs.subject.push(await subject())
    runs.floor.push(await floor())
  }

  return runs
}

/** @throws for no values */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this share of the values lies. @throws for no values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('there is no quantile of nothing')

  return value
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['', 'value', 'unit', 'floor', 'ratio'],
    ...figures.map(({ name, value, unit, floor, ratio }) => [
      name,
      short(value),
      unit,
      floor === null ? '' : short(floor),
      ratio === null ? '' : ratio.toFixed(2),
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))

  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 || at === 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Three digits that mean something, whole numbers whole. */
function short(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')

  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

/** As programs get it: rounded to what was measured. */
export function jsonOf(figures: readonly Figure[]): string {
  const rounded = (value: number | null) => (value === null ? null : Number(value.toPrecision(6)))

  return `${JSON.stringify(
    figures.map(({ name, value, unit, floor, ratio }) => ({
      name,
      value: rounded(value),
      unit,
      floor: rounded(floor),
      ratio: rounded(ratio),
    })),
    null,
    2,
  )}\n`
}
