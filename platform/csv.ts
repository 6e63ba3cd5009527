// Tables for spreadsheets. A cell is never taken for a formula, whoever wrote what stands in it.

type Cell = string | number | null

/** RFC 4180 with a byte-order mark, so that spreadsheets read accents; lines end as they expect. */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  const lines = [header, ...rows].map((row) => row.map(cellText).join(','))
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`)
}

/** Text that a spreadsheet would run (=, +, -, @, tab, return) is made text by an apostrophe; numbers stay numbers. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)

  const harmless = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Minor units as a decimal number, for people and spreadsheets: 1250 with two decimals is 12.50. */
export function decimalOf(minor: number, decimals: number): number {
  return Number((minor / 10 ** decimals).toFixed(decimals))
}
