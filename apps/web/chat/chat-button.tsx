// The conversation of an order behind one button, which says how much of it is unread.
'use client'
import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { App, MarketSettings } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { ChatPanel } from './chat-panel.tsx'
import { useChat } from './use-chat.ts'

/** Nothing for whoever has no part in the conversation. */
export function ChatButton({
  market,
  app,
  orderId,
  wide = false,
}: {
  market: MarketSettings
  app: App
  orderId: string
  wide?: boolean
}) {
  const t = useTranslations('chat')
  const state = useChat(market.id, app, orderId)
  const [open, setOpen] = useState(false)
  const { chat } = state
  if (!chat) return null
  return (
    <>
      <Button look="secondary" wide={wide} onClick={() => setOpen(true)}>
        <MessagesSquare aria-hidden className="size-5" /> {t('title')}
        {chat.unread > 0 && <Badge tone="accent">{t('unread', { count: chat.unread })}</Badge>}
      </Button>
      <Drawer
        open={open}
        onOpenChange={setOpen}
        title={t('title')}
        text={t('with', { names: chat.people.map(({ name }) => name).join(', ') })}
      >
        {open && <ChatPanel market={market} app={app} state={state} chat={chat} />}
      </Drawer>
    </>
  )
}
