// The menu as a table: out to a spreadsheet, and in again after a look at what it would change and what is wrong in it.
'use client'
import { Download, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, type ChangeEvent } from 'react'
import type { components } from '../../api/schema.generated.ts'
import { problemFacts } from '../../api/problem.ts'
import { read } from '../../api/client.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk-context.tsx'
import { refusalOf, useTap } from '../tap.ts'
import { orderKey, productsKey } from './use-menu.ts'

type Report = components['schemas']['ImportReport']

export function MenuTable({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations('tools.table')
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={t('title')} text={t('text')}>
      {open && <Table onClose={onClose} />}
    </Drawer>
  )
}

function Table({ onClose }: { onClose: () => void }) {
  const t = useTranslations('tools.table')
  const words = useTranslations('desk')
  const { api, market } = useDesk()
  const announce = useToast()
  const id = useId()
  const [file, setFile] = useState<File>()
  const send = useTap({
    touches: [productsKey, orderKey],
    quiet: true,
    send: ({ table, apply }: { table: File; apply: boolean }) =>
      read(
        api.POST('/api/v1/vendor/menu/import', {
          params: { query: { apply } },
          body: table as unknown as string,
          bodySerializer: (body) => body,
          headers: { 'content-type': 'application/octet-stream' },
        }),
      ),
    onDone: (report) => {
      if (!report.applied) return
      announce({ title: t('done', { added: report.added, changed: report.changed }) })
      onClose()
    },
  })
  const download = useTap({
    touches: [],
    send: () => read(api.GET('/api/v1/vendor/menu/export', { parseAs: 'blob' })),
    onDone: (table) => save(table, `${market.id}-menu.csv`),
  })
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [table] = event.currentTarget.files ?? []
    event.currentTarget.value = ''
    setFile(table)
    if (table) send.mutate({ table, apply: false })
  }
  /** What a look said, or what applying said when the menu had changed since. */
  const report = send.data ?? (problemFacts(send.error)?.more as Report | undefined)
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap gap-3">
        <Button look="secondary" busy={download.isPending} onClick={() => download.mutate()}>
          <Download aria-hidden className="size-5" /> {t('export')}
        </Button>
        <input id={id} type="file" accept=".csv,text/csv,text/plain" className="peer sr-only" onChange={choose} />
        <label
          htmlFor={id}
          className={buttonClass(
            { look: 'secondary' },
            'cursor-pointer peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-ink',
          )}
        >
          <Upload aria-hidden className="size-5" /> {t('choose')}
        </label>
      </div>
      <div aria-live="polite" className="space-y-5">
        {file && <p className="font-semibold break-all">{file.name}</p>}
        {send.isPending && <p className="text-muted">{t('looking')}</p>}
        {send.isError && (
          <p role="alert" className="font-medium text-bad">
            {refusalOf(send.error) ?? words('notDone')}
          </p>
        )}
        {report?.problems && <ReportView report={report} />}
        {file && send.data && send.data.problemCount === 0 && (
          <div className="flex justify-end">
            <Button
              busy={send.isPending}
              disabled={send.data.added + send.data.changed === 0}
              onClick={() => send.mutate({ table: file, apply: true })}
            >
              {t('apply')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function ReportView({ report }: { report: Report }) {
  const t = useTranslations('tools.table')
  return (
    <>
      <dl className="tabular grid grid-cols-3 gap-3 text-center">
        {(['added', 'changed', 'unchanged'] as const).map((what) => (
          <div key={what} className="rounded-control bg-sunk p-3">
            <dd className="text-2xl font-bold">{report[what]}</dd>
            <dt className="text-sm text-muted">{t(what)}</dt>
          </div>
        ))}
      </dl>
      {report.problemCount > 0 && (
        <section aria-labelledby="cells">
          <h3 id="cells" className="mb-2 text-base text-bad">
            {t('problems', { count: report.problemCount })}
          </h3>
          <ul className="divide-y divide-line overflow-hidden rounded-control border border-line">
            {report.problems.map((problem, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a cell may be wrong in two ways
              <li key={index} className="px-4 py-3">
                <p className="tabular font-semibold">
                  {t('cell', { row: problem.row, column: problem.column })}
                  {problem.value && <code className="ml-2 font-normal break-all text-muted">{problem.value}</code>}
                </p>
                <p className="text-sm break-words">{problem.problem}</p>
              </li>
            ))}
          </ul>
          {report.problemCount > report.problems.length && (
            <p className="mt-2 text-sm text-muted">
              {t('more', { count: report.problemCount - report.problems.length })}
            </p>
          )}
        </section>
      )}
    </>
  )
}

/** As bytes: read as text, it would lose the mark that Excel knows UTF-8 by. */
function save(table: Blob, name: string): void {
  const address = URL.createObjectURL(table)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
