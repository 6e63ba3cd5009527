// What a demo town knows about some of its products beyond the list of what is sold: what customers choose about them,
// how they are weighed, where they grew and when they are sold.
import type { LocalText } from '@provender/markets'
import type { DemoFacts, DemoOptionGroup, DemoProduct, DemoTown } from './town.ts'

/** By slug of the product. */
export type Details = Readonly<
  Record<string, Partial<Pick<DemoProduct, 'options' | 'measure' | 'facts' | 'soldWhen' | 'preparationMinutes'>>>
>

/** The town with its details; one that belongs to no product is a mistake. */
export function withDetails(town: DemoTown, details: Details): DemoTown {
  const slugs = new Set(town.vendors.flatMap(({ products }) => products.map(({ slug }) => slug)))
  const unknown = Object.keys(details).filter((slug) => !slugs.has(slug))
  if (unknown.length > 0) throw new Error(`details of products that the town does not sell: ${unknown.join(', ')}`)

  return {
    ...town,
    vendors: town.vendors.map((vendor) => ({
      ...vendor,
      products: vendor.products.map((product) => ({ ...product, ...details[product.slug] })),
    })),
  }
}

type Option = DemoOptionGroup['options'][number]

/** English and French, in this order; the second is left out where a market speaks English only. */
export function named(en: string, fr?: string, priceMinor = 0, more: Omit<Option, 'name' | 'priceMinor'> = {}): Option {
  return { name: fr === undefined ? { en } : { en, fr }, priceMinor, ...more }
}

export function sizes(...options: Option[]): DemoOptionGroup {
  return { kind: 'size', name: { en: 'Size', fr: 'Taille' }, options }
}

export function without(...options: Option[]): DemoOptionGroup {
  return { kind: 'without', name: { en: 'Without', fr: 'Sans' }, options }
}

/** Exactly so many have to be chosen. */
export function pick(count: number, name: LocalText, ...options: Option[]): DemoOptionGroup {
  return { kind: 'choice', name, min: count, max: count, options }
}

/** As many as one likes, up to so many, one of them up to `each` times. */
export function extras(name: LocalText, most: number, options: readonly Option[], each = 1): DemoOptionGroup {
  return { kind: 'choice', name, min: 0, max: most, each, options }
}

/** In steps of so many grams, millilitres or hundredths of a pound; weighed on packing, up to 10 % more. */
export function weighed(
  step: number,
  most: number,
  toleranceBp: number | null = 1000,
): NonNullable<DemoProduct['measure']> {
  return { step, least: step, most, toleranceBp }
}

/** Energy in kcal, the rest in grams, for 100 g or 100 ml. */
export function nutrition(
  energyKcal: number,
  grams: { fat: number; saturates: number; carbohydrate: number; sugars: number; protein: number; salt: number },
): NonNullable<DemoFacts['nutrition']> {
  const milli = (value: number) => Math.round(value * 1000)

  return {
    energyKj: Math.round(energyKcal * 4.184),
    energyKcal,
    fatMg: milli(grams.fat),
    saturatesMg: milli(grams.saturates),
    carbohydrateMg: milli(grams.carbohydrate),
    sugarsMg: milli(grams.sugars),
    proteinMg: milli(grams.protein),
    saltMg: milli(grams.salt),
  }
}
