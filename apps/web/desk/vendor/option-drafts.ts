// Option groups between the API and a form: what was typed, and what of it can be sent.
import type { Language } from '../../api/schema.ts'
import { parseMoney } from '../../ui/money-format.ts'
import type { VendorProduct } from '../answers.ts'
import { majorText } from '../major.ts'
import { localText } from './local-draft.ts'

export type GroupKind = VendorProduct['optionGroups'][number]['kind']

export interface TypedOption {
  key: string
  id?: string
  name: Record<Language, string>
  price: string
  /** Of a combo: the product it stands for. */
  productId: string
  /** Empty: not counted. */
  onHand: string
  listed: boolean
}

export interface TypedGroup {
  key: string
  id?: string
  kind: GroupKind
  name: Record<Language, string>
  min: number
  max: number
  each: number
  options: TypedOption[]
}

type Groups = VendorProduct['optionGroups']

let keys = 0
/** For lists on the page; it never leaves it. */
const newKey = () => `new-${++keys}`

export function newOption(): TypedOption {
  return { key: newKey(), name: { en: '', fr: '' }, price: '', productId: '', onHand: '', listed: true }
}

export function newGroup(kind: GroupKind, name: Record<Language, string>): TypedGroup {
  const [min, max] = kind === 'size' ? [1, 1] : kind === 'choice' ? [0, 1] : [0, 10]
  return { key: newKey(), kind, name, min, max, each: 1, options: [newOption(), newOption()] }
}

export function typedGroups(groups: Groups, currency: string): TypedGroup[] {
  return groups.map((group) => ({
    key: group.id,
    id: group.id,
    kind: group.kind,
    name: { en: group.name.en, fr: group.name.fr ?? '' },
    min: group.min,
    max: group.max,
    each: group.each,
    options: group.options.map((option) => ({
      key: option.id,
      id: option.id,
      name: { en: option.name.en, fr: option.name.fr ?? '' },
      price: option.priceMinor === 0 ? '' : majorText(option.priceMinor, currency),
      productId: option.productId ?? '',
      onHand: option.onHand === null || option.productId ? '' : String(option.onHand),
      listed: option.listed,
    })),
  }))
}

/** Rows without a name are not there; `undefined` for amounts that are none. */
export function groupDrafts(groups: readonly TypedGroup[], currency: string) {
  const drafts = groups.flatMap((group) => {
    const name = localText(group.name)
    const options = group.options.flatMap((option) => {
      const called = localText(option.name)
      const priceMinor = option.price.trim() === '' ? 0 : parseMoney(option.price, currency)
      const onHand = countOf(option.onHand)
      if (!called) return []
      if (priceMinor === undefined || onHand === undefined) return [undefined]
      return [
        {
          ...(option.id !== undefined && { id: option.id }),
          name: called,
          priceMinor: group.kind === 'without' ? 0 : priceMinor,
          productId: option.productId || null,
          listed: option.listed,
          ...(!option.productId && { onHand }),
        },
      ]
    })
    if (!name || options.length === 0) return []
    if (options.includes(undefined)) return [undefined]
    const most = options.length * group.each
    return [
      {
        ...(group.id !== undefined && { id: group.id }),
        kind: group.kind,
        name,
        min: group.min,
        max: Math.max(1, group.kind === 'without' ? options.length : Math.min(group.max, most)),
        each: group.each,
        options: options.filter((option) => option !== undefined),
      },
    ]
  })

  return drafts.includes(undefined) ? undefined : drafts.filter((draft) => draft !== undefined)
}

/** Null when it is not counted, nothing when it is no number. */
export function countOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
}
