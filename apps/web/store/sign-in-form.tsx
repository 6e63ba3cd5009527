// Signing in, or opening an account, and then going on where one came from.
'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import { redial } from '../api/socket.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { textOf } from './form-text.ts'
import { Notice } from './notice.tsx'

export function SignInForm({
  market,
  doing,
  back,
  demo,
}: {
  market: string
  doing: 'signIn' | 'register'
  back: string
  /** A sign-in of the demo, when that is on. */
  demo: { email: string; password: string } | undefined
}) {
  const t = useTranslations('store.signIn')
  const form = useTranslations('form')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const [filled, setFilled] = useState({ email: '', password: '' })
  const facts = problemFacts(refusal)
  const said = (field: string) => facts?.errors?.find((each) => each.field === field)?.problem

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const text = (name: string) => textOf(typed, name)
    const credentials = { email: filled.email.trim(), password: filled.password }
    const api = browserApi(market)
    setBusy(true)
    setRefusal(undefined)
    try {
      if (doing === 'register') {
        const phone = text('phone')
        const body = { ...credentials, name: text('name'), ...(phone && { phone }) }
        await read(api.POST('/api/v1/auth/register', { body }))
      } else await read(api.POST('/api/v1/auth/login', { body: credentials }))
      redial(market)
      // A whole page: everything on it is about somebody else now.
      window.location.assign(back)
    } catch (error) {
      setRefusal(error)
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-7 space-y-4">
      {doing === 'register' && (
        <>
          <Input label={t('name')} name="name" autoComplete="name" required error={said('name')} />
          <Input
            label={t('phone')}
            name="phone"
            type="tel"
            autoComplete="tel"
            hint={t('phoneHint')}
            error={said('phone')}
          />
        </>
      )}
      <Input
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        value={filled.email}
        onChange={(event) => setFilled({ ...filled, email: event.target.value })}
        error={said('email')}
      />
      <Input
        label={t('password')}
        type={shown ? 'text' : 'password'}
        autoComplete={doing === 'signIn' ? 'current-password' : 'new-password'}
        required
        value={filled.password}
        onChange={(event) => setFilled({ ...filled, password: event.target.value })}
        error={said('password')}
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
      {refusal !== undefined && !facts?.errors && <Notice>{facts?.title ?? t('failed')}</Notice>}
      <Button type="submit" size="large" wide busy={busy}>
        {t(doing === 'signIn' ? 'go' : 'goRegister')}
      </Button>
      {demo && doing === 'signIn' && (
        <button
          type="button"
          onClick={() => setFilled(demo)}
          className="w-full rounded-control border-[1.5px] border-dashed border-edge px-4 py-3 text-left text-sm hover:border-ink"
        >
          <span className="block text-muted">{t('demo')}</span>
          <span className="mt-0.5 block font-mono text-[0.8125rem] break-all">
            {demo.email} · {demo.password}
          </span>
        </button>
      )}
    </form>
  )
}
