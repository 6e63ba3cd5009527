// Whether what is on the screen is live.
'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { liveLine } from '../api/socket.ts'
import { Badge } from './badge.tsx'

export function LiveLamp({ market }: { market: string }) {
  const t = useTranslations('shell')
  const [online, setOnline] = useState(false)
  useEffect(() => {
    const socket = liveLine(market)
    const update = () => setOnline(socket.connected)
    update()
    socket.on('connect', update).on('disconnect', update)
    return () => void socket.off('connect', update).off('disconnect', update)
  }, [market])
  return (
    <output>
      <Badge tone={online ? 'good' : 'warn'} icon={<span aria-hidden className="size-2 rounded-full bg-current" />}>
        {t(online ? 'online' : 'offline')}
      </Badge>
    </output>
  )
}
