// Builders for other modules' tests: a vendor that is open, and something to buy from it.
import { aShelf } from '@provender/inventory/fixtures'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { upsertCategory } from './category-store.ts'
import type { WeekHours } from './hours.ts'
import type { Details } from './details.ts'
import type { OptionGroupRecord } from './option.ts'
import type { ProductDraft } from './product.ts'
import { insertProduct } from './product-store.ts'
import type { Approval, VendorDraft, VendorRecord } from './vendor.ts'
import { insertVendor } from './vendor-store.ts'

const always = [['00:00', '24:00']] as const

/** Never closes, so that a test need not look at its clock. */
export const roundTheClock: WeekHours = {
  monday: always,
  tuesday: always,
  wednesday: always,
  thursday: always,
  friday: always,
  saturday: always,
  sunday: always,
}

/** A kitchen in Yaoundé that never closes. */
export function vendorDraft(overrides: Partial<VendorDraft> = {}): VendorDraft {
  return {
    name: 'Chez Odile',
    kind: 'restaurant',
    about: { en: 'Grilled fish and plantain.', fr: 'Poisson braisé et plantain.' },
    phone: '+237670000001',
    addressLine: 'Rue 1.077, Bastos, Yaoundé',
    place: { lat: 3.8905, lng: 11.5121 },
    hours: roundTheClock,
    picture: 'fluent-emoji-flat:fish',
    deliveryRadiusM: 8000,
    preparationMinutes: 20,
    minimumBasketMinor: 0,
    ...overrides,
  }
}

export async function aVendor(
  tx: Tx,
  {
    approval = 'approved',
    appliedBy = null,
    ...overrides
  }: Partial<VendorDraft> & { approval?: Approval; appliedBy?: string | null } = {},
): Promise<VendorRecord> {
  return insertVendor(tx, { ...vendorDraft(overrides), id: newId(), approval, appliedBy })
}

export function productDraft(overrides: Partial<ProductDraft> = {}): ProductDraft {
  return {
    category: 'dishes',
    name: { en: 'Grilled mackerel', fr: 'Maquereau braisé' },
    description: null,
    priceMinor: 3500,
    unit: 'portion',
    picture: 'fluent-emoji-flat:fish',
    allergens: ['fish'],
    diets: [],
    listed: true,
    ...overrides,
  }
}

/** Something to buy; `onHand` puts it on a shelf, without it is made to order. @returns its id */
export async function aProduct(
  tx: Tx,
  vendorId: string,
  {
    onHand,
    ...overrides
  }: Omit<Partial<ProductDraft>, 'optionGroups' | keyof Details> &
    Partial<Details> & { onHand?: number; optionGroups?: readonly OptionGroupRecord[] } = {},
): Promise<string> {
  const { optionGroups = [], measure, facts, soldWhen, preparationMinutes, ...plain } = overrides
  const details = {
    measure: measure ?? null,
    facts: facts ?? {},
    soldWhen: soldWhen ?? null,
    preparationMinutes: preparationMinutes ?? null,
  }
  const draft = productDraft(plain)
  const category = await upsertCategory(tx, newId(), draft.category, {
    name: { en: 'Dishes', fr: 'Plats' },
    picture: 'fluent-emoji-flat:pot-of-food',
    position: 0,
  })
  const id = newId()
  await insertProduct(tx, { ...draft, ...details, optionGroups, id, vendorId, categoryId: category.id })
  if (onHand !== undefined) await aShelf(tx, id, onHand)

  return id
}
