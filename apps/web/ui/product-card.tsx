// One thing on a shelf: its picture leads to its page, the corner of the picture puts it in the basket.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ProductPicture } from './product-picture.tsx'

/** `action` sits on the picture (a compact `QuantityStepper`); `badge` in its other corner. */
export function ProductCard({
  href,
  name,
  picture,
  price,
  note,
  badge,
  action,
  level = 3,
  eager = false,
}: {
  href: string
  name: string
  picture: string
  price: ReactNode
  note?: ReactNode
  badge?: ReactNode
  action?: ReactNode
  /** Of its name, one below the shelf's own heading. */
  level?: 2 | 3
  eager?: boolean
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article className="group relative flex flex-col">
      <div className="relative">
        <ProductPicture
          picture={picture}
          alt=""
          eager={eager}
          className="aspect-[4/3] w-full [&_img]:transition-transform [&_img]:duration-500 [&_img]:ease-out-soft group-hover:[&_img]:scale-106"
        />
        {badge && <div className="absolute top-2.5 left-2.5">{badge}</div>}
        {action && <div className="absolute right-2 bottom-2 z-10">{action}</div>}
      </div>
      <Heading className="mt-3 text-lg leading-snug">
        <Link
          href={href}
          className="after:absolute after:inset-0 after:rounded-picture focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-offset-4 focus-visible:after:outline-accent-ink"
        >
          {name}
        </Link>
      </Heading>
      {note && <p className="mt-0.5 text-sm text-muted">{note}</p>}
      <div className="mt-1.5">{price}</div>
    </article>
  )
}
