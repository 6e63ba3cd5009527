// What people look for, what they do not find, and the words that mean the same here.
'use client'
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Input } from '../../ui/field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { SearchReport, Synonyms } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { refusalOf, useTap } from '../tap.ts'

const synonymsKey = ['synonyms'] as const

export function SearchConsole() {
  const t = useTranslations('searchDesk')
  const { api } = useDesk()
  const report = useQuery({ queryKey: ['searches'], queryFn: () => read(api.GET('/api/v1/admin/searches')) })
  const synonyms = useQuery({ queryKey: synonymsKey, queryFn: () => read(api.GET('/api/v1/admin/synonyms')) })
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {report.isPending || synonyms.isPending ? (
        <Loading>
          <Skeleton className="h-72 rounded-card!" />
        </Loading>
      ) : !report.data || !synonyms.data ? (
        <ErrorState
          error={report.error ?? synonyms.error}
          retry={() => void Promise.all([report.refetch(), synonyms.refetch()])}
        />
      ) : (
        <div className="grid gap-8">
          <div className="grid items-start gap-8 xl:grid-cols-2">
            <Wanted title={t('missing', { days: report.data.days })} rows={report.data.withoutResults} missing />
            <Wanted title={t('popular', { days: report.data.days })} rows={report.data.popular} />
          </div>
          <SynonymList items={synonyms.data.items} />
        </div>
      )}
    </>
  )
}

function Wanted({ title, rows, missing = false }: { title: string; rows: SearchReport['popular']; missing?: boolean }) {
  const t = useTranslations('searchDesk')
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-section">{title}</h2>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={(row) => row.said}
        empty={
          <Card>
            <EmptyState title={t(missing ? 'allFound' : 'nobody')} text={t(missing ? 'allFoundText' : 'nobodyText')} />
          </Card>
        }
        columns={[
          { key: 'said', title: t('said'), leads: true, cell: (row) => row.said },
          { key: 'visitors', title: t('visitors'), align: 'end', cell: (row) => row.visitors },
          { key: 'searches', title: t('searches'), align: 'end', cell: (row) => row.searches },
          ...(missing
            ? []
            : [
                {
                  key: 'found',
                  title: t('found'),
                  align: 'end' as const,
                  cell: (row: (typeof rows)[number]) => row.found,
                },
              ]),
        ]}
      />
    </section>
  )
}

function SynonymList({ items }: { items: readonly Synonyms[] }) {
  const t = useTranslations('searchDesk')
  const { api } = useDesk()
  const [words, setWords] = useState('')
  const add = useTap({
    touches: [synonymsKey],
    quiet: true,
    send: (draft: string[]) => read(api.POST('/api/v1/admin/synonyms', { body: { words: draft } })),
    onDone: () => setWords(''),
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(wordsIn(words))
  }
  return (
    <section aria-label={t('synonyms')}>
      <h2 className="text-section">{t('synonyms')}</h2>
      <p className="mt-1 mb-4 max-w-prose text-muted">{t('synonymsText')}</p>
      <Card>
        <form onSubmit={onSubmit} className="flex flex-wrap items-start gap-3">
          <Input
            required
            label={t('words')}
            hint={t('wordsHint')}
            error={add.error ? refusalOf(add.error) : undefined}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="min-w-64 flex-1"
          />
          <Button type="submit" className="mt-7" busy={add.isPending} disabled={wordsIn(words).length < 2}>
            {t('add')}
          </Button>
        </form>
        <ul className="mt-6 divide-y divide-line">
          {items.map((each) => (
            <SynonymRow key={`${each.id} ${each.words.join()}`} synonyms={each} />
          ))}
        </ul>
      </Card>
    </section>
  )
}

function SynonymRow({ synonyms }: { synonyms: Synonyms }) {
  const t = useTranslations('searchDesk')
  const { api } = useDesk()
  const said = synonyms.words.join(', ')
  const [words, setWords] = useState(said)
  const path = { synonymsId: synonyms.id }
  const save = useTap({
    touches: [synonymsKey],
    quiet: true,
    send: (draft: string[]) =>
      read(api.PUT('/api/v1/admin/synonyms/{synonymsId}', { params: { path }, body: { words: draft } })),
  })
  const remove = useTap({
    touches: [synonymsKey],
    send: () => read(api.DELETE('/api/v1/admin/synonyms/{synonymsId}', { params: { path } })),
  })
  return (
    <li className="flex flex-wrap items-start gap-3 py-3">
      <Input
        bare
        label={t('edit', { words: said })}
        error={save.error ? refusalOf(save.error) : undefined}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        className="min-w-64 flex-1"
      />
      {words !== said && (
        <Button busy={save.isPending} disabled={wordsIn(words).length < 2} onClick={() => save.mutate(wordsIn(words))}>
          {t('save')}
        </Button>
      )}
      <Button
        look="quiet"
        aria-label={t('remove', { words: said })}
        busy={remove.isPending}
        onClick={() => remove.mutate(undefined)}
      >
        <Trash2 aria-hidden className="size-5" />
      </Button>
    </li>
  )
}

function wordsIn(text: string): string[] {
  return text
    .split(/[,;=]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
