// What is known of a product between the API and a form: measure, facts, days and hours.
import type { Language } from '../../api/schema.ts'
import type { VendorProduct } from '../answers.ts'
import { countOf } from './option-drafts.ts'
import { localText } from './local-draft.ts'

export interface TypedDetails {
  measured: boolean
  step: string
  least: string
  most: string
  /** Per cent; empty: packed to the gram. */
  tolerance: string
  ingredients: Record<Language, string>
  origin: Record<Language, string>
  farm: string
  season: string[]
  organic: boolean
  imported: boolean
  weekdays: string[]
  from: string
  until: string
  firstDay: string
  lastDay: string
  notOn: string
  preparation: string
}

const text = (value: { en: string; fr?: string } | undefined) => ({ en: value?.en ?? '', fr: value?.fr ?? '' })

export function typedDetails(product: VendorProduct | undefined): TypedDetails {
  const { measure, facts, soldWhen, preparationMinutes } = product ?? {}
  const hours = soldWhen?.hours?.[0]
  return {
    measured: Boolean(measure),
    step: String(measure?.step ?? 250),
    least: String(measure?.least ?? 250),
    most: String(measure?.most ?? 5000),
    tolerance: measure && measure.toleranceBp !== null ? String(measure.toleranceBp / 100) : '',
    ingredients: text(facts?.ingredients),
    origin: text(facts?.origin),
    farm: facts?.farm ?? '',
    season: (facts?.season ?? []).map(String),
    organic: facts?.organic ?? false,
    imported: facts?.imported ?? false,
    weekdays: [...(soldWhen?.weekdays ?? [])],
    from: hours?.from ?? '',
    until: hours?.until ?? '',
    firstDay: soldWhen?.firstDay ?? '',
    lastDay: soldWhen?.lastDay ?? '',
    notOn: (soldWhen?.notOn ?? []).join(', '),
    preparation: preparationMinutes === null || preparationMinutes === undefined ? '' : String(preparationMinutes),
  }
}

type Weekday = NonNullable<NonNullable<VendorProduct['soldWhen']>['weekdays']>[number]

/** `undefined` where a number is none. What this form does not show stays as it was. */
export function detailsDraft(typed: TypedDetails, before: VendorProduct | undefined) {
  const [step, least, most] = [countOf(typed.step), countOf(typed.least), countOf(typed.most)]
  const tolerance = typed.tolerance.trim() === '' ? null : Number(typed.tolerance.replace(',', '.'))
  const preparationMinutes = countOf(typed.preparation)
  if (preparationMinutes === undefined || Number.isNaN(tolerance)) return undefined
  if (typed.measured && (!step || !least || !most)) return undefined

  const ingredients = localText(typed.ingredients)
  const origin = localText(typed.origin)
  const { nutrition } = before?.facts ?? {}
  const { months } = before?.soldWhen ?? {}
  const notOn = typed.notOn.split(/[\s,;]+/).filter(Boolean)
  const laterHours = before?.soldWhen?.hours?.slice(1) ?? []
  const soldWhen = {
    ...(typed.weekdays.length > 0 && { weekdays: typed.weekdays as Weekday[] }),
    ...(typed.from && typed.until && { hours: [{ from: typed.from, until: typed.until }, ...laterHours] }),
    ...(months && { months }),
    ...(typed.firstDay && { firstDay: typed.firstDay }),
    ...(typed.lastDay && { lastDay: typed.lastDay }),
    ...(notOn.length > 0 && { notOn }),
  }
  return {
    measure:
      typed.measured && step && least && most
        ? { step, least, most, toleranceBp: tolerance === null ? null : Math.round(tolerance * 100) }
        : null,
    facts: {
      ...(ingredients && { ingredients }),
      ...(origin && { origin }),
      ...(nutrition && { nutrition }),
      ...(typed.farm.trim() && { farm: typed.farm.trim() }),
      ...(typed.season.length > 0 && { season: typed.season.map(Number).toSorted((a, b) => a - b) }),
      ...(typed.organic && { organic: true }),
      ...(typed.imported && { imported: true }),
    },
    soldWhen: Object.keys(soldWhen).length > 0 ? soldWhen : null,
    preparationMinutes,
  }
}
