// Language and colours, behind one button. Plain forms: it works before, and without, any script.
import { clsx } from 'clsx'
import { Settings2 } from 'lucide-react'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { schemeCookie, schemes } from './scheme.ts'
import type { Language } from '../api/schema.ts'

/** `up` opens it upwards, for the foot of a sidebar. */
export async function LookMenu({
  languages,
  up = false,
  wide = false,
}: {
  languages: readonly Language[]
  up?: boolean
  wide?: boolean
}) {
  const [t, language, jar] = await Promise.all([getTranslations('look'), getLocale(), cookies()])
  const scheme = jar.get(schemeCookie)?.value ?? 'auto'
  return (
    <details className="group relative">
      <summary
        className={clsx(
          'flex min-h-11 list-none items-center gap-3 rounded-full hover:bg-ink/8 [&::-webkit-details-marker]:hidden',
          wide ? 'px-3' : 'w-11 justify-center',
        )}
      >
        <Settings2 aria-hidden className="size-5" />
        <span className={wide ? 'font-medium' : 'sr-only'}>
          {t('language')}, {t('scheme')}
        </span>
      </summary>
      <form
        action="/look"
        className={clsx(
          'absolute z-30 w-60 animate-pop rounded-card border border-line bg-card p-4 text-left shadow-float',
          up ? 'bottom-full left-0 mb-2' : 'top-full right-0 mt-2',
        )}
      >
        {languages.length > 1 && (
          <Choices
            title={t('language')}
            name="language"
            current={language}
            choices={languages.map((value) => ({ value, text: t(value) }))}
          />
        )}
        <Choices
          title={t('scheme')}
          name="scheme"
          current={scheme}
          choices={schemes.map((value) => ({ value, text: t(value) }))}
        />
      </form>
    </details>
  )
}

function Choices({
  title,
  name,
  current,
  choices,
}: {
  title: string
  name: string
  current: string
  choices: { value: string; text: string }[]
}) {
  return (
    <fieldset className="not-first:mt-4">
      <legend className="mb-1 px-3 text-sm text-muted">{title}</legend>
      {choices.map(({ value, text }) => (
        <button
          key={value}
          type="submit"
          name={name}
          value={value}
          aria-pressed={value === current}
          {...(name === 'language' && { lang: value })}
          className="flex min-h-11 w-full items-center justify-between rounded-control px-3 text-left font-medium hover:bg-sunk aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}
