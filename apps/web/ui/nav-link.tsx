// A link that knows whether we are there.
'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** `exact` for the first page of an area, which every other page's address starts with. */
export function NavLink({
  href,
  exact = false,
  className,
  here,
  children,
}: {
  href: string
  exact?: boolean
  className?: string
  /** Added while the visitor is on that page. */
  here: string
  children: ReactNode
}) {
  const pathname = usePathname()
  const current = exact ? pathname === href : pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link href={href} aria-current={current ? 'page' : undefined} className={clsx(className, current && here)}>
      {children}
    </Link>
  )
}
