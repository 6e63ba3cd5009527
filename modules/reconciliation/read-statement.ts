// Reading a statement that was uploaded: CSV as the providers export it, told apart by the names of its columns.
import { parse } from 'csv-parse/sync'
import { statementUnreadable } from './errors.ts'
import { type StatementLine, minorOf } from './statement.ts'

/** Names of columns, ours first, then those of Stripe, Razorpay, PayPal, CamPay and NouPay. Compared in small letters. */
const columns = {
  transaction: ['transaction', 'payment_intent_id', 'source_id', 'entity_id', 'transaction id', 'reference_uuid'],
  reference: ['reference', 'payment_metadata[reference]', 'order_receipt', 'custom number', 'external_reference'],
  kind: ['kind', 'reporting_category', 'type', 'entity'],
  amount: ['amount', 'gross', 'credit'],
  fee: ['fee', 'fees', 'charge_amount'],
  currency: ['currency'],
  state: ['state', 'status'],
} as const
type Column = keyof typeof columns

const needed = ['transaction', 'amount', 'currency'] as const satisfies readonly Column[]
const mostLines = 50_000

/** @param decimalsOf how many decimals a currency has, by ISO 4217 */
export function readStatement(csv: string, decimalsOf: (currency: string) => number): StatementLine[] {
  const rows = parseRows(csv)
  const [first] = rows
  if (!first) throw statementUnreadable({ problem: 'The file has no lines below its head.' })
  const names = Object.keys(first)
  const nameOf = (column: Column) =>
    columns[column].map((alias) => names.find((name) => name.toLowerCase() === alias)).find(Boolean)
  const absent = needed.filter((column) => nameOf(column) === undefined)
  if (absent.length > 0) {
    const accepted = absent.map((column) => `${column} (also: ${columns[column].slice(1).join(', ')})`).join('; ')
    throw statementUnreadable({ problem: `These columns are missing: ${accepted}.` })
  }
  if (rows.length > mostLines) throw statementUnreadable({ problem: `More than ${mostLines} lines; split the file.` })

  return rows.map((row, index) => {
    const cell = (column: Column) => (row[nameOf(column) ?? ''] ?? '').trim()
    return lineOf(cell, index + 1, decimalsOf)
  })
}

function parseRows(csv: string): Record<string, string>[] {
  try {
    return parse(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true, max_record_size: 20_000 })
  } catch (error) {
    throw statementUnreadable({ problem: `This is not CSV: ${(error as Error).message}` })
  }
}

function lineOf(
  cell: (column: Column) => string,
  number: number,
  decimalsOf: (currency: string) => number,
): StatementLine {
  const wrong = (problem: string) => statementUnreadable({ line: number, problem: `Line ${number}: ${problem}` })
  const currency = cell('currency').toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) throw wrong(`"${cell('currency')}" is not a currency.`)
  const transaction = cell('transaction')
  if (transaction === '' || transaction.length > 200) throw wrong('the transaction is missing.')
  const amountMinor = minorOf(cell('amount'), decimalsOf(currency))
  if (amountMinor === undefined) throw wrong(`"${cell('amount')}" is not an amount in ${currency}.`)
  const fee = cell('fee')
  const feeMinor = fee === '' ? undefined : minorOf(fee, decimalsOf(currency))
  if (fee !== '' && feeMinor === undefined) throw wrong(`the fee "${fee}" is not an amount in ${currency}.`)

  return {
    number,
    kind: /refund/i.test(cell('kind')) || amountMinor < 0 ? 'refund' : 'charge',
    transaction,
    reference: cell('reference') || undefined,
    amountMinor: Math.abs(amountMinor),
    feeMinor: feeMinor === undefined ? undefined : Math.abs(feeMinor),
    currency,
    state: /fail|cancel|declin|denied|revers/i.test(cell('state')) ? 'failed' : 'succeeded',
  }
}
