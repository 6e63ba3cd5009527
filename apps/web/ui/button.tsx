// Things to press: one loud, one outlined, one quiet, one dangerous; never smaller than a thumb.
import { clsx } from 'clsx'
import Link from 'next/link'
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from 'react'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'
type Size = 'medium' | 'large'

interface Style {
  look?: Look
  size?: Size
  wide?: boolean
}

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:brightness-95',
  secondary: 'border-[1.5px] border-edge bg-card text-ink hover:border-ink',
  quiet: 'text-ink hover:bg-ink/8',
  danger: 'bg-bad-fill text-on-bad hover:brightness-95',
}
const sizes: Record<Size, string> = {
  medium: 'min-h-11 px-5 text-[0.9375rem]',
  large: 'min-h-14 px-7 text-lg',
}

export function buttonClass({ look = 'primary', size = 'medium', wide = false }: Style, extra?: string): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 rounded-control py-2 text-center font-semibold select-none',
    'transition duration-150 ease-out-soft active:scale-[0.98]',
    'disabled:cursor-not-allowed disabled:border-transparent disabled:bg-sunk disabled:text-muted disabled:brightness-100 disabled:active:scale-100',
    'aria-busy:cursor-progress',
    looks[look],
    sizes[size],
    wide && 'w-full',
    extra,
  )
}

type ButtonProps = Style & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean }

/** `busy` keeps the button's place and words while its work is under way, and ignores presses. */
export function Button({
  look,
  size,
  wide,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={buttonClass({ ...(look && { look }), ...(size && { size }), ...(wide && { wide }) }, className)}
    >
      {busy && (
        <span aria-hidden className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent" />
      )}
      {children}
    </button>
  )
}

export function ButtonLink({ look, size, wide, className, ...rest }: Style & ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={buttonClass({ ...(look && { look }), ...(size && { size }), ...(wide && { wide }) }, className)}
    />
  )
}

const iconLooks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:brightness-95',
  secondary: 'border-[1.5px] border-edge bg-card text-ink hover:border-ink',
  quiet: 'text-ink hover:bg-ink/8',
  danger: 'text-bad hover:bg-bad-soft',
}

/** `label` is read aloud and shown on hover; the icon alone says nothing. */
export function IconButton({
  label,
  look = 'quiet',
  className,
  children,
  type = 'button',
  ...rest
}: {
  label: string
  look?: Look
  children: ReactNode
} & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={clsx(
        'inline-grid size-11 shrink-0 place-items-center rounded-full transition active:scale-95 [&_svg]:size-5',
        'disabled:cursor-not-allowed disabled:opacity-45 disabled:active:scale-100',
        iconLooks[look],
        className,
      )}
    >
      {children}
    </button>
  )
}
