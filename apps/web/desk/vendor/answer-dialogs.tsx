// Two questions the board asks: why not, and what the customer's code is.
'use client'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import type { Order } from '../../api/schema.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioCards, Textarea } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { CodeField } from '../code-field.tsx'
import { refusalOf } from '../tap.ts'
import { useHandOver, useOrderTaps } from './use-order-taps.ts'

const reasons = ['soldOut', 'busy', 'closing', 'other'] as const

export function DeclineDialog({ order, onClose }: { order: Order | undefined; onClose: () => void }) {
  const t = useTranslations('desk.decline')
  return (
    <Dialog
      open={order !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { number: order?.number ?? '' })}
      text={t('text')}
    >
      {order && <DeclineForm key={order.id} order={order} onClose={onClose} />}
    </Dialog>
  )
}

function DeclineForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useTranslations('desk.decline')
  const common = useTranslations('common')
  const { decline } = useOrderTaps()
  const [why, setWhy] = useState<(typeof reasons)[number]>('soldOut')
  const [words, setWords] = useState('')
  const reason = why === 'other' ? words.trim() : t(`reason.${why}`)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    decline.mutate({ orderId: order.id, reason })
    onClose()
  }

  return (
    <form onSubmit={submit} className="space-y-4">
      <RadioCards
        bare
        label={t('text')}
        name="why"
        value={why}
        onChange={(value) => setWhy(reasons.find((each) => each === value) ?? 'other')}
        choices={reasons.map((value) => ({ value, title: t(`reason.${value}`) }))}
      />
      {why === 'other' && (
        <Textarea
          label={t('words')}
          required
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className="flex flex-wrap justify-end gap-3 pt-2">
        <Button look="quiet" onClick={onClose}>
          {common('back')}
        </Button>
        <Button look="danger" type="submit" disabled={!reason}>
          {t('go')}
        </Button>
      </div>
    </form>
  )
}

export function HandOverDialog({ order, onClose }: { order: Order | undefined; onClose: () => void }) {
  const t = useTranslations('desk.handOver')
  return (
    <Dialog
      open={order !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: order?.customer.name ?? '' })}
      text={t('text', { number: order?.number ?? '' })}
    >
      {order && <HandOverForm key={order.id} order={order} onClose={onClose} />}
    </Dialog>
  )
}

function HandOverForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useTranslations('desk.handOver')
  const announce = useToast()
  const [code, setCode] = useState('')
  const handOver = useHandOver(() => {
    announce({ title: t('done', { number: order.number }) })
    onClose()
  })

  const send = (typed: string) => handOver.mutate({ orderId: order.id, code: typed }, { onError: () => setCode('') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send(code)
      }}
      className="space-y-5"
    >
      <CodeField
        label={t('code')}
        value={code}
        onChange={setCode}
        onComplete={send}
        error={handOver.isError ? (refusalOf(handOver.error) ?? t('failed')) : undefined}
      />
      <Button type="submit" size="large" wide busy={handOver.isPending} disabled={code.length < 4}>
        {t('go')}
      </Button>
    </form>
  )
}
