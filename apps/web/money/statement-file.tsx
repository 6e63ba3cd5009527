// Keeping one's statement as a table.
'use client'
import { FileDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { problemFacts } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toast.tsx'
import { download } from './download.ts'

export function StatementFile({ market }: { market: string }) {
  const t = useTranslations('money.give')
  const announce = useToast()
  const keep = () =>
    download(market, 'customer', '/api/v1/wallet/statement.csv').catch((error: unknown) =>
      announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('failed') }),
    )
  return (
    <Button look="secondary" onClick={() => void keep()}>
      <FileDown aria-hidden className="size-4" /> {t('file')}
    </Button>
  )
}
