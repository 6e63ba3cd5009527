// A part of a storefront page: a heading, perhaps a way to more, and what it is about.
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export function Section({
  title,
  id,
  more,
  aside,
  children,
}: {
  title: string
  id?: string
  more?: { href: string; text: string }
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section id={id} aria-label={title} className="page-width pt-10 sm:pt-14">
      <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 className="text-section">{title}</h2>
        {aside}
        {more && (
          <Link
            href={more.href}
            className="inline-flex min-h-11 items-center gap-1.5 font-semibold text-accent-ink underline-offset-4 hover:underline"
          >
            {more.text} <ArrowRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
      {children}
    </section>
  )
}

/** The next page of a list, for those who read on. */
export function MoreLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="mt-10 text-center">
      <Link
        href={href}
        className="inline-flex min-h-12 items-center rounded-control border-[1.5px] border-edge bg-card px-6 font-semibold hover:border-ink"
      >
        {children}
      </Link>
    </p>
  )
}
