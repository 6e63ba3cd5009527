// The form that turns a cart into an order. The button names the total that one agrees to; a price that has moved in
// the meantime is shown and asked about again, and every other "no" says what can be done.
'use client'
import { Bike, MapPin, Store } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Cart, Fulfilment, MarketSettings, PaymentMethod, Quote, Vendor } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Input, RadioCards } from '../ui/field.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { LineAmount } from '../ui/line-amount.tsx'
import { LineChoices } from '../ui/line-choices.tsx'
import { Money } from '../ui/money.tsx'
import { Receipt } from '../ui/receipt.tsx'
import { basketPath, orderPath, vendorPath, walletPath } from '../ui/paths.ts'
import { TownMap } from '../ui/town-map.tsx'
import { useTown } from '../ui/use-town.ts'
import { useBasket } from './basket.tsx'
import { CouponCard } from './coupon-card.tsx'
import { deviceId } from './device.ts'
import { Notice } from './notice.tsx'
import { goAndPay } from './paying.ts'
import { usePaymentChoice } from './payment-words.tsx'
import { providerPhone } from './phone.ts'
import { near, type ChosenPlace } from './place.ts'
import { useOpenness } from './openness.tsx'
import { WalletPart } from './wallet-part.tsx'
import { TipCard } from './tip-card.tsx'
import { usePosition } from './use-position.ts'

interface Props {
  market: MarketSettings
  vendor: Vendor
  cart: Cart
  place: ChosenPlace | undefined
  phone: string
  balanceMinor: number | undefined
}

export function Checkout({ market, vendor, cart: first, place, phone: known, balanceMinor }: Props) {
  const t = useTranslations('store.checkout')
  const language = useLocale()
  const router = useRouter()
  const basket = useBasket()
  const say = useOpenness(market)
  const [fulfilment, setFulfilment] = useState<Fulfilment>(first.fulfilment)
  const [pin, setPin] = useState(place)
  const [line, setLine] = useState(place?.name ?? '')
  const [note, setNote] = useState('')
  const [phone, setPhone] = useState(known)
  const [method, setMethod] = useState<PaymentMethod>(market.paymentMethods[0] ?? 'card')
  const { cart, loading, price } = usePricedCart(market.id, first)
  const [tipMinor, setTip] = useState(0)
  const [walletFirst, setWalletFirst] = useState(false)
  const [coupon, setCoupon] = useState('')
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState<'line' | 'pin' | 'phone'>()
  const [refusal, setRefusal] = useState<unknown>()
  const [moved, setMoved] = useState<Quote>()
  const attempt = useRef<{ body: string; key: string }>(undefined)
  const delivers = fulfilment === 'delivery'
  const quote = cart.quote
  const total = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const splits =
    (method === 'card' || method === 'mobile_money') &&
    market.paymentMethods.includes('wallet') &&
    (balanceMinor ?? 0) > 0 &&
    (balanceMinor ?? 0) < (quote?.totalMinor ?? 0)
  const partMinor = splits && walletFirst ? (balanceMinor ?? 0) : 0

  const order = async (agreed: Quote) => {
    const api = browserApi(market.id)
    const device = deviceId()
    const counting = coupon !== '' && agreed.refusedCoupons.length === 0
    const address = pin && { line: line.trim(), place: { lat: pin.lat, lng: pin.lng } }
    const body = {
      vendorId: vendor.id,
      lines: cart.lines.map((each) => ({
        productId: each.productId,
        quantity: each.quantity,
        ...(each.choiceIds.length > 0 && { choices: each.choiceIds }),
        ...(each.note && { note: each.note }),
      })),
      fulfilment,
      paymentMethod: method,
      ...(partMinor > 0 && { fromWalletMinor: partMinor }),
      agreedTotalMinor: agreed.totalMinor,
      ...(delivers && tipMinor > 0 && { tipMinor }),
      ...(counting && { coupons: [coupon] }),
      ...(device && { device }),
      contactPhone: phone.trim(),
      ...(delivers && address && { address: { ...address, ...(note.trim() && { note: note.trim() }) } }),
    }
    // Pressing again after a lost answer is still the same order; another agreement is another one.
    const written = JSON.stringify(body)
    if (attempt.current?.body !== written) attempt.current = { body: written, key: newIdempotencyKey() }
    setBusy(true)
    setRefusal(undefined)
    try {
      const placed = await read(api.POST('/api/v1/orders', { params: { header: once(attempt.current.key) }, body }))
      if (placed.state === 'awaiting_payment') {
        const number = providerPhone(phone)
        const asked = { orderId: placed.id, ...(method === 'mobile_money' && number && { phone: number }) }
        const payment = await read(api.POST('/api/v1/payments/intent', { body: asked })).catch(() => undefined)
        if (payment && goAndPay(market.id, payment)) return
      }
      // An order that waits for its payment leaves the cart as it is, should the payment not come about.
      else
        basket.learn({ vendor: cart.vendor, quantity: 0, lines: cart.lines.map((each) => ({ ...each, quantity: 0 })) })
      router.push(orderPath(market, placed.id))
    } catch (error) {
      setBusy(false)
      const facts = problemFacts(error)
      if (facts?.code !== 'web.unreachable') attempt.current = undefined
      const newQuote = facts?.more?.quote as Quote | undefined
      // Whatever it was, the page shows how things stand now: new prices, what is sold out, what is closed.
      void price(fulfilment, pin, { tipMinor, coupon })
      if ((facts?.code === 'ordering.price_moved' || facts?.code === 'promotions.coupon_refused') && newQuote)
        return setMoved(newQuote)
      setRefusal(error)
    }
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (delivers && !pin) return setMissing('pin')
    if (delivers && !line.trim()) return setMissing('line')
    if (!/^\+?[0-9][0-9 ().-]{4,23}$/.test(phone.trim())) return setMissing('phone')
    setMissing(undefined)
    if (quote) void order(quote)
  }

  const short = balanceMinor !== undefined && quote && balanceMinor < quote.totalMinor
  const choiceOf = usePaymentChoice()
  const choices = market.paymentMethods.map((each) => ({
    ...choiceOf(each),
    ...(each === 'cash' && !delivers && { text: t('cashAtCounter') }),
    ...(each === 'wallet' &&
      balanceMinor !== undefined && { aside: <Money minor={balanceMinor} currency={market.currency} /> }),
  }))
  const blocked = cart.problem !== null || !quote || cart.lines.some(({ problem }) => problem !== null)
  return (
    <form onSubmit={submit} className="page-width pt-8 sm:pt-12" noValidate>
      <h1 className="text-title">{t('title')}</h1>
      <p className="mt-2 text-lg text-muted">
        {t.rich('from', { vendor: vendor.name, link: linkTo(vendorPath(market, vendor.slug)) })}
      </p>
      <div className="mt-7 grid items-start gap-6 lg:grid-cols-[1fr_24rem] lg:gap-8">
        <div className="space-y-6">
          {market.fulfilment.length > 1 && (
            <Card>
              <RadioCards
                label={t('how')}
                name="fulfilment"
                columns={2}
                value={fulfilment}
                onChange={(value) => {
                  setFulfilment(value as Fulfilment)
                  void price(value as Fulfilment, pin, { tipMinor, coupon })
                }}
                choices={market.fulfilment.map((each) => ({
                  value: each,
                  title: t(each),
                  icon: each === 'delivery' ? <Bike /> : <Store />,
                }))}
              />
            </Card>
          )}
          {delivers ? (
            <AddressCard
              market={market}
              vendor={vendor}
              pin={pin}
              line={line}
              note={note}
              missing={missing}
              onPin={(place) => {
                setPin(place)
                void price(fulfilment, place, { tipMinor, coupon })
              }}
              onLine={setLine}
              onNote={setNote}
            />
          ) : (
            <PickupCard market={market} vendor={vendor} />
          )}
          <Card>
            <h2 className="mb-4 text-xl">{t('reach')}</h2>
            <Input
              label={t('phone')}
              type="tel"
              autoComplete="tel"
              required
              value={phone}
              onChange={(event) => setPhone(event.target.value)}
              hint={t(delivers ? 'phoneDelivery' : 'phonePickup')}
              error={missing === 'phone' ? t('missing.phone') : undefined}
            />
          </Card>
          <Card>
            <RadioCards
              label={t('pay')}
              name="method"
              value={method}
              onChange={(value) => setMethod(value as PaymentMethod)}
              choices={choices}
            />
            {splits && balanceMinor !== undefined && quote && (
              <WalletPart
                method={method}
                partMinor={balanceMinor}
                totalMinor={quote.totalMinor}
                currency={market.currency}
                chosen={walletFirst}
                onChoose={setWalletFirst}
              />
            )}
            {method === 'wallet' && short && (
              <Notice
                tone="warn"
                className="mt-4"
                action={
                  <Link
                    href={walletPath(market)}
                    className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                  >
                    {t('topUp')}
                  </Link>
                }
              >
                {t('short', { amount: total((quote?.totalMinor ?? 0) - balanceMinor) })}
              </Notice>
            )}
          </Card>
          <CouponCard
            coupon={coupon}
            quote={quote}
            onCoupon={(code) => {
              setCoupon(code)
              void price(fulfilment, pin, { tipMinor, coupon: code })
            }}
          />
          {delivers && market.tips && (
            <TipCard
              currency={market.currency}
              tips={market.tips}
              onTip={(minor) => {
                setTip(minor)
                void price(fulfilment, pin, { tipMinor: minor, coupon })
              }}
            />
          )}
        </div>
        <aside aria-label={t('summary')} className="lg:sticky lg:top-28">
          <Card tone="lifted" aria-busy={loading}>
            <h2 className="mb-4 text-xl">{t('summary')}</h2>
            <ul className="mb-4 space-y-2.5">
              {cart.lines.map((each) => (
                <li key={[each.productId, ...each.choiceIds].join()} className="flex gap-3">
                  <LineAmount line={each} className="tabular min-w-7 font-semibold text-muted" />
                  <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                    {each.name}
                    <LineChoices choices={each.choices} currency={market.currency} />
                    {each.problem && (
                      <span className="block text-sm font-semibold text-bad">
                        {each.problem === 'too_few' ? t('tooFew', { count: each.available ?? 0 }) : t(each.problem)}
                      </span>
                    )}
                    {each.note && <span className="block text-sm text-muted">“{each.note}”</span>}
                  </span>
                  {each.totalMinor !== null && <Money minor={each.totalMinor} currency={market.currency} />}
                </li>
              ))}
            </ul>
            {quote && (
              <Receipt
                className="border-t border-line pt-4"
                parts={quote.parts}
                totalMinor={quote.totalMinor}
                currency={quote.currency}
              />
            )}
            <div className="mt-5 space-y-4" aria-live="polite">
              {delivers && !pin && missing !== 'pin' && (
                <Notice tone="calm" live={false}>
                  {t('pinFirst')}
                </Notice>
              )}
              {cart.problem && (
                <Notice tone="warn">
                  {cart.problem.code === 'pricing.vendor_closed'
                    ? `${say(cart.vendor)}. ${t('closed')}`
                    : cart.problem.title}
                </Notice>
              )}
              {missing && <Notice>{t(`missing.${missing}`)}</Notice>}
              {refusal !== undefined && <Refusal market={market} error={refusal} />}
            </div>
            <Button type="submit" size="large" wide className="mt-5 px-4!" busy={busy} disabled={blocked || loading}>
              {quote && !(delivers && !pin) ? t('order', { total: total(quote.totalMinor) }) : t('orderNothing')}
            </Button>
            <p className="mt-3 text-center text-sm text-muted">
              {t('cancelWindow', { minutes: Math.max(1, Math.round(market.cancellationWindowSeconds / 60)) })}
            </p>
          </Card>
        </aside>
      </div>
      <PriceMoved
        before={quote}
        now={moved}
        close={() => setMoved(undefined)}
        agree={(agreed) => {
          setMoved(undefined)
          void order(agreed)
        }}
      />
    </form>
  )
}

/** Dresses words out of a sentence as a link. */
function linkTo(href: string) {
  return (words: ReactNode) => (
    <Link href={href} className="font-semibold text-ink underline underline-offset-4">
      {words}
    </Link>
  )
}

/** What an order may bring besides its basket. */
interface Extras {
  tipMinor: number
  coupon: string
}

/** The cart as it would be priced for a way and a place; the last question is the one whose answer counts. */
function usePricedCart(market: string, first: Cart) {
  const [cart, setCart] = useState(first)
  const [loading, setLoading] = useState(false)
  const asked = useRef(0)
  const price = async (fulfilment: Fulfilment, pin: ChosenPlace | undefined, { tipMinor, coupon }: Extras) => {
    const turn = ++asked.current
    const tip = fulfilment === 'delivery' && tipMinor > 0 && { tipMinor }
    const query = { vendorId: first.vendor.id, fulfilment, ...near(pin), ...tip, ...(coupon && { coupon }) }
    setLoading(true)
    const priced = await read(browserApi(market).GET('/api/v1/cart', { params: { query } })).catch(() => undefined)
    if (turn !== asked.current) return
    if (priced) setCart(priced)
    setLoading(false)
  }
  return { cart, loading, price }
}

function AddressCard({
  market,
  vendor,
  pin,
  line,
  note,
  missing,
  onPin,
  onLine,
  onNote,
}: {
  market: MarketSettings
  vendor: Vendor
  pin: ChosenPlace | undefined
  line: string
  note: string
  missing: string | undefined
  onPin: (place: ChosenPlace) => void
  onLine: (line: string) => void
  onNote: (note: string) => void
}) {
  const t = useTranslations('store.checkout')
  const place = useTranslations('store.place')
  const town = useTown(market.id)
  const position = usePosition((found) => onPin({ ...found, name: '' }))
  return (
    <Card>
      <h2 className="mb-4 text-xl">{t('where')}</h2>
      <Input
        label={t('address')}
        required
        autoComplete="street-address"
        value={line}
        maxLength={300}
        list="known-addresses"
        onChange={(event) => {
          const typed = event.target.value
          onLine(typed)
          const known = town.places.find(({ name }) => name === typed)
          if (known) onPin({ ...known.place, name: typed })
        }}
        placeholder={t('addressPlaceholder')}
        error={missing === 'line' ? t('missing.line') : undefined}
      />
      <datalist id="known-addresses">
        {town.places.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <div className="mt-5 mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm font-semibold">{t('pin')}</p>
        <Button look="quiet" busy={position.busy} onClick={position.ask}>
          <MapPin aria-hidden className="size-4" /> {place('useMine')}
        </Button>
      </div>
      {position.refused && (
        <p role="alert" className="mb-2 text-sm font-medium text-bad">
          {place('noPosition')}
        </p>
      )}
      <TownMap
        place={market.city}
        town={town.layers}
        centre={pin ?? market.centre}
        zoom={13}
        fit
        className="h-72 rounded-control"
        markers={[
          { id: 'vendor', kind: 'vendor', place: vendor.place, name: vendor.name },
          ...(pin ? [{ id: 'pin', kind: 'customer' as const, place: pin, name: line || place('pinned') }] : []),
        ]}
        onPick={(picked) => onPin({ ...picked, name: '' })}
      />
      {missing === 'pin' ? (
        <p role="alert" className="mt-1.5 text-sm font-medium text-bad">
          {t('missing.pin')}
        </p>
      ) : (
        <p className="mt-1.5 text-sm text-muted">{place('tapMap')}</p>
      )}
      <Input
        className="mt-5"
        label={t('note')}
        value={note}
        maxLength={300}
        onChange={(event) => onNote(event.target.value)}
        placeholder={t('notePlaceholder')}
      />
    </Card>
  )
}

function PickupCard({ market, vendor }: { market: MarketSettings; vendor: Vendor }) {
  const t = useTranslations('store.checkout')
  const town = useTown(market.id)
  return (
    <Card snug>
      <div className="p-5 sm:p-6">
        <h2 className="text-xl">{t('collectAt')}</h2>
        <p className="mt-2 font-semibold">{vendor.name}</p>
        <p className="text-muted">{vendor.addressLine}</p>
        <p className="mt-2 text-muted">{t('readyIn', { minutes: vendor.preparationMinutes })}</p>
      </div>
      <TownMap
        place={market.city}
        town={town.layers}
        centre={vendor.place}
        zoom={14}
        className="h-56"
        markers={[{ id: 'vendor', kind: 'vendor', place: vendor.place, name: vendor.name }]}
      />
    </Card>
  )
}

/** Why the order was refused, in the words of the API, with the way on where there is one. */
function Refusal({ market, error }: { market: MarketSettings; error: unknown }) {
  const t = useTranslations('store.checkout')
  const facts = problemFacts(error)
  const link = 'inline-flex min-h-11 items-center font-semibold underline underline-offset-4'
  const toBasket = ['inventory.sold_out', 'pricing.product_gone', 'pricing.below_minimum', 'pricing.vendor_closed']
  return (
    <Notice
      action={
        facts?.code === 'ledger.insufficient_funds' ? (
          <Link href={walletPath(market)} className={link}>
            {t('topUp')}
          </Link>
        ) : toBasket.includes(facts?.code ?? '') ? (
          <Link href={basketPath(market)} className={link}>
            {t('toBasket')}
          </Link>
        ) : undefined
      }
    >
      {facts?.code === 'web.unreachable'
        ? t('unreachable')
        : (facts?.errors?.[0]?.problem ?? facts?.title ?? t('failed'))}
    </Notice>
  )
}

function PriceMoved({
  before,
  now,
  agree,
  close,
}: {
  before: Quote | null
  now: Quote | undefined
  agree: (quote: Quote) => void
  close: () => void
}) {
  const t = useTranslations('store.checkout')
  const language = useLocale()
  if (!now) return null
  const money = (minor: number) => formatMoney({ minor, currency: now.currency }, language)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('movedTitle')}
      text={before ? t('movedText', { before: money(before.totalMinor), now: money(now.totalMinor) }) : undefined}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {t('movedBack')}
          </Button>
          <Button onClick={() => agree(now)}>{t('order', { total: money(now.totalMinor) })}</Button>
        </>
      }
    >
      <Receipt parts={now.parts} totalMinor={now.totalMinor} currency={now.currency} />
    </Dialog>
  )
}
