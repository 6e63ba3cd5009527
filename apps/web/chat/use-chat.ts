// A conversation as it is right now: asked for once, then told by the live line.
'use client'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { App } from '../api/schema.ts'
import { hear, liveLine } from '../api/socket.ts'
import { type Chat, type ChatCalls, chatCalls } from './chat-calls.ts'

interface Typist {
  side: Chat['side']
  name: string
}

/** Somebody who is heard of no more has stopped typing. */
const typingForMs = 5_000
/** Saying so with every letter would be too much. */
const tellEveryMs = 2_500

export function useChat(market: string, app: App, orderId: string) {
  const calls = useMemo<ChatCalls | undefined>(
    () => (typeof window === 'undefined' ? undefined : chatCalls(market, app, orderId)),
    [market, app, orderId],
  )
  const [chat, setChat] = useState<Chat>()
  const [failure, setFailure] = useState<unknown>()
  const [typist, setTypist] = useState<Typist>()
  const load = useCallback(async () => {
    if (!calls) return
    try {
      setChat(await calls.load())
      setFailure(undefined)
    } catch (error) {
      setFailure(error)
    }
  }, [calls])

  const news = useEffectEvent((about: { orderId: string }) => {
    if (about.orderId !== orderId) return
    setTypist(undefined)
    void load()
  })
  const types = useEffectEvent((about: Typist & { orderId: string; isTyping: boolean }) => {
    if (about.orderId === orderId) setTypist(about.isTyping ? about : undefined)
  })
  useEffect(() => {
    void load()
    const again = () => void load()
    const socket = liveLine(market, app)
    socket.on('connect', again)
    const stops = [
      ...['chat:message', 'chat:read', 'chat:hidden'].map((name) => hear(market, name, news, app)),
      hear(market, 'typing', types, app),
      () => socket.off('connect', again),
    ]
    return () => stops.forEach((stop) => stop())
  }, [market, app, load])
  useEffect(() => {
    if (!typist) return undefined
    const timer = setTimeout(() => setTypist(undefined), typingForMs)
    return () => clearTimeout(timer)
  }, [typist])

  const toldAt = useRef(0)
  const tellTyping = () => {
    if (app === 'admin' || Date.now() - toldAt.current < tellEveryMs) return
    toldAt.current = Date.now()
    liveLine(market, app).emit('typing', { orderId, isTyping: true, as: app })
  }

  return { chat, setChat, failure, typist, calls, load, tellTyping }
}
