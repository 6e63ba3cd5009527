// What it looks like: a photo when there is one, else a drawing on a plate in the market's colours.
import { clsx } from 'clsx'

const tints = ['bg-accent-soft', 'bg-highlight-soft', 'bg-sunk']

/** `picture` is `fluent-emoji-flat:tomato`, or the address of a photo. `alt` is empty where the name stands beside it. */
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
  const ground = tints[tint ?? letterSum(picture) % 2]
  return (
    <span
      className={clsx('relative grid place-items-center overflow-hidden rounded-picture', drawing && ground, className)}
    >
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
    </span>
  )
}

/** A drawing alone, with no plate under it. */
export function Drawing({ picture, className, alt = '' }: { picture: string; className?: string; alt?: string }) {
  const drawing = drawingName(picture)
  return <img src={drawing ? `/pictures/${drawing}.svg` : picture} alt={alt} className={className} decoding="async" />
}

function drawingName(picture: string): string | undefined {
  return /^fluent-emoji-flat:([a-z0-9-]+)$/.exec(picture)?.[1]
}

function letterSum(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
}
