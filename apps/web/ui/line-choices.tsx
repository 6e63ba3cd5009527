// What was chosen with a thing: extras and sizes plainly, what is left out so that nobody overlooks it.
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { Money } from './money.tsx'

interface Choice {
  optionId: string
  kind: 'size' | 'choice' | 'without'
  name: string
  priceMinor: number
}

/** `large` is for a ticket that is read across a kitchen; with a `currency` extras name their price. */
export function LineChoices({
  choices,
  currency,
  large = false,
}: {
  choices: readonly Choice[]
  currency?: string
  large?: boolean
}) {
  const t = useTranslations('products')
  if (choices.length === 0) return null

  const counted = [...Map.groupBy(choices, ({ optionId }) => optionId).values()]
  return (
    <span className={clsx('mt-0.5 block', large ? 'space-y-1 text-lg' : 'text-sm')}>
      {counted.map((same) => {
        const [choice] = same
        if (!choice) return null
        const { optionId, kind, name, priceMinor } = choice
        return (
          <span
            key={optionId}
            className={clsx(
              'block [overflow-wrap:anywhere]',
              kind === 'without'
                ? clsx('font-semibold text-bad', large && 'rounded-control bg-bad-soft px-2.5 py-1')
                : large
                  ? 'text-ink'
                  : 'text-muted',
            )}
          >
            {kind === 'without' ? t('withoutThat', { name }) : `${same.length > 1 ? `${same.length} × ` : ''}${name}`}
            {kind === 'choice' && priceMinor > 0 && currency && (
              <span className="text-muted">
                {' '}
                + <Money minor={priceMinor * same.length} currency={currency} />
              </span>
            )}
          </span>
        )
      })}
    </span>
  )
}
