// What it looks like: a photo when there is one, else a drawing on a plate in the market's colours.
import { clsx } from 'clsx'
import { photoId, photoSet, photoSource } from './photo.ts'

const tints = ['bg-accent-soft', 'bg-highlight-soft', 'bg-sunk']

/** `picture` is `fluent-emoji-flat:tomato`, or `photo:018f…`. `alt` is empty where the name stands beside it. */
export function ProductPicture({
  picture,
  alt,
  tint,
  eager = false,
  className,
}: {
  picture: string
  alt: string
  /** 0 to 2; left out, it follows from the picture so that a shelf looks mixed but stays the same. */
  tint?: 0 | 1 | 2
  eager?: boolean
  className?: string
}) {
  const drawing = drawingName(picture)
  const photo = photoId(picture)
  const ground = tints[tint ?? letterSum(picture) % 2]
  return (
    <span
      className={clsx('relative grid place-items-center overflow-hidden rounded-picture', drawing && ground, className)}
    >
      {photo ? (
        <Photo id={photo} alt={alt} eager={eager} className="absolute size-full object-cover" />
      ) : (
        <img
          src={drawing ? `/pictures/${drawing}.svg` : picture}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          className={
            drawing
              ? 'absolute size-[62%] object-contain drop-shadow-[0_6px_8px_rgb(20_12_4/0.16)]'
              : 'absolute size-full object-cover'
          }
        />
      )}
    </span>
  )
}

/** A drawing alone, with no plate under it. */
export function Drawing({ picture, className, alt = '' }: { picture: string; className?: string; alt?: string }) {
  const photo = photoId(picture)
  if (photo) return <Photo id={photo} alt={alt} className={clsx('rounded-picture object-cover', className)} />

  const drawing = drawingName(picture)
  return <img src={drawing ? `/pictures/${drawing}.svg` : picture} alt={alt} className={className} decoding="async" />
}

/** The browser takes the smallest size that is sharp where it stands, in the best format it knows. */
function Photo({ id, alt, eager = false, className }: { id: string; alt: string; eager?: boolean; className: string }) {
  const sizes = eager ? '(min-width: 48rem) 24rem, 60vw' : 'auto, (min-width: 48rem) 24rem, 60vw'
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={photoSet(id, 'avif')} sizes={sizes} />
      <source type="image/webp" srcSet={photoSet(id, 'webp')} sizes={sizes} />
      <img src={photoSource(id)} alt={alt} loading={eager ? 'eager' : 'lazy'} decoding="async" className={className} />
    </picture>
  )
}

function drawingName(picture: string): string | undefined {
  return /^fluent-emoji-flat:([a-z0-9-]+)$/.exec(picture)?.[1]
}

function letterSum(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
}
