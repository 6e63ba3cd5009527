// One vendor's cart on the basket page: its lines with their problems, what it costs, and the way to checking out.
'use client'
import { ArrowRight, MessageSquarePlus, Scale, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Cart, CartLine, MarketSettings } from '../api/schema.ts'
import { ButtonLink, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { amountText } from '../ui/amount.ts'
import { formatMoney } from '../ui/money-format.ts'
import { LineChoices } from '../ui/line-choices.tsx'
import { Money } from '../ui/money.tsx'
import { checkoutPath, productPath, vendorPath } from '../ui/paths.ts'
import { ProductPicture } from '../ui/product-picture.tsx'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { Receipt } from '../ui/receipt.tsx'
import { useToast } from '../ui/toast.tsx'
import { useBasket } from './basket.tsx'
import { textOf } from './form-text.ts'
import { Notice } from './notice.tsx'
import { OpennessText } from './openness.tsx'
import { near, type ChosenPlace } from './place.ts'

export function CartView({
  market,
  cart: first,
  place,
}: {
  market: MarketSettings
  cart: Cart
  place: ChosenPlace | undefined
}) {
  const t = useTranslations('store.basket')
  const language = useLocale()
  const announce = useToast()
  const basket = useBasket()
  const [cart, setCart] = useState(first)
  const [busy, setBusy] = useState<string>()

  const put = async (line: CartLine, change: { quantity: number; note?: string | undefined }) => {
    setBusy(lineKey(line))
    const note = change.note ?? line.note
    const body = {
      productId: line.productId,
      choices: line.choiceIds,
      quantity: change.quantity,
      ...(note && { note }),
    }
    const params = { query: near(place) }
    try {
      const next = await read(browserApi(market.id).PUT('/api/v1/cart/lines', { params, body }))
      setCart(next)
      basket.learn(next)
    } catch (error) {
      announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('notChanged') })
    }
    setBusy(undefined)
  }

  const { vendor, lines, quote, problem } = cart
  if (lines.length === 0) return null
  const short = quote ? vendor.minimumBasketMinor - quote.goodsMinor : 0
  const blocked =
    lines.some((line) => line.problem !== null) || (problem !== null && problem.code !== 'pricing.out_of_reach')
  return (
    <Card className="p-0!" aria-busy={busy !== undefined}>
      <div className="flex flex-wrap items-center gap-4 border-b border-line p-5 sm:px-7">
        <ProductPicture picture={vendor.picture} alt="" className="size-14 shrink-0" />
        <div className="min-w-0 flex-1">
          <h2 className="text-xl [overflow-wrap:anywhere]">
            <Link href={vendorPath(market, vendor.slug)} className="underline-offset-4 hover:underline">
              {vendor.name}
            </Link>
          </h2>
          <p className="text-sm text-muted">
            <OpennessText market={market} vendor={vendor} />
          </p>
        </div>
      </div>
      <div className="grid gap-x-10 p-5 sm:px-7 lg:grid-cols-[1fr_20rem]">
        <ul className="divide-y divide-line">
          {lines.map((line) => (
            <Line
              key={lineKey(line)}
              market={market}
              line={line}
              busy={busy === lineKey(line)}
              put={(change) => void put(line, change)}
            />
          ))}
        </ul>
        <div className="mt-4 space-y-4 border-t border-line pt-5 lg:mt-0 lg:border-0 lg:pt-2">
          {quote && <Receipt parts={quote.parts} totalMinor={quote.totalMinor} currency={quote.currency} />}
          {quote && cart.fulfilment === 'delivery' && quote.distanceM === null && (
            <p className="text-sm text-muted">{t('deliveryLater')}</p>
          )}
          {problem && (
            <Notice tone="warn">
              {problem.code === 'pricing.below_minimum' && short > 0
                ? t('belowMinimum', { amount: formatMoney({ minor: short, currency: market.currency }, language) })
                : problem.code === 'pricing.vendor_closed'
                  ? t('closed')
                  : problem.title}
            </Notice>
          )}
          {blocked ? (
            <ButtonLink wide size="large" look="secondary" href={vendorPath(market, vendor.slug)}>
              {t('backToMenu')}
            </ButtonLink>
          ) : (
            <ButtonLink wide size="large" href={checkoutPath(market, vendor.id)}>
              {t('checkout')} <ArrowRight aria-hidden className="size-5" />
            </ButtonLink>
          )}
        </div>
      </div>
    </Card>
  )
}

/** The same thing chosen in two ways is two lines. */
function lineKey({ productId, choiceIds }: CartLine): string {
  return [productId, ...choiceIds].join()
}

function Line({
  market,
  line,
  busy,
  put,
}: {
  market: MarketSettings
  line: CartLine
  busy: boolean
  put: (change: { quantity: number; note?: string }) => void
}) {
  const t = useTranslations('store.basket')
  const prices = useTranslations('prices')
  const language = useLocale()
  const more = useTranslations('products')
  const most = line.measure?.most ?? 99
  const [noting, setNoting] = useState(false)
  const unfit = line.problem === 'choice_gone' || line.problem === 'choose'
  const gone = line.problem === 'gone' || line.problem === 'sold_out' || line.problem === 'not_now' || unfit
  return (
    <li className="py-4 first:pt-1">
      <div className="flex gap-4">
        <ProductPicture
          picture={line.picture ?? 'fluent-emoji-flat:fork-and-knife-with-plate'}
          alt=""
          className="size-18 shrink-0 sm:size-20"
        />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h3 className="text-lg leading-snug [overflow-wrap:anywhere]">
              {line.problem === 'gone' ? (
                line.name
              ) : (
                <Link href={productPath(market, line.productId)}>{line.name}</Link>
              )}
            </h3>
            {line.totalMinor !== null && !gone && (
              <Money minor={line.totalMinor} currency={market.currency} className="font-display text-lg font-bold" />
            )}
          </div>
          <LineChoices choices={line.choices} currency={market.currency} />
          {line.reasons.map((reason) => (
            <p key={`${reason.code} ${reason.name}`} className="mt-0.5 text-sm text-good">
              {prices(reason.bounded ? 'reason.bounded' : 'reason.from', {
                name: reason.name,
                from: formatMoney({ minor: reason.fromMinor, currency: market.currency }, language),
                to: formatMoney({ minor: reason.toMinor, currency: market.currency }, language),
              })}
            </p>
          ))}
          {line.mostMinor !== undefined && line.mostMinor !== line.totalMinor && (
            <p className="mt-0.5 flex items-start gap-1.5 text-sm text-muted">
              <Scale aria-hidden className="mt-0.5 size-4 shrink-0" />
              {more('packed.later', {
                price: formatMoney({ minor: line.mostMinor, currency: market.currency }, language),
              })}
            </p>
          )}
          {line.note && !noting && <p className="mt-0.5 text-sm text-muted">“{line.note}”</p>}
          {line.problem && (
            <output className="mt-1 block text-sm font-semibold text-bad">
              {line.problem === 'too_few' ? t('tooFew', { count: line.available ?? 0 }) : t(line.problem)}
            </output>
          )}
          <div className="mt-2.5 flex flex-wrap items-center gap-2">
            {gone ? (
              <>
                {unfit && (
                  <ButtonLink look="secondary" href={productPath(market, line.productId)}>
                    {t('chooseAgain')}
                  </ButtonLink>
                )}
                <IconButton look="danger" label={t('remove', { name: line.name })} onClick={() => put({ quantity: 0 })}>
                  <Trash2 aria-hidden />
                </IconButton>
              </>
            ) : (
              <>
                <QuantityStepper
                  name={line.name}
                  count={line.quantity}
                  busy={busy}
                  max={Math.max(line.quantity, Math.min(most, line.available ?? most))}
                  {...(line.measure && {
                    step: line.measure.step,
                    min: line.measure.least,
                    text: amountText(line.quantity, line.measure, language),
                  })}
                  onChange={(quantity) => put({ quantity })}
                />
                <button
                  type="button"
                  aria-expanded={noting}
                  onClick={() => setNoting(!noting)}
                  className="inline-flex min-h-11 items-center gap-2 rounded-control px-3 text-sm font-semibold hover:bg-ink/8"
                >
                  <MessageSquarePlus aria-hidden className="size-4" /> {t(line.note ? 'changeNote' : 'addNote')}
                </button>
              </>
            )}
          </div>
          {noting && (
            <form
              className="mt-3 flex flex-wrap items-end gap-2"
              onSubmit={(event) => {
                event.preventDefault()
                put({ quantity: line.quantity, note: textOf(new FormData(event.currentTarget), 'note') })
                setNoting(false)
              }}
            >
              <Input
                bare
                name="note"
                label={t('noteFor', { name: line.name })}
                placeholder={t('notePlaceholder')}
                defaultValue={line.note ?? ''}
                maxLength={300}
                className="min-w-48 flex-1"
              />
              <button type="submit" className="min-h-12 rounded-control bg-accent px-5 font-semibold text-on-accent">
                {t('keepNote')}
              </button>
            </form>
          )}
        </div>
      </div>
    </li>
  )
}
