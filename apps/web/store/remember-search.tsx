// Tells the market what was looked for, once the answer is on the screen.
'use client'
import { useEffect } from 'react'
import { browserApi } from '../api/client.ts'

export function RememberSearch({ market, q }: { market: string; q: string }) {
  useEffect(() => {
    // Whoever only rushes past has not looked for it.
    const timer = setTimeout(
      () =>
        void browserApi(market)
          .POST('/api/v1/searches', { body: { q } })
          .catch(() => undefined),
      800,
    )
    return () => clearTimeout(timer)
  }, [market, q])
  return null
}
