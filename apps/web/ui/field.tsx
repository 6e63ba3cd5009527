// Things to fill in. Each carries its own label, hint and error, tied together for those who cannot see them.
'use client'
import { clsx } from 'clsx'
import { ChevronDown, CircleAlert, Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'

interface Said {
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Hides the label from sight only, where the place already says it. */
  bare?: boolean
}

const box = clsx(
  'w-full min-h-12 rounded-control border-[1.5px] border-edge bg-card px-4 text-base text-ink placeholder:text-muted',
  'transition-colors hover:border-ink focus-visible:outline-offset-0',
  'aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunk disabled:text-muted',
)

export function Input({
  label,
  hint,
  error,
  bare,
  className,
  prefix,
  suffix,
  ...rest
}: Said & {
  prefix?: ReactNode
  suffix?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'prefix'>) {
  const ids = useFieldIds(rest.id, hint, error)
  return (
    <Field {...said({ label, hint, error, bare })} ids={ids} required={rest.required ?? false} className={className}>
      <span className="relative block">
        {prefix && (
          <span className="pointer-events-none absolute inset-y-0 left-4 grid place-items-center text-muted [&_svg]:size-5">
            {prefix}
          </span>
        )}
        <input {...rest} {...ids.control} className={clsx(box, prefix && 'pl-12', suffix && 'pr-14')} />
        {suffix && <span className="absolute inset-y-0 right-4 grid place-items-center text-muted">{suffix}</span>}
      </span>
    </Field>
  )
}

export function Textarea({
  label,
  hint,
  error,
  bare,
  className,
  ...rest
}: Said & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const ids = useFieldIds(rest.id, hint, error)
  return (
    <Field {...said({ label, hint, error, bare })} ids={ids} required={rest.required ?? false} className={className}>
      <textarea rows={3} {...rest} {...ids.control} className={clsx(box, 'field-sizing-content py-3')} />
    </Field>
  )
}

/** The device's own picker: nothing beats it on a phone. */
export function Select({
  label,
  hint,
  error,
  bare,
  className,
  children,
  ...rest
}: Said & SelectHTMLAttributes<HTMLSelectElement>) {
  const ids = useFieldIds(rest.id, hint, error)
  return (
    <Field {...said({ label, hint, error, bare })} ids={ids} required={rest.required ?? false} className={className}>
      <span className="relative block">
        <select {...rest} {...ids.control} className={clsx(box, 'appearance-none pr-12')}>
          {children}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-4 size-5 -translate-y-1/2 text-muted"
        />
      </span>
    </Field>
  )
}

export function Checkbox({
  label,
  hint,
  error,
  className,
  ...rest
}: Omit<Said, 'bare'> & InputHTMLAttributes<HTMLInputElement>) {
  const ids = useFieldIds(rest.id, hint, error)
  return (
    <div className={className}>
      <label className="flex min-h-11 items-center gap-3">
        <span className="relative grid size-6 shrink-0 place-items-center">
          <input
            {...rest}
            {...ids.control}
            type="checkbox"
            className="peer size-6 appearance-none rounded-lg border-[1.5px] border-edge bg-card transition-colors checked:border-accent checked:bg-accent hover:border-ink"
          />
          <Check
            aria-hidden
            strokeWidth={3.2}
            className="pointer-events-none absolute size-4 text-on-accent opacity-0 peer-checked:opacity-100"
          />
        </span>
        <span className="font-medium">{label}</span>
      </label>
      <Notes ids={ids} hint={hint} error={error} className="ml-9" />
    </div>
  )
}

export interface Choice {
  value: string
  title: string
  text?: ReactNode
  aside?: ReactNode
  icon?: ReactNode
  disabled?: boolean
}

/** One out of a few, each with room to explain itself. Real radio buttons underneath: arrows and forms work. */
export function RadioCards({
  label,
  bare = false,
  name,
  choices,
  value,
  defaultValue,
  onChange,
  columns = 1,
  className,
}: {
  label: string
  bare?: boolean
  name: string
  choices: readonly Choice[]
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  columns?: 1 | 2 | 3
  className?: string
}) {
  return (
    <fieldset className={className}>
      <legend className={bare ? 'sr-only' : 'mb-2 text-sm font-semibold'}>{label}</legend>
      <div className={clsx('grid gap-3', columns === 2 && 'xs:grid-cols-2', columns === 3 && 'xs:grid-cols-3')}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={clsx(
              'flex min-h-14 items-center gap-3 rounded-control border-[1.5px] border-edge bg-card px-4 py-3 transition-colors hover:border-ink',
              'has-checked:border-accent-ink has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--pv-accent-ink)]',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink',
              'has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:bg-sunk has-disabled:text-muted',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              disabled={choice.disabled}
              {...(value === undefined
                ? { defaultChecked: choice.value === defaultValue }
                : { checked: choice.value === value })}
              onChange={() => onChange?.(choice.value)}
              className="peer sr-only"
            />
            <span
              aria-hidden
              className="grid size-5 shrink-0 place-items-center rounded-full border-[1.5px] border-edge peer-checked:border-[6px] peer-checked:border-accent-ink"
            />
            {choice.icon && (
              <span aria-hidden className="shrink-0 text-muted [&_svg]:size-5">
                {choice.icon}
              </span>
            )}
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{choice.title}</span>
              {choice.text && <span className="block text-sm text-muted">{choice.text}</span>}
            </span>
            {choice.aside && <span className="tabular shrink-0 font-semibold">{choice.aside}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface FieldIds {
  hint: string
  error: string
  control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }
}

function Field({
  label,
  hint,
  error,
  bare,
  ids,
  required,
  className,
  children,
}: Said & {
  ids: FieldIds
  required: boolean
  className?: string | undefined
  children: ReactNode
}) {
  const t = useTranslations('form')
  return (
    <div className={className}>
      <label
        htmlFor={ids.control.id}
        className={bare ? 'sr-only' : 'mb-1.5 flex items-baseline gap-2 text-sm font-semibold'}
      >
        {label}
        {!required && !bare && <span className="font-normal text-muted">{t('optional')}</span>}
      </label>
      {children}
      <Notes ids={ids} hint={hint} error={error} />
    </div>
  )
}

function Notes({
  ids,
  hint,
  error,
  className,
}: {
  ids: FieldIds
  hint?: ReactNode
  error?: string | undefined
  className?: string
}) {
  return (
    <div className={className}>
      {hint && (
        <p id={ids.hint} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={ids.error} role="alert" className="mt-1.5 flex items-start gap-1.5 text-sm font-medium text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}

function useFieldIds(given: string | undefined, hint: ReactNode, error: string | undefined): FieldIds {
  const made = useId()
  const id = given ?? made
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return {
    hint: `${id}-hint`,
    error: `${id}-error`,
    control: {
      id,
      ...(described && { 'aria-describedby': described }),
      ...(error && { 'aria-invalid': true as const }),
    },
  }
}

function said({
  label,
  hint,
  error,
  bare,
}: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  bare?: boolean | undefined
}): Said {
  return { label, hint, error, ...(bare && { bare }) }
}
