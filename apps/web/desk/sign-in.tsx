// Signing in to one of the apps behind the counter, and for vendors and riders becoming one of them.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ArrowLeft, Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState, type FormEvent } from 'react'
import { read } from '../api/client.ts'
import { redial } from '../api/socket.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { patternOf } from '../ui/market-style.tsx'
import { homePath } from '../ui/paths.ts'
import { Drawing } from '../ui/product-picture.tsx'
import { useDesk } from './desk-context.tsx'
import { isOwnMachine } from './own-machine.ts'
import { fieldRefusal, refusalOf } from './tap.ts'

type Doing = 'signIn' | 'register'

const pictures = { vendor: 'cooking', rider: 'motor-scooter', admin: 'clipboard', customer: 'shopping-bags' }

export function SignIn() {
  const { market, app } = useDesk()
  const t = useTranslations('desk.signIn')
  const [doing, setDoing] = useState<Doing>('signIn')
  const mayRegister = app === 'vendor' || app === 'rider'
  return (
    <main className="grid min-h-dvh lg:grid-cols-[1fr_1.1fr]">
      <div className="order-2 flex flex-col px-5 py-6 sm:px-10 lg:order-1 lg:py-10">
        <Link
          href={homePath(market)}
          className="inline-flex min-h-11 items-center gap-2 self-start rounded-control font-medium text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" /> {market.name}
        </Link>
        <div className="mx-auto my-auto w-full max-w-sm py-8">
          <h1 className="text-title">{t(doing === 'signIn' ? `title.${app}` : `register.${app}`)}</h1>
          <p className="mt-2 text-muted">{t(doing === 'signIn' ? `text.${app}` : 'registerText')}</p>
          <CredentialsForm key={doing} doing={doing} />
          {mayRegister && (
            <p className="mt-6 text-center text-muted">
              {t(doing === 'signIn' ? 'newHere' : 'knownHere')}{' '}
              <button
                type="button"
                onClick={() => setDoing(doing === 'signIn' ? 'register' : 'signIn')}
                className="min-h-11 rounded-control font-semibold text-accent-ink underline underline-offset-4"
              >
                {t(doing === 'signIn' ? `apply.${app}` : 'instead')}
              </button>
            </p>
          )}
        </div>
      </div>
      <div
        aria-hidden
        className={clsx(
          'relative order-1 grid min-h-40 place-items-center overflow-hidden lg:order-2 lg:min-h-0',
          market.theme.mood === 'bold' ? 'bg-accent' : 'bg-accent-soft',
        )}
      >
        <div className={clsx('absolute inset-0', patternOf(market.theme))} />
        <span className="relative grid size-28 place-items-center rounded-full bg-card shadow-float lg:size-72">
          <Drawing picture={`fluent-emoji-flat:${pictures[app]}`} className="size-[58%]" />
        </span>
      </div>
    </main>
  )
}

function CredentialsForm({ doing }: { doing: Doing }) {
  const { market, app, api } = useDesk()
  const t = useTranslations('desk.signIn')
  const form = useTranslations('form')
  const queries = useQueryClient()
  const [typed, setTyped] = useState({ name: '', phone: '', email: '', password: '' })
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const type = (field: keyof typeof typed) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setTyped((before) => ({ ...before, [field]: value }))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { name, phone, email, password } = typed
    setBusy(true)
    setRefusal(undefined)
    try {
      const registering = doing === 'register' && (app === 'vendor' || app === 'rider')
      await (registering
        ? read(api.POST('/api/v1/auth/register', { body: { name, phone, email, password, role: app } }))
        : read(api.POST('/api/v1/auth/login', { body: { email, password } })))
      redial(market.id, app)
      await queries.resetQueries()
    } catch (error) {
      setRefusal(error)
      setBusy(false)
    }
  }

  const fields = ['name', 'phone', 'email', 'password'] as const
  const general = fields.some((field) => fieldRefusal(refusal, field)) ? undefined : refusalOf(refusal)
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-7 space-y-4">
      {doing === 'register' && (
        <>
          <Input
            label={t('name')}
            autoComplete="name"
            required
            value={typed.name}
            onChange={type('name')}
            error={fieldRefusal(refusal, 'name')}
          />
          <Input
            label={t('phone')}
            type="tel"
            autoComplete="tel"
            required
            value={typed.phone}
            onChange={type('phone')}
            error={fieldRefusal(refusal, 'phone')}
          />
        </>
      )}
      <Input
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        value={typed.email}
        onChange={type('email')}
        error={fieldRefusal(refusal, 'email')}
      />
      <Input
        label={t('password')}
        type={shown ? 'text' : 'password'}
        autoComplete={doing === 'signIn' ? 'current-password' : 'new-password'}
        required
        value={typed.password}
        onChange={type('password')}
        error={fieldRefusal(refusal, 'password')}
        {...(doing === 'register' && { hint: t('passwordHint') })}
        suffix={
          <button
            type="button"
            aria-label={form(shown ? 'hide' : 'show')}
            onClick={() => setShown(!shown)}
            className="-mr-2.5 grid size-11 place-items-center rounded-full hover:bg-ink/8 [&_svg]:size-5"
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </button>
        }
      />
      {refusal !== undefined && general && (
        <p role="alert" className="rounded-control bg-bad-soft px-4 py-3 font-medium text-bad">
          {general}
        </p>
      )}
      <Button type="submit" size="large" wide busy={busy}>
        {t(doing === 'signIn' ? 'go' : 'goRegister')}
      </Button>
      {doing === 'signIn' && (
        <DemoHint fill={(email, password) => setTyped((before) => ({ ...before, email, password }))} />
      )}
    </form>
  )
}

/** The accounts that `npm start` prints. Only where that runs: on one's own machine. */
function DemoHint({ fill }: { fill: (email: string, password: string) => void }) {
  const { market, app } = useDesk()
  const t = useTranslations('desk.signIn')
  if (!isOwnMachine()) return null
  const email = `${app}@${market.id}.test`
  return (
    <button
      type="button"
      onClick={() => fill(email, 'Provender1!')}
      className="w-full rounded-control border-[1.5px] border-dashed border-edge px-4 py-3 text-left text-sm hover:border-ink"
    >
      <span className="block text-muted">{t('demo')}</span>
      <span className="mt-0.5 block font-mono text-[0.8125rem] break-all">{email} · Provender1!</span>
    </button>
  )
}
