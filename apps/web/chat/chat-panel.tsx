// What an order's people wrote, and the line to write the next.
'use client'
import { clsx } from 'clsx'
import { CheckCheck, Flag, SendHorizontal } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import { problemFacts } from '../api/problem.ts'
import type { App, MarketSettings } from '../api/schema.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Input, Textarea } from '../ui/field.tsx'
import { useToast } from '../ui/toast.tsx'
import type { Chat, ChatMessage, Wish } from './chat-calls.ts'
import type { useChat } from './use-chat.ts'

export function ChatPanel({
  market,
  app,
  chat,
  state: { calls, setChat, typist, tellTyping },
}: {
  market: MarketSettings
  app: App
  chat: Chat
  state: ReturnType<typeof useChat>
}) {
  const t = useTranslations('chat')
  const announce = useToast()
  const [busy, setBusy] = useState(false)
  const [text, setText] = useState('')
  const end = useRef<HTMLDivElement>(null)
  const last = chat.items.at(-1)?.id
  const unread = chat.unread > 0

  const showLast = useEffectEvent(() => end.current?.scrollIntoView({ block: 'end' }))
  useEffect(() => {
    if (last !== undefined) showLast()
  }, [last])
  useEffect(() => {
    if (last !== undefined && unread) calls?.readUpTo(last).then(setChat, () => undefined)
  }, [calls, last, unread, setChat])

  const refuse = (error: unknown) => announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('failed') })
  const send = async (wish: Wish) => {
    if (!calls) return
    setBusy(true)
    try {
      setChat(await calls.send(wish))
      if ('text' in wish) setText('')
    } catch (error) {
      refuse(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') void send({ text: text.trim() })
  }
  return (
    <div className="flex min-h-[50dvh] flex-col gap-4">
      <ol role="log" aria-label={t('title')} className="flex flex-1 flex-col gap-3">
        {chat.items.length === 0 && <li className="m-auto py-8 text-center text-muted">{t('empty')}</li>}
        {chat.items.map((message) => (
          <Bubble
            key={message.id}
            message={message}
            timeZone={market.timeZone}
            moderates={app === 'admin'}
            onReport={async (reason) => {
              try {
                if (calls) setChat(await calls.report(message.id, reason))
                announce({ title: t(app === 'admin' ? 'hiddenNow' : 'reported') })
              } catch (error) {
                refuse(error)
              }
            }}
          />
        ))}
      </ol>
      <p aria-live="polite" className="min-h-5 text-sm text-muted">
        {typist && t('typing', { name: typist.name })}
      </p>
      {chat.isOpen ? (
        <>
          {chat.canned.length > 0 && (
            <ul aria-label={t('quick')} className="-mx-1 flex gap-2 overflow-x-auto px-1 pb-1">
              {chat.canned.map(({ code, text: words }) => (
                <li key={code} className="shrink-0">
                  <Button look="secondary" disabled={busy} onClick={() => void send({ canned: code })}>
                    {words}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <form onSubmit={submit} className="flex items-end gap-2">
            <Input
              label={t('write')}
              className="min-w-0 flex-1"
              value={text}
              maxLength={1000}
              autoComplete="off"
              onChange={(event) => {
                setText(event.currentTarget.value)
                tellTyping()
              }}
            />
            <Button type="submit" busy={busy} disabled={text.trim() === ''} aria-label={t('send')}>
              <SendHorizontal aria-hidden className="size-5" />
            </Button>
          </form>
        </>
      ) : (
        <p className="rounded-control bg-sunk px-4 py-3 text-muted">{t('closed')}</p>
      )}
      <div ref={end} />
    </div>
  )
}

function Bubble({
  message,
  timeZone,
  moderates,
  onReport,
}: {
  message: ChatMessage
  timeZone: string
  moderates: boolean
  onReport: (reason: string) => Promise<void>
}) {
  const t = useTranslations('chat')
  const language = useLocale()
  const [asking, setAsking] = useState(false)
  const at = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(message.sentAt),
  )
  const { isMine, isHidden } = message
  return (
    <li className={clsx('flex max-w-[85%] flex-col gap-1', isMine ? 'items-end self-end' : 'items-start self-start')}>
      <span className="text-[0.8125rem] text-muted">
        {isMine ? t('you') : `${message.name} · ${t(`side.${message.side}`)}`}
      </span>
      <span className="flex items-center gap-1">
        <span
          className={clsx(
            'rounded-card px-4 py-2.5 [overflow-wrap:anywhere] whitespace-pre-wrap',
            isMine ? 'bg-accent-soft text-accent-ink' : 'bg-sunk text-ink',
            isHidden && 'text-muted italic',
          )}
        >
          {message.text ?? t('hidden')}
          {isHidden && message.text !== null && <span className="block text-sm">{t('hidden')}</span>}
        </span>
        {!isMine && !isHidden && (
          <IconButton
            label={t(moderates ? 'hide' : 'report', { name: message.name })}
            look="quiet"
            disabled={message.isReported && !moderates}
            onClick={() => setAsking(!asking)}
          >
            <Flag aria-hidden className={clsx('size-4', message.isReported && 'fill-current text-bad')} />
          </IconButton>
        )}
      </span>
      <span className="tabular flex items-center gap-1.5 text-[0.8125rem] text-muted">
        {at}
        {isMine && message.readBy.length > 0 && (
          <span className="inline-flex items-center gap-1">
            <CheckCheck aria-hidden className="size-4" /> {t('read')}
          </span>
        )}
        {message.isReported && ` · ${t('isReported')}`}
      </span>
      {asking && (
        <ReasonForm
          label={t(moderates ? 'whyHide' : 'whyReport')}
          go={t(moderates ? 'hideGo' : 'reportGo')}
          onCancel={() => setAsking(false)}
          onSend={async (reason) => {
            await onReport(reason)
            setAsking(false)
          }}
        />
      )}
    </li>
  )
}

function ReasonForm({
  label,
  go,
  onCancel,
  onSend,
}: {
  label: string
  go: string
  onCancel: () => void
  onSend: (reason: string) => Promise<void>
}) {
  const common = useTranslations('common')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  return (
    <form
      className="w-full space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        void onSend(reason.trim()).finally(() => setBusy(false))
      }}
    >
      <Textarea
        label={label}
        required
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button look="danger" type="submit" busy={busy} disabled={reason.trim() === ''}>
          {go}
        </Button>
      </div>
    </form>
  )
}
