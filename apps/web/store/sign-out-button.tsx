// The way out, which ends the session on the server too.
'use client'
import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { MarketSettings } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { homePath } from '../ui/paths.ts'
import { useToast } from '../ui/toast.tsx'

export function SignOutButton({ market }: { market: MarketSettings }) {
  const t = useTranslations('store.account')
  const announce = useToast()
  const [busy, setBusy] = useState(false)
  const signOut = async () => {
    setBusy(true)
    try {
      await read(browserApi(market.id).POST('/api/v1/auth/logout', { body: {} }))
      window.location.assign(homePath(market))
    } catch (error) {
      announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('failed') })
      setBusy(false)
    }
  }
  return (
    <Button look="secondary" busy={busy} onClick={() => void signOut()}>
      <LogOut aria-hidden className="size-4" /> {t('signOut')}
    </Button>
  )
}
