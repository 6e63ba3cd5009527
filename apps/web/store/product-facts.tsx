// Facts about a product: what is in it, what it does to one, where and when it grew.
import { CalendarDays, Clock, Leaf, MapPin, Plane, Tractor } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Product } from '../api/schema.ts'

export function ProductFacts({ product }: { product: Product }) {
  const t = useTranslations('products.facts')
  const language = useLocale()
  const { facts, preparationMinutes } = product
  const rows: [ReactNode, string][] = [
    ...(facts.farm ? [[<Tractor key="farm" />, facts.farm] as [ReactNode, string]] : []),
    ...(facts.origin ? [[<MapPin key="origin" />, t('from', { origin: facts.origin })] as [ReactNode, string]] : []),
    ...(facts.season?.length
      ? [
          [<CalendarDays key="season" />, t('season', { months: monthsText(facts.season, language) })] as [
            ReactNode,
            string,
          ],
        ]
      : []),
    ...(facts.organic ? [[<Leaf key="organic" />, t('organic')] as [ReactNode, string]] : []),
    ...(facts.imported ? [[<Plane key="imported" />, t('imported')] as [ReactNode, string]] : []),
    ...(preparationMinutes
      ? [[<Clock key="time" />, t('preparation', { minutes: preparationMinutes })] as [ReactNode, string]]
      : []),
  ]
  return (
    <>
      {rows.length > 0 && (
        <ul className="mt-6 grid gap-2.5 sm:grid-cols-2">
          {rows.map(([icon, text]) => (
            <li
              key={text}
              className="flex items-start gap-2.5 [&_svg]:mt-0.5 [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-muted"
            >
              <span aria-hidden>{icon}</span> {text}
            </li>
          ))}
        </ul>
      )}
      {facts.ingredients && (
        <div className="mt-6">
          <h2 className="text-lg">{t('ingredients')}</h2>
          <p className="mt-1 max-w-[60ch] text-muted">{facts.ingredients}</p>
        </div>
      )}
      {facts.nutrition && <NutritionTable nutrition={facts.nutrition} />}
    </>
  )
}

/** Months that follow each other are a span: "May to July, November". */
export function monthsText(months: readonly number[], language: string): string {
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const nameOf = (month: number) => name.format(Date.UTC(2024, month - 1, 15))
  const sorted = months.toSorted((a, b) => a - b)
  const spans: [number, number][] = []
  for (const month of sorted) {
    const last = spans.at(-1)
    if (last && last[1] === month - 1) last[1] = month
    else spans.push([month, month])
  }
  return spans.map(([first, last]) => (first === last ? nameOf(first) : `${nameOf(first)}–${nameOf(last)}`)).join(', ')
}

const rows = ['fatMg', 'saturatesMg', 'carbohydrateMg', 'sugarsMg', 'proteinMg', 'saltMg'] as const

function NutritionTable({ nutrition }: { nutrition: NonNullable<Product['facts']['nutrition']> }) {
  const t = useTranslations('products.facts')
  const language = useLocale()
  const grams = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (
    <div className="mt-6">
      <h2 className="text-lg">{t('nutrition')}</h2>
      <table className="tabular mt-2 w-full max-w-sm text-[0.9375rem]">
        <caption className="pb-1 text-left text-sm text-muted">{t('per100')}</caption>
        <tbody>
          <tr className="border-t border-line">
            <th scope="row" className="py-1.5 text-left font-medium">
              {t('energy')}
            </th>
            <td className="py-1.5 text-right">
              {nutrition.energyKj} kJ / {nutrition.energyKcal} kcal
            </td>
          </tr>
          {rows.map((row) => (
            <tr key={row} className="border-t border-line">
              <th
                scope="row"
                className={
                  row === 'saturatesMg' || row === 'sugarsMg'
                    ? 'py-1.5 pl-4 text-left font-normal text-muted'
                    : 'py-1.5 text-left font-medium'
                }
              >
                {t(row)}
              </th>
              <td className="py-1.5 text-right">{grams.format(nutrition[row] / 1000)} g</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
