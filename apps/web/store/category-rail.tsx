// The market's shelves in a row of plates; the chosen one is marked, and a second press lets go of it.
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { Category } from '../api/schema.ts'
import { Drawing } from '../ui/product-picture.tsx'

export function CategoryRail({
  categories,
  chosen,
  hrefOf,
}: {
  categories: readonly Category[]
  chosen: string | undefined
  /** The address of the page with this category chosen, or with none. */
  hrefOf: (slug: string | undefined) => string
}) {
  const t = useTranslations('store.home')
  return (
    <nav aria-label={t('categories')}>
      <ul className="-mx-[clamp(1.1rem,4vw,2.5rem)] flex snap-x gap-2 overflow-x-auto px-[clamp(1.1rem,4vw,2.5rem)] pb-2 [scrollbar-width:none] sm:gap-4">
        {categories.map((category) => {
          const current = category.slug === chosen
          return (
            <li key={category.id} className="shrink-0 snap-start">
              <Link
                href={hrefOf(current ? undefined : category.slug)}
                scroll={false}
                aria-current={current ? 'true' : undefined}
                className="group flex w-24 flex-col items-center gap-2 rounded-card p-1.5 text-center sm:w-28"
              >
                <span
                  className={clsx(
                    'grid size-18 place-items-center rounded-full transition duration-200 ease-out-soft sm:size-22',
                    current
                      ? 'bg-accent shadow-lift'
                      : 'border border-line bg-card group-hover:-translate-y-0.5 group-hover:shadow-lift',
                  )}
                >
                  <Drawing picture={category.picture} className="size-[56%]" />
                </span>
                <span className={clsx('text-sm leading-tight', current ? 'font-bold text-accent-ink' : 'font-medium')}>
                  {category.name}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
