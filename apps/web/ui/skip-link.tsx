// The first thing a keyboard meets on a page: past the frame, to what the page is about.
import { useTranslations } from 'next-intl'

export function SkipLink() {
  const t = useTranslations('common')
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-card focus:px-4 focus:py-3 focus:font-semibold focus:shadow-float"
    >
      {t('skipToContent')}
    </a>
  )
}
