// The payment provider's own form, framed in our page.
'use client'
import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo, useState, type FormEvent } from 'react'
import type { MarketSettings, Payment } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { Notice } from './notice.tsx'

interface Props {
  market: MarketSettings
  payment: Payment
  checkout: { kind: 'stripe' | 'razorpay' | 'none'; publicKey: string; token: string }
  /** Where the payer goes afterwards. */
  back: string
}

export function ProviderForm(props: Props) {
  const t = useTranslations('payments.form')
  const { checkout, payment, back } = props
  if (checkout.kind === 'stripe') return <StripeForm {...props} />
  if (checkout.kind === 'razorpay') return <RazorpayForm {...props} />

  return (
    <>
      <p>{t('elsewhere')}</p>
      <Link href={payment.actionUrl ?? back} className="mt-4 inline-flex min-h-11 items-center font-semibold underline">
        {t('goThere')}
      </Link>
    </>
  )
}

function StripeForm(props: Props) {
  const { market, checkout } = props
  const language = useLocale()
  const stripe = useMemo(() => loadStripe(checkout.publicKey), [checkout.publicKey])
  const options = {
    clientSecret: checkout.token,
    locale: language as 'en' | 'fr',
    appearance: { variables: { colorPrimary: market.theme.accent, borderRadius: '12px' } },
  }
  return (
    <Elements stripe={stripe} options={options}>
      <StripeFields {...props} />
    </Elements>
  )
}

function StripeFields({ payment, back }: Props) {
  const t = useTranslations('payments.form')
  const stripe = useStripe()
  const elements = useElements()
  const [ready, setReady] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const pay = async (event: FormEvent) => {
    event.preventDefault()
    if (!stripe || !elements) return
    setBusy(true)
    setRefusal(undefined)
    // When it goes through, or the bank wants to ask, the browser leaves this page.
    const returnUrl = new URL(back, window.location.href).href
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: returnUrl } })
    setRefusal(error.message ?? t('refused'))
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void pay(event)}>
      <PaymentElement onReady={() => setReady(true)} onLoadError={() => setRefusal(t('notLoaded'))} />
      {refusal && <Notice className="mt-4">{refusal}</Notice>}
      <PayButton payment={payment} busy={busy} disabled={!ready} />
    </form>
  )
}

interface RazorpayWindow {
  readonly Razorpay?: new (options: object) => { open(): void }
}

const razorpayScript = 'https://checkout.razorpay.com/v1/checkout.js'

function RazorpayForm({ market, payment, checkout, back }: Props) {
  const t = useTranslations('payments.form')
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const open = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await loadScript(razorpayScript)
      const { Razorpay } = window as RazorpayWindow
      if (!Razorpay) throw new Error('the script brought no form')
      new Razorpay({
        key: checkout.publicKey,
        order_id: checkout.token,
        amount: payment.amountMinor,
        currency: payment.currency,
        name: market.name,
        theme: { color: market.theme.accent },
        // What it says here is not believed: the page we go to asks Razorpay itself.
        handler: () => router.push(back),
        modal: { ondismiss: () => setBusy(false) },
      }).open()
    } catch {
      setRefusal(t('notLoaded'))
      setBusy(false)
    }
  }
  return (
    <>
      <p className="text-muted">{t('window')}</p>
      {refusal && <Notice className="mt-4">{refusal}</Notice>}
      <PayButton payment={payment} busy={busy} onClick={() => void open()} />
    </>
  )
}

function PayButton({
  payment,
  busy,
  disabled = false,
  onClick,
}: {
  payment: Payment
  busy: boolean
  disabled?: boolean
  onClick?: () => void
}) {
  const t = useTranslations('payments.form')
  const language = useLocale()
  const amount = formatMoney({ minor: payment.amountMinor, currency: payment.currency }, language)
  return (
    <Button
      type={onClick ? 'button' : 'submit'}
      size="large"
      wide
      className="mt-5"
      busy={busy}
      disabled={disabled}
      {...(onClick && { onClick })}
    >
      {t('pay')} {amount}
    </Button>
  )
}

function loadScript(src: string): Promise<void> {
  if (document.querySelector(`script[src="${src}"]`)) return Promise.resolve()

  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = src
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error(`${src} did not load`))
    })
    document.head.append(script)
  })
}
