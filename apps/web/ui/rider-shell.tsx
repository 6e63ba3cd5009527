// The frame of the rider app: one thumb, sunlight, a moving phone. Everything to press sits at the bottom.
import { Banknote, Bike, History, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { NavLink } from './nav-link.tsx'
import { riderPath } from './paths.ts'
import { SkipLink } from './skip-link.tsx'

/** `action` is the one big button of this moment; `map` fills what is left of the screen behind the sheet. */
export function RiderShell({
  market,
  top,
  map,
  action,
  children,
}: {
  market: { id: string }
  top?: ReactNode
  map?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('shell')
  const pages = [
    { href: riderPath(market), text: t('today'), icon: <Bike aria-hidden />, exact: true },
    { href: riderPath(market, 'earnings'), text: t('earnings'), icon: <Banknote aria-hidden /> },
    { href: riderPath(market, 'history'), text: t('history'), icon: <History aria-hidden /> },
    { href: riderPath(market, 'account'), text: t('account'), icon: <UserRound aria-hidden /> },
  ]
  return (
    <div className="mx-auto flex h-dvh max-w-xl flex-col bg-paper sm:border-x sm:border-line">
      <SkipLink />
      {top && <header className="flex min-h-16 items-center justify-between gap-3 px-4">{top}</header>}
      {map && <div className="relative min-h-48 flex-1">{map}</div>}
      <main
        id="content"
        className={
          map
            ? 'relative z-10 -mt-6 max-h-[58dvh] overflow-y-auto rounded-t-card border-t border-line bg-card px-4 pt-5 pb-4 shadow-float'
            : 'flex-1 overflow-y-auto px-4 py-4'
        }
      >
        {children}
      </main>
      {action && <div className="relative z-10 bg-card px-4 py-3">{action}</div>}
      <nav
        aria-label={t('primary')}
        className="relative z-10 border-t border-line bg-card pb-[env(safe-area-inset-bottom)]"
      >
        <ul className="flex">
          {pages.map((page) => (
            <li key={page.href} className="flex-1">
              <NavLink
                href={page.href}
                exact={page.exact ?? false}
                className="flex min-h-16 flex-col items-center justify-center gap-0.5 px-1 text-[0.8125rem] font-semibold text-muted [&_svg]:size-6"
                here="text-accent-ink!"
              >
                {page.icon}
                <span className="max-w-full truncate">{page.text}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}
