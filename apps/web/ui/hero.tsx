// The market's opening: big words, its own drawing behind, and food in front.
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { patternOf } from './market-style.tsx'
import { Drawing } from './product-picture.tsx'
import type { MarketTheme } from './theme.ts'

/** Up to four pictures; the first is the big one. */
export function Hero({
  theme,
  above,
  title,
  text,
  pictures,
  children,
}: {
  theme: MarketTheme
  above?: ReactNode
  title: string
  text?: ReactNode
  pictures: readonly string[]
  children?: ReactNode
}) {
  const [main, ...around] = pictures
  const bold = theme.mood === 'bold'
  return (
    <section className="page-width pt-4 sm:pt-6">
      <div
        className={clsx(
          'relative grid overflow-hidden rounded-card lg:grid-cols-[1.15fr_1fr]',
          bold ? 'bold-ground' : 'bg-accent-soft',
        )}
      >
        <div
          className={clsx(
            bold && 'bold-content',
            'relative z-10 flex min-w-0 flex-col justify-center px-6 pt-9 pb-8 sm:px-12 sm:py-16 lg:min-h-[30rem]',
          )}
        >
          {above && <div className="mb-5 flex flex-wrap gap-2">{above}</div>}
          <h1 className="text-hero max-w-[11ch]">{title}</h1>
          {text && <p className="mt-5 max-w-[34ch] text-lg sm:text-xl">{text}</p>}
          {children && <div className="mt-8 flex flex-wrap items-center gap-3">{children}</div>}
        </div>
        <div aria-hidden className="relative min-h-60 lg:min-h-0">
          <div
            className={clsx(
              'absolute inset-0 lg:[mask-image:linear-gradient(90deg,transparent,black_30%)]',
              patternOf(theme),
              'max-lg:[mask-image:linear-gradient(180deg,transparent,black_40%)]',
            )}
          />
          <div className="absolute inset-0 grid place-items-center">
            <div className="relative aspect-square h-[88%] max-h-[24rem] lg:h-[70%]">
              <span className="absolute inset-[9%] rounded-full bg-card shadow-float" />
              <span className="absolute inset-[15%] rounded-full border border-line" />
              {main && (
                <Drawing
                  picture={main}
                  className="absolute inset-[21%] size-[58%] drop-shadow-[0_10px_12px_rgb(20_12_4/0.22)]"
                />
              )}
              {around.slice(0, 3).map((picture, index) => (
                <Drawing
                  key={picture}
                  picture={picture}
                  className={clsx('absolute drop-shadow-[0_6px_8px_rgb(20_12_4/0.2)]', places[index])}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
    </section>
  )
}

const places = [
  '-top-[2%] right-[2%] size-[26%] rotate-12',
  'bottom-[4%] -left-[6%] size-[24%] -rotate-12',
  'right-[0%] -bottom-[2%] size-[20%] rotate-6',
]
