// The frame of every storefront page: the market's name, a search, the basket, and a way to the other doors.
import { ReceiptText, Search, ShoppingBasket, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MarketSettings } from '../api/schema.ts'
import { LookMenu } from './look-menu.tsx'
import {
  accountPath,
  adminPath,
  basketPath,
  homePath,
  ordersPath,
  riderPath,
  searchPath,
  vendorDeskPath,
} from './paths.ts'
import { Drawing } from './product-picture.tsx'
import { SearchBox } from './search-box.tsx'
import { SkipLink } from './skip-link.tsx'

const round = 'relative grid size-11 shrink-0 place-items-center rounded-full hover:bg-ink/8 [&_svg]:size-5'

export function StorefrontShell({
  market,
  basket,
  children,
}: {
  market: MarketSettings
  /** The link to the basket, when it is alive; without one it is empty. */
  basket?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations()
  const products = market.vocabulary.product.plural.toLocaleLowerCase()
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-20 border-b border-line bg-paper/92 backdrop-blur-md">
        <div className="page-width flex h-16 items-center gap-2 sm:h-20 sm:gap-4">
          <Brand market={market} />
          <div className="mx-auto hidden w-full max-w-md md:block">
            <SearchBox market={market} label={t('shell.searchFor', { products })} />
          </div>
          <nav aria-label={t('shell.primary')} className="ml-auto flex shrink-0 items-center md:ml-0">
            <Link href={searchPath(market)} className={`${round} md:hidden`} aria-label={t('common.search')}>
              <Search aria-hidden />
            </Link>
            <Link href={ordersPath(market)} className={`${round} max-xs:hidden`} aria-label={t('shell.orders')}>
              <ReceiptText aria-hidden />
            </Link>
            <Link href={accountPath(market)} className={round} aria-label={t('shell.account')}>
              <UserRound aria-hidden />
            </Link>
            <span className="max-xs:hidden">
              <LookMenu languages={market.languages} />
            </span>
            {basket ?? (
              <Link href={basketPath(market)} className={round} aria-label={t('shell.basket')}>
                <ShoppingBasket aria-hidden />
              </Link>
            )}
          </nav>
        </div>
      </header>
      <main id="content" className="flex-1">
        {children}
      </main>
      <StorefrontFooter market={market} />
    </div>
  )
}

export function Brand({
  market,
  href = homePath(market),
}: {
  market: Pick<MarketSettings, 'id' | 'name' | 'theme'>
  href?: string
}) {
  return (
    <Link href={href} className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-control">
      {market.theme.emoji && <Drawing picture={market.theme.emoji} className="size-8 shrink-0 sm:size-9" />}
      <span className="truncate font-display text-xl font-extrabold tracking-tight sm:text-2xl">{market.name}</span>
    </Link>
  )
}

function StorefrontFooter({ market }: { market: MarketSettings }) {
  const t = useTranslations('shell')
  const doors = [
    { href: vendorDeskPath(market), text: t('forVendors') },
    { href: riderPath(market), text: t('forRiders') },
    { href: adminPath(market), text: t('forAdmins') },
    { href: '/', text: t('otherMarkets') },
  ]
  return (
    <footer className="mt-20 border-t border-line bg-sunk/60">
      <div className="page-width flex flex-wrap items-end justify-between gap-x-12 gap-y-8 py-12">
        <div className="max-w-md">
          <p className="font-display text-2xl font-extrabold tracking-tight">{market.name}</p>
          <p className="mt-2 text-muted">{t('footer', { name: market.name })}</p>
        </div>
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {doors.map((door) => (
            <li key={door.href}>
              <Link
                href={door.href}
                prefetch={false}
                className="inline-flex min-h-11 items-center font-medium underline decoration-edge underline-offset-4 hover:decoration-current"
              >
                {door.text}
              </Link>
            </li>
          ))}
          <li className="xs:hidden">
            <LookMenu languages={market.languages} up wide />
          </li>
        </ul>
      </div>
    </footer>
  )
}
