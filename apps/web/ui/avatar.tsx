// A person: their photo, or their initials.
import { clsx } from 'clsx'
import { photoId, photoSource } from './photo.ts'

const sizes = { small: 'size-8 text-xs', medium: 'size-11 text-sm', large: 'size-16 text-xl' }

export function Avatar({
  name,
  photo,
  size = 'medium',
  className,
}: {
  name: string
  /** `photo:018f…` */
  photo?: string | null
  size?: keyof typeof sizes
  className?: string
}) {
  const initials = name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  const shape = clsx('inline-grid shrink-0 place-items-center overflow-hidden rounded-full', sizes[size], className)
  const id = photo && photoId(photo)
  return id ? (
    <img src={photoSource(id, 160)} alt={name} className={clsx(shape, 'object-cover')} />
  ) : (
    <span role="img" aria-label={name} className={clsx(shape, 'bg-accent-soft font-bold text-accent-ink')}>
      {initials}
    </span>
  )
}
