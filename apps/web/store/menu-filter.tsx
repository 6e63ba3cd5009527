// What a menu is narrowed down to: diets that have to fit, allergens that must not be in it. Plain links, no scripts.
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { Menu, Product } from '../api/schema.ts'

export interface MenuFilter {
  diets: readonly string[]
  without: readonly string[]
}

type Query = Readonly<Record<string, string | string[] | undefined>>

export function menuFilterOf(query: Query): MenuFilter {
  const list = (value: string | string[] | undefined) =>
    [value ?? []]
      .flat()
      .flatMap((each) => each.split(','))
      .filter(Boolean)
  return { diets: list(query.fits), without: list(query.without) }
}

export function fitsFilter(product: Pick<Product, 'diets' | 'allergens'>, { diets, without }: MenuFilter): boolean {
  return (
    diets.every((diet) => product.diets.some((each) => each === diet)) &&
    !without.some((allergen) => product.allergens.some((each) => each === allergen))
  )
}

/** Only what would change something: diets and allergens that are on this menu. */
export function MenuFilterChips({ menu, filter, href }: { menu: Menu; filter: MenuFilter; href: string }) {
  const t = useTranslations('products.filter')
  const words = useTranslations('store.product')
  const products = menu.sections.flatMap((section) => section.products)
  const diets = [...new Set(products.flatMap((product) => product.diets))].toSorted()
  const allergens = [...new Set(products.flatMap((product) => product.allergens))].toSorted()
  if (diets.length === 0 && allergens.length === 0) return null

  const toggled = (list: readonly string[], value: string) =>
    list.includes(value) ? list.filter((each) => each !== value) : [...list, value]
  const link = ({ diets: fits, without }: MenuFilter) => {
    const query = [
      ...(fits.length > 0 ? [`fits=${fits.join(',')}`] : []),
      ...(without.length > 0 ? [`without=${without.join(',')}`] : []),
    ].join('&')
    return query ? `${href}?${query}` : href
  }
  return (
    <nav aria-label={t('title')} className="page-width mt-6 flex gap-2 overflow-x-auto pb-1 sm:flex-wrap">
      {diets.map((diet) => (
        <Chip
          key={diet}
          chosen={filter.diets.includes(diet)}
          href={link({ ...filter, diets: toggled(filter.diets, diet) })}
        >
          {words(`diet.${diet}`)}
        </Chip>
      ))}
      {allergens.map((allergen) => (
        <Chip
          key={allergen}
          chosen={filter.without.includes(allergen)}
          href={link({ ...filter, without: toggled(filter.without, allergen) })}
        >
          {t('without', { allergen: words(`allergen.${allergen}`) })}
        </Chip>
      ))}
    </nav>
  )
}

function Chip({ chosen, href, children }: { chosen: boolean; href: string; children: React.ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={chosen ? 'true' : undefined}
      className={clsx(
        'inline-flex min-h-11 shrink-0 items-center rounded-full border-[1.5px] px-4 text-[0.9375rem] font-semibold whitespace-nowrap',
        chosen ? 'border-accent bg-accent text-on-accent' : 'border-edge hover:border-ink',
      )}
    >
      {children}
    </Link>
  )
}
