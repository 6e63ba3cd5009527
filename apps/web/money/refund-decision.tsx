// Agreeing to a refund or turning it down, with a word to the customer.
'use client'
import type { Client } from 'openapi-fetch'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { newIdempotencyKey } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { paths } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { useToast } from '../ui/toast.tsx'
import { type Refund, decide } from './refund-calls.ts'

export function RefundDecision({
  api,
  side,
  refund,
  onDecided,
}: {
  api: Client<paths>
  side: 'vendor' | 'admin'
  refund: Refund
  onDecided: () => void
}) {
  const t = useTranslations('money.refund')
  const common = useTranslations('common')
  const language = useLocale()
  const announce = useToast()
  const [busy, setBusy] = useState<'yes' | 'no'>()
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const [key] = useState(newIdempotencyKey)
  const say = async (yes: boolean) => {
    setBusy(yes ? 'yes' : 'no')
    try {
      const answer = await decide(api, side, {
        refundId: refund.id,
        yes,
        key: `${key}${yes ? 'y' : 'n'}`,
        ...(note.trim() && { note: note.trim() }),
      })
      announce({ title: answer.state === 'waiting' ? t('waits') : t(yes ? 'approvedToast' : 'rejectedToast') })
      setAsking(false)
      onDecided()
    } catch (error) {
      announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('failed') })
    }
    setBusy(undefined)
  }

  return (
    <span className="flex flex-wrap gap-2">
      <Button busy={busy === 'yes'} onClick={() => void say(true)}>
        {t('approve')}
      </Button>
      <Button look="secondary" onClick={() => setAsking(true)}>
        {t('reject')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('rejectTitle', {
          amount: formatMoney({ minor: refund.amountMinor, currency: refund.currency }, language),
        })}
        text={t('rejectText')}
        actions={
          <>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {common('back')}
            </Button>
            <Button look="danger" busy={busy === 'no'} onClick={() => void say(false)}>
              {t('reject')}
            </Button>
          </>
        }
      >
        <Textarea
          label={t('rejectNote')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Dialog>
    </span>
  )
}
