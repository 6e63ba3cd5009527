// Tables as text, the way spreadsheets read and write them, and without what a spreadsheet would run as a formula.
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** Spreadsheets take a cell that begins so for a formula, also behind their own mark for text. */
const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/
const marked = /^'+[=+\-@\t\r\n\0＝＋－＠]/

/** `=1+1` → `'=1+1`: shown as it is, run by nobody. */
export function defuse(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The text that was defused; others stay as they are. */
export function undoDefuse(text: string): string {
  return marked.test(text) ? text.slice(1) : text
}

/** With a byte-order mark, without which Excel takes accents for something else; every cell in quotes. */
export function writeSheet(rows: readonly (readonly string[])[]): string {
  const body = stringify(rows as string[][], { quoted: true, record_delimiter: 'windows', cast: { string: defuse } })

  return `\u{FEFF}${body}`
}

/**
 * Commas, semicolons or tabs, told by the first line; UTF-8, UTF-16 or what Excel calls ANSI; with or without a
 * `sep=` line. Every cell as text, undone and without spaces around it.
 * @returns nothing for what is no table
 */
export function readSheet(bytes: Buffer, mostRows: number): string[][] | undefined {
  const text = decode(bytes).replace(/^\u{FEFF}/u, '')
  const said = /^"?sep=(.)"?\r?\n/i.exec(text)
  const body = said ? text.slice(said[0].length) : text
  try {
    const rows = parse(body, {
      delimiter: said?.[1] ?? delimiterOf(body),
      relax_column_count: true,
      skip_empty_lines: true,
      // One more than allowed, so that the caller can tell.
      to: mostRows + 1,
    }) as unknown as string[][]

    return rows.map((row) => row.map((cell) => undoDefuse(cell.trim())))
  } catch {
    return undefined
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1)
  const counted = [',', ';', '\t'].map((mark) => [mark, first.split(mark).length] as const)

  return counted.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}
