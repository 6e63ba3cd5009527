// The door for customers: come in, or become one.
import { clsx } from 'clsx'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { findMarket } from '../../../../../api/server.ts'
import { SignInForm } from '../../../../../store/sign-in-form.tsx'
import { findVisitor } from '../../../../../store/visitor.ts'
import { wayBack } from '../../../../../store/way-back.ts'
import { patternOf } from '../../../../../ui/market-style.tsx'
import { riderPath, signInPath, vendorDeskPath } from '../../../../../ui/paths.ts'
import { Drawing } from '../../../../../ui/product-picture.tsx'

interface Props {
  params: Promise<{ market: string }>
  searchParams: Promise<{ back?: string | string[]; new?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('signIn'), robots: { index: false } }
}

export default async function SignInPage({ params, searchParams }: Props) {
  const [t, market, asked] = await Promise.all([
    getTranslations('store.signIn'),
    params.then(({ market: id }) => findMarket(id)),
    searchParams,
  ])
  if (!market) notFound()
  const back = wayBack(market, typeof asked.back === 'string' ? asked.back : undefined)
  if (await findVisitor(market.id)) redirect(back)

  const doing = asked.new === undefined ? 'signIn' : 'register'
  const demo =
    process.env.PROVENDER_DEMO === '1' ? { email: `customer@${market.id}.test`, password: 'Provender1!' } : undefined
  const here = signInPath(market, back)
  const link = 'inline-flex min-h-11 items-center font-semibold text-accent-ink underline underline-offset-4'
  return (
    <div className="page-width grid gap-x-14 pt-6 lg:grid-cols-2 lg:pt-10">
      <div className="mx-auto w-full max-w-md py-4 lg:py-10">
        <h1 className="text-title">{t(doing === 'signIn' ? 'title' : 'titleRegister', { market: market.name })}</h1>
        <p className="mt-3 text-muted">{t(doing === 'signIn' ? 'text' : 'textRegister')}</p>
        <SignInForm key={doing} market={market.id} doing={doing} back={back} demo={demo} />
        <p className="mt-5 flex flex-wrap items-center gap-x-2 text-muted">
          {t(doing === 'signIn' ? 'newHere' : 'knownHere')}
          <Link href={doing === 'signIn' ? `${here}&new` : here} className={link}>
            {t(doing === 'signIn' ? 'register' : 'instead')}
          </Link>
        </p>
        <p className="mt-2 flex flex-wrap gap-x-5 border-t border-line pt-3 text-sm">
          <Link href={vendorDeskPath(market)} prefetch={false} className={link}>
            {t('sell')}
          </Link>
          {market.fulfilment.includes('delivery') && (
            <Link href={riderPath(market)} prefetch={false} className={link}>
              {t('ride')}
            </Link>
          )}
        </p>
      </div>
      <div
        aria-hidden
        className={clsx(
          'relative hidden min-h-128 place-items-center overflow-hidden rounded-card lg:grid',
          market.theme.mood === 'bold' ? 'bg-accent' : 'bg-accent-soft',
        )}
      >
        <span className={clsx('absolute inset-0', patternOf(market.theme))} />
        <span className="relative grid size-64 place-items-center rounded-full bg-card shadow-float">
          <Drawing picture={market.theme.emoji} className="size-[58%]" />
        </span>
      </div>
    </div>
  )
}
