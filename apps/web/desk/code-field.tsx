// Four digits that somebody says across a counter or a doorstep: one wide field, a number pad, sent when complete.
'use client'
import { CircleAlert } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'

export function CodeField({
  label,
  value,
  onChange,
  onComplete,
  error,
}: {
  label: string
  value: string
  onChange: (code: string) => void
  onComplete?: (code: string) => void
  error?: string | undefined
}) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-semibold">
        {label}
      </label>
      <input
        ref={field}
        id={id}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{4}"
        maxLength={4}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        placeholder="••••"
        onChange={(event) => {
          const code = event.currentTarget.value.replace(/\D/g, '').slice(0, 4)
          onChange(code)
          if (code.length === 4) onComplete?.(code)
        }}
        className="tabular min-h-20 w-full rounded-control border-2 border-edge bg-card pl-[0.5em] text-center font-display text-5xl font-extrabold tracking-[0.5em] placeholder:text-edge hover:border-ink aria-invalid:border-bad"
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-2 flex items-start gap-1.5 font-medium text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {error}
        </p>
      )}
    </div>
  )
}
