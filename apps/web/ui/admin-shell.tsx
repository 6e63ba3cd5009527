// The frame of the admin console: everything one click away at the side, a drawer of the same on a phone.
import { clsx } from 'clsx'
import {
  Bike,
  BookText,
  ChartNoAxesCombined,
  CreditCard,
  MapPinned,
  HandCoins,
  Menu,
  MessagesSquare,
  PlugZap,
  ReceiptText,
  Route,
  Scale,
  SearchCheck,
  Settings,
  Star,
  Store,
  Tag,
  Banknote,
  Undo2,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MarketSettings } from '../api/schema.ts'
import { Badge } from './badge.tsx'
import { LookMenu } from './look-menu.tsx'
import { NavLink } from './nav-link.tsx'
import { adminPath } from './paths.ts'
import { SkipLink } from './skip-link.tsx'
import { Brand } from './storefront-shell.tsx'

export function AdminShell({
  market,
  status,
  children,
}: {
  market: MarketSettings
  status?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16.5rem_1fr]">
      <SkipLink />
      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-card lg:flex">
        <div className="flex items-center gap-2 px-5 pt-5 pb-4">
          <Brand market={market} href={adminPath(market)} />
          <Badge tone="accent">{t('admin')}</Badge>
        </div>
        <AdminNav market={market} className="min-h-0 flex-1 overflow-y-auto px-3" />
        <div className="flex items-center justify-between border-t border-line p-3">
          <LookMenu languages={market.languages} up />
          {status}
        </div>
      </aside>
      <div className="min-w-0">
        <details className="group sticky top-0 z-20 border-b border-line bg-card lg:hidden">
          <summary className="flex min-h-16 list-none items-center justify-between gap-3 px-4 [&::-webkit-details-marker]:hidden">
            <span className="flex items-center gap-2 font-display text-xl font-extrabold">
              {market.name} <Badge tone="accent">{t('admin')}</Badge>
            </span>
            <span className="grid size-11 place-items-center rounded-full">
              <Menu aria-hidden className="size-6" />
              <span className="sr-only">{common('menu')}</span>
            </span>
          </summary>
          <AdminNav market={market} className="max-h-[75dvh] overflow-y-auto px-3 pb-4" />
        </details>
        <main id="content" className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-10">
          {children}
        </main>
      </div>
    </div>
  )
}

function AdminNav({ market, className }: { market: MarketSettings; className?: string }) {
  const t = useTranslations('shell')
  const payments = useTranslations('payments.nav')
  const page = (at: string, text: string, icon: ReactNode) => ({
    href: adminPath(market, at),
    text,
    icon,
    exact: at === '',
  })
  const groups = [
    [
      page('', t('overview'), <ChartNoAxesCombined aria-hidden />),
      page('orders', t('orders'), <ReceiptText aria-hidden />),
      page('deliveries', t('deliveries'), <Route aria-hidden />),
      page('zones', t('zones'), <MapPinned aria-hidden />),
    ],
    [
      page('offers', t('offers'), <Tag aria-hidden />),
      page('vendors', market.vocabulary.vendor.plural, <Store aria-hidden />),
      page('riders', market.vocabulary.rider.plural, <Bike aria-hidden />),
      page('search', t('search'), <SearchCheck aria-hidden />),
      page('messages', t('messages'), <MessagesSquare aria-hidden />),
      page('reviews', t('reviews'), <Star aria-hidden />),
    ],
    [
      page('payments', payments('payments'), <CreditCard aria-hidden />),
      page('gateways', payments('gateways'), <PlugZap aria-hidden />),
      page('payouts', t('payouts'), <Banknote aria-hidden />),
      page('cash', t('cash'), <HandCoins aria-hidden />),
      page('reconciliation', payments('reconciliation'), <Scale aria-hidden />),
      page('refunds', t('refunds'), <Undo2 aria-hidden />),
      page('ledger', t('ledger'), <BookText aria-hidden />),
      page('settings', t('settings'), <Settings aria-hidden />),
    ],
  ]
  return (
    <nav aria-label={t('primary')} className={clsx('space-y-4', className)}>
      {groups.map((group) => (
        <ul key={group[0]?.href}>
          {group.map(({ href, text, icon, exact }) => (
            <li key={href}>
              <NavLink
                href={href}
                exact={exact}
                className="flex min-h-11 items-center gap-3 rounded-control px-3 font-medium text-muted hover:bg-sunk hover:text-ink [&_svg]:size-5"
                here="bg-accent-soft text-accent-ink! font-semibold!"
              >
                {icon}
                <span className="first-letter:uppercase">{text}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}
