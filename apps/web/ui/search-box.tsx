// One box to look for anything: a plain form that works by itself, and suggestions under it while somebody types.
'use client'
import { ArrowUpRight, Clock, Search, Store, TrendingUp } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { browserApi, read } from '../api/client.ts'
import type { MarketSettings } from '../api/schema.ts'
import { formatMoney } from './money-format.ts'
import { productPath, searchPath, vendorPath } from './paths.ts'
import { ProductPicture } from './product-picture.tsx'

interface Suggestion {
  key: string
  href: string
  group: string
  text: string
  note?: string
  icon: ReactNode
}

const typingMs = 140

export function SearchBox({
  market,
  label,
  value = '',
  place,
  autoFocus = false,
}: {
  market: MarketSettings
  label: string
  value?: string
  place?: { lat: number; lng: number } | undefined
  autoFocus?: boolean
}) {
  const t = useTranslations('search')
  const router = useRouter()
  const id = useId()
  const [typed, setTyped] = useState(value)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const suggestions = useSuggestions(market, typed, open, place)
  const current = suggestions[chosen]
  const shown = open && suggestions.length > 0
  const input = useRef<HTMLInputElement>(null)
  const go = (href: string) => {
    setOpen(false)
    input.current?.blur()
    router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false)
    if (!shown) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are suggestions: the words in the box themselves.
      setChosen(((chosen + 1 + step + suggestions.length + 1) % (suggestions.length + 1)) - 1)
    }
    if (event.key === 'Enter' && current) {
      event.preventDefault()
      go(current.href)
    }
  }
  return (
    <search className="relative block">
      <form action={searchPath(market)} onSubmit={() => setOpen(false)}>
        <Search aria-hidden className="pointer-events-none absolute top-3.5 left-4 z-10 size-5 text-muted" />
        <input
          ref={input}
          type="search"
          name="q"
          maxLength={80}
          autoComplete="off"
          enterKeyHint="search"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-activedescendant={current && `${id}-${chosen}`}
          placeholder={label}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- on the page whose one purpose it is, and only while empty.
          autoFocus={autoFocus}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosen(-1)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          className="min-h-12 w-full rounded-full border-[1.5px] border-edge bg-card pr-4 pl-12 text-base placeholder:text-muted hover:border-ink"
        />
      </form>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('suggestions')}
        hidden={!shown}
        className="absolute inset-x-0 top-full z-30 mt-2 max-h-[70dvh] animate-pop overflow-y-auto rounded-card border border-line bg-card p-2 shadow-float"
      >
        {suggestions.map((suggestion, index) => (
          <div key={suggestion.key}>
            {suggestion.group !== suggestions[index - 1]?.group && (
              <p role="presentation" className="px-3 pt-2 pb-1 text-sm font-semibold text-muted first-letter:uppercase">
                {suggestion.group}
              </p>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box keeps the focus and the keys. */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              // Before the box loses its focus, which would close the list under the finger.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => go(suggestion.href)}
              className="flex min-h-12 cursor-pointer items-center gap-3 rounded-control px-3 hover:bg-sunk aria-selected:bg-accent-soft aria-selected:text-accent-ink [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-muted"
            >
              {suggestion.icon}
              <span className="min-w-0 flex-1 truncate font-medium">{suggestion.text}</span>
              {suggestion.note && <span className="tabular shrink-0 text-sm text-muted">{suggestion.note}</span>}
            </div>
          </div>
        ))}
      </div>
    </search>
  )
}

/** What to offer: while nothing is typed what was and is looked for, then what begins or is called like it. */
function useSuggestions(
  market: MarketSettings,
  typed: string,
  open: boolean,
  place: { lat: number; lng: number } | undefined,
): readonly Suggestion[] {
  const t = useTranslations('search')
  const language = useLocale()
  const [found, setFound] = useState<{ for: string; suggestions: Suggestion[] }>({ for: '', suggestions: [] })
  const q = typed.trim().slice(0, 80)
  const lat = place?.lat
  const lng = place?.lng
  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    const { signal } = stop
    const api = browserApi(market.id)
    const searches = (texts: readonly string[], group: string, icon: ReactNode) =>
      texts.map((text) => ({
        key: `${group} ${text}`,
        href: `${searchPath(market)}?q=${encodeURIComponent(text)}`,
        group,
        text,
        icon,
      }))
    const start = async () => {
      const [recent, popular] = await Promise.all([
        read(api.GET('/api/v1/searches/recent', { signal })),
        read(api.GET('/api/v1/searches/popular', { signal })),
      ])
      const others = popular.items.filter((text) => !recent.items.includes(text))
      return [
        ...searches(recent.items.slice(0, 5), t('recent'), <Clock aria-hidden />),
        ...searches(others.slice(0, 6), t('popular'), <TrendingUp aria-hidden />),
      ]
    }
    const suggest = async () => {
      const here = lat !== undefined && lng !== undefined ? { lat, lng } : {}
      const answer = await read(api.GET('/api/v1/search/suggestions', { params: { query: { q, ...here } }, signal }))
      return [
        ...searches(answer.searches, t('searches'), <ArrowUpRight aria-hidden />),
        ...answer.products.map((product) => ({
          key: product.id,
          href: productPath(market, product.id),
          group: market.vocabulary.product.plural,
          text: product.name,
          note: formatMoney({ minor: product.priceMinor, currency: market.currency }, language),
          icon: <ProductPicture picture={product.picture} alt="" className="size-9 shrink-0" />,
        })),
        ...answer.vendors.map((vendor) => ({
          key: vendor.id,
          href: vendorPath(market, vendor.slug),
          group: market.vocabulary.vendor.plural,
          text: vendor.name,
          icon: <Store aria-hidden />,
        })),
      ]
    }
    const timer = setTimeout(
      () =>
        // A box without suggestions is still a box: no answer is no news.
        void (q ? suggest() : start()).then(
          (suggestions) => setFound({ for: q, suggestions }),
          () => undefined,
        ),
      q ? typingMs : 0,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [market, q, open, lat, lng, language, t])
  // While the next answer is on its way the last one stays, unless the box was emptied or filled.
  return (found.for === '') === (q === '') ? found.suggestions : []
}
