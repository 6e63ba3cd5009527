// Rows of facts for desks and consoles; on a phone each row becomes a card that names its own columns.
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** The row's name: read as its header, first on the phone's card. */
  leads?: boolean
}

export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  className,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  empty?: ReactNode
  className?: string
}) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <div className={clsx('overflow-x-auto rounded-card border border-line bg-card', className)}>
      <table className="w-full text-left max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={clsx(
                  'px-5 py-3 text-sm font-semibold whitespace-nowrap text-muted',
                  column.align === 'end' && 'text-right',
                )}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className="border-b border-line last:border-0 hover:bg-sunk/50 max-md:block max-md:px-5 max-md:py-3.5"
            >
              {columns.map((column) => {
                const shape = clsx(
                  'px-5 py-3.5 align-middle max-md:flex max-md:items-center max-md:justify-between max-md:gap-4 max-md:px-0 max-md:py-1',
                  column.align === 'end' && 'tabular md:text-right',
                )
                return column.leads ? (
                  <th key={column.key} scope="row" className={clsx(shape, 'font-semibold')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={shape}>
                    <span aria-hidden className="text-sm text-muted md:hidden">
                      {column.title}
                    </span>
                    <span className="max-md:text-right">{column.cell(row)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
