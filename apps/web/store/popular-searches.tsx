// What many people look for, to be looked for with one press.
import { TrendingUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { searchPath } from '../ui/paths.ts'

export function PopularSearches({ market, texts }: { market: { id: string }; texts: readonly string[] }) {
  const t = useTranslations('search')
  if (texts.length === 0) return null
  return (
    <nav aria-label={t('popular')} className="mt-5">
      <ul className="flex flex-wrap justify-center gap-2 first:*:ml-0 sm:justify-start">
        {texts.map((text) => (
          <li key={text}>
            <Link
              href={`${searchPath(market)}?q=${encodeURIComponent(text)}`}
              className="inline-flex min-h-11 items-center gap-2 rounded-full border-[1.5px] border-edge bg-card px-4 font-medium hover:border-ink"
            >
              <TrendingUp aria-hidden className="size-4 text-accent-ink" /> {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
