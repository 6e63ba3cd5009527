// The frame of the vendor desk: read from across a kitchen, worked with floury fingers.
import { Banknote, ClipboardList, History, Settings, Star, Tag, UtensilsCrossed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MarketSettings } from '../api/schema.ts'
import { LookMenu } from './look-menu.tsx'
import { NavLink } from './nav-link.tsx'
import { vendorDeskPath } from './paths.ts'
import { SkipLink } from './skip-link.tsx'
import { Brand } from './storefront-shell.tsx'

/** `status` is the place for the live lamp and the open-closed switch. */
export function VendorShell({
  market,
  vendorName,
  status,
  children,
}: {
  market: MarketSettings
  vendorName: ReactNode
  status?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('shell')
  const pages = [
    { href: vendorDeskPath(market), text: t('board'), icon: <ClipboardList aria-hidden />, exact: true },
    {
      href: vendorDeskPath(market, 'products'),
      text: market.vocabulary.product.plural,
      icon: <UtensilsCrossed aria-hidden />,
    },
    { href: vendorDeskPath(market, 'offers'), text: t('offers'), icon: <Tag aria-hidden /> },
    { href: vendorDeskPath(market, 'reviews'), text: t('reviews'), icon: <Star aria-hidden /> },
    { href: vendorDeskPath(market, 'history'), text: t('history'), icon: <History aria-hidden /> },
    { href: vendorDeskPath(market, 'money'), text: t('money'), icon: <Banknote aria-hidden /> },
    { href: vendorDeskPath(market, 'settings'), text: t('settings'), icon: <Settings aria-hidden /> },
  ]
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[6.5rem_1fr]">
      <SkipLink />
      <nav
        aria-label={t('primary')}
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] md:sticky md:top-0 md:h-dvh md:border-t-0 md:border-r md:py-5"
      >
        <ul className="flex justify-around md:h-full md:flex-col md:justify-start md:gap-2 md:px-2.5">
          {pages.map((page) => (
            <li key={page.href} className="flex-1 md:flex-none">
              <NavLink
                href={page.href}
                exact={page.exact ?? false}
                className="flex min-h-16 flex-col items-center justify-center gap-1 rounded-control px-1 text-[0.8125rem] font-semibold text-muted hover:text-ink md:min-h-[4.75rem] [&_svg]:size-6"
                here="text-accent-ink! md:bg-accent-soft"
              >
                {page.icon}
                <span className="max-w-full truncate first-letter:uppercase">{page.text}</span>
              </NavLink>
            </li>
          ))}
          <li className="mt-auto self-center max-md:hidden">
            <LookMenu languages={market.languages} up />
          </li>
        </ul>
      </nav>
      <div className="min-w-0 pb-20 md:pb-0">
        <header className="sticky top-0 z-10 flex min-h-16 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b max-sm:py-2 border-line bg-paper/92 px-4 backdrop-blur-md sm:min-h-20 sm:px-8">
          <div className="flex min-w-0 items-center gap-4">
            <span className="max-sm:hidden">
              <Brand market={market} href={vendorDeskPath(market)} />
            </span>
            <span className="truncate font-display text-lg font-bold sm:border-l sm:border-line sm:pl-4">
              {vendorName}
            </span>
          </div>
          <div className="flex items-center gap-3">{status}</div>
        </header>
        <main id="content" className="px-4 py-6 sm:px-8 sm:py-8">
          {children}
        </main>
      </div>
    </div>
  )
}
