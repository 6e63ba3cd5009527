// A form of choices that needs no button once scripts run: every choice shows what it leaves.
'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'

export function AutoSubmit({
  action,
  className,
  label,
  children,
}: {
  action: string
  className?: string
  label: string
  children: ReactNode
}) {
  const router = useRouter()
  return (
    <form
      action={action}
      aria-label={label}
      className={className}
      onChange={(event) => {
        const query = new URLSearchParams()
        for (const [name, value] of new FormData(event.currentTarget)) {
          if (typeof value === 'string' && value !== '') query.append(name, value)
        }
        router.push(`${action}?${query}`, { scroll: false })
      }}
    >
      {children}
    </form>
  )
}
