// The shelves of choices beside what was found: a plain form, each choice with how much it leaves.
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MarketSettings, SearchPage } from '../api/schema.ts'
import { distanceText } from '../desk/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { searchPath } from '../ui/paths.ts'
import { AutoSubmit } from './auto-submit.tsx'
import { sorts, type SearchFilter } from './search-filter.ts'

/** At first; the rest of a long shelf is behind a fold. */
const mostShown = 7

export function SearchChoices({
  market,
  filter,
  facets,
  here,
}: {
  market: MarketSettings
  filter: SearchFilter
  facets: SearchPage['facets']
  /** Whether a place is known to measure from. */
  here: boolean
}) {
  const t = useTranslations('search')
  const diets = useTranslations('store.product.diet')
  const say = useChoiceWords(market)
  return (
    <AutoSubmit
      // What was chosen elsewhere is chosen here as well.
      key={JSON.stringify(filter)}
      action={searchPath(market)}
      label={t('narrow')}
      className="grid gap-6"
    >
      {filter.q && <input type="hidden" name="q" value={filter.q} />}
      <label className="block">
        <span className="mb-1.5 block font-semibold">{t('order')}</span>
        <select
          name="sort"
          defaultValue={filter.sort}
          className="min-h-11 w-full rounded-control border-[1.5px] border-edge bg-card px-3 hover:border-ink"
        >
          {sorts
            .filter((sort) => here || sort !== 'nearest')
            .map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
        </select>
      </label>
      <Shelf title={t('shelf.now')}>
        <Choice type="checkbox" name="open" value="true" {...facets.open}>
          {t('openNow')}
        </Choice>
        {(facets.organic.count > 0 || facets.organic.chosen) && (
          <Choice type="checkbox" name="organic" value="true" {...facets.organic}>
            {t('organic')}
          </Choice>
        )}
      </Shelf>
      {facets.category.length > 0 && (
        <Shelf title={t('shelf.category')}>
          {facets.category.map((each) => (
            <Choice key={each.value} type="checkbox" name="category" {...each}>
              {each.label}
            </Choice>
          ))}
        </Shelf>
      )}
      {facets.price.some(({ count, chosen }) => count > 0 || chosen) && (
        <Shelf title={t('shelf.price')}>
          <Choice type="radio" name="price" value="" chosen={filter.price === undefined}>
            {t('any')}
          </Choice>
          {facets.price.map(({ fromMinor, toMinor, ...rest }) => {
            if (rest.count === 0 && !rest.chosen) return null
            const value = `${fromMinor}-${toMinor ?? ''}`
            return (
              <Choice key={value} type="radio" name="price" value={value} {...rest}>
                {say.price(value)}
              </Choice>
            )
          })}
        </Shelf>
      )}
      {facets.diet.length > 0 && (
        <Shelf title={t('shelf.diet')}>
          {facets.diet.map((each) => (
            <Choice key={each.value} type="checkbox" name="diet" {...each}>
              {diets(each.value)}
            </Choice>
          ))}
        </Shelf>
      )}
      {facets.distance.length > 0 && (
        <Shelf title={t('shelf.distance')}>
          <Choice type="radio" name="within" value="" chosen={filter.within === undefined}>
            {t('any')}
          </Choice>
          {facets.distance.map(({ withinM, ...rest }) => (
            <Choice key={withinM} type="radio" name="within" value={`${withinM}`} {...rest}>
              {say.within(`${withinM}`)}
            </Choice>
          ))}
        </Shelf>
      )}
      {facets.origin.length > 0 && (
        <Shelf title={t('shelf.origin')}>
          {facets.origin.map((each) => (
            <Choice key={each.value} type="checkbox" name="origin" {...each}>
              {each.label}
            </Choice>
          ))}
        </Shelf>
      )}
      {facets.freshness.length > 0 && (
        <Shelf title={t('shelf.freshness')}>
          <Choice type="radio" name="fresh" value="" chosen={filter.fresh === undefined}>
            {t('any')}
          </Choice>
          {facets.freshness.map(({ days, ...rest }) => (
            <Choice key={days} type="radio" name="fresh" value={`${days}`} {...rest}>
              {say.fresh(`${days}`)}
            </Choice>
          ))}
        </Shelf>
      )}
      <noscript>
        <button type="submit" className={buttonClass({ wide: true })}>
          {t('show')}
        </button>
      </noscript>
    </AutoSubmit>
  )
}

/** How choices are said, on shelves and on chips. */
export function useChoiceWords(market: MarketSettings) {
  const t = useTranslations('search')
  const language = useLocale()
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  return {
    price(value: string) {
      const [from = 0, to] = value.split('-').map((text) => (text ? Number(text) : undefined))
      if (to === undefined) return t('priceFrom', { from: money(from) })
      return from === 0 ? t('priceBelow', { to: money(to) }) : t('priceBetween', { from: money(from), to: money(to) })
    },
    within: (value: string) => t('within', { distance: distanceText(Number(value), language) }),
    fresh: (value: string) => t('fresh', { days: Number(value) }),
  }
}

function Shelf({ title, children }: { title: string; children: ReactNode[] | ReactNode }) {
  const t = useTranslations('search')
  const choices = [children].flat(2).filter(Boolean)
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{title}</legend>
      {choices.slice(0, mostShown)}
      {choices.length > mostShown && (
        <details>
          <summary className="flex min-h-11 items-center font-medium text-accent-ink">{t('more')}</summary>
          {choices.slice(mostShown)}
        </details>
      )}
    </fieldset>
  )
}

function Choice({
  type,
  name,
  value,
  chosen,
  count,
  children,
}: {
  type: 'checkbox' | 'radio'
  name: string
  value: string
  chosen: boolean
  /** How much it leaves; nothing for "any". */
  count?: number
  children: ReactNode
}) {
  return (
    <label
      className={clsx(
        'flex min-h-11 items-center gap-3 rounded-control px-1 hover:bg-sunk lg:min-h-9',
        count === 0 && !chosen && 'text-muted',
      )}
    >
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={chosen}
        className="size-5 shrink-0 accent-[var(--pv-accent)]"
      />
      <span className="min-w-0 flex-1">{children}</span>
      {count !== undefined && <span className="tabular text-sm text-muted">{count}</span>}
    </label>
  )
}
