// The customer's own corner: who they are here, their language, their wallet, and the way out.
import { ChevronRight, ReceiptText, Wallet } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { apiFor, findMarket, read } from '../../../../../api/server.ts'
import { ProfilePhoto } from '../../../../../store/profile-photo.tsx'
import { ProfileForm } from '../../../../../store/profile-form.tsx'
import { SignOutButton } from '../../../../../store/sign-out-button.tsx'
import { requireVisitor } from '../../../../../store/visitor.ts'
import { Avatar } from '../../../../../ui/avatar.tsx'
import { Card } from '../../../../../ui/card.tsx'
import { Money } from '../../../../../ui/money.tsx'
import { accountPath, ordersPath, riderPath, vendorDeskPath, walletPath } from '../../../../../ui/paths.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('account'), robots: { index: false } }
}

export default async function AccountPage({ params }: { params: Promise<{ market: string }> }) {
  const [t, market] = await Promise.all([
    getTranslations('store.account'),
    params.then(({ market: id }) => findMarket(id)),
  ])
  if (!market) notFound()
  const profile = await requireVisitor(market, accountPath(market))
  const api = await apiFor(market.id)
  const balance = market.wallet.enabled ? await read(api.GET('/api/v1/wallet/balance')) : undefined
  const link = 'inline-flex min-h-11 items-center font-semibold text-accent-ink underline underline-offset-4'
  return (
    <div className="page-width max-w-4xl! pt-8 sm:pt-12">
      <div className="mb-8 flex flex-wrap items-center gap-4">
        <Avatar name={profile.name} photo={profile.picture} size="large" />
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="text-title [overflow-wrap:anywhere]">{profile.name}</h1>
          <p className="text-muted [overflow-wrap:anywhere]">{profile.email}</p>
        </div>
        <SignOutButton market={market} />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {balance && (
          <Tile
            href={walletPath(market)}
            icon={<Wallet />}
            title={t('wallet')}
            text={
              <Money
                minor={balance.balanceMinor}
                currency={balance.currency}
                className="font-display text-2xl font-bold text-ink"
              />
            }
          />
        )}
        <Tile href={ordersPath(market)} icon={<ReceiptText />} title={t('orders')} text={t('ordersText')} />
      </div>
      <Card className="mt-5">
        <h2 className="mb-5 text-xl">{t('profile')}</h2>
        <ProfilePhoto market={market} profile={profile} />
        <ProfileForm market={market} profile={profile} />
      </Card>
      <p className="mt-6 flex flex-wrap gap-x-6">
        <Link href={vendorDeskPath(market)} prefetch={false} className={link}>
          {t('sell', { vendor: market.vocabulary.vendor.singular })}
        </Link>
        {market.fulfilment.includes('delivery') && (
          <Link href={riderPath(market)} prefetch={false} className={link}>
            {t('ride', { rider: market.vocabulary.rider.singular })}
          </Link>
        )}
      </p>
    </div>
  )
}

function Tile({ href, icon, title, text }: { href: string; icon: ReactNode; title: string; text: ReactNode }) {
  return (
    <Link
      href={href}
      className="group flex items-center gap-4 rounded-card border border-line bg-card p-5 hover:shadow-lift sm:p-6"
    >
      <span
        aria-hidden
        className="grid size-12 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink"
      >
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        <span className="block text-muted">{text}</span>
      </span>
      <ChevronRight aria-hidden className="size-5 transition-transform group-hover:translate-x-0.5" />
    </Link>
  )
}
