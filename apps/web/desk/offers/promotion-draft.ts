// A promotion as it is typed into a form, and back.
import { parseMoney } from '../../ui/money-format.ts'
import type { Promotion, PromotionDraft } from '../answers.ts'
import { majorText } from '../major.ts'
import { fromLocalInput, localInput } from './moments.ts'

export const kinds = ['percentage', 'fixed', 'free_delivery', 'buy_x_get_y', 'bundle'] as const
export const audiences = ['everyone', 'new', 'lapsed', 'near', 'group'] as const

export function typedFrom(promotion: Promotion | undefined, currency: string) {
  const terms = promotion?.terms ?? {}
  const money = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? '' : majorText(minor, currency)
  const count = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))
  return {
    en: promotion?.name.en ?? '',
    fr: promotion?.name.fr ?? '',
    code: promotion?.code ?? '',
    listed: promotion?.listed ?? true,
    kind: promotion?.kind ?? ('percentage' as PromotionDraft['kind']),
    percent: terms.bp === undefined ? '10' : String(terms.bp / 100),
    amount: money(terms.amountMinor),
    most: money(terms.mostMinor),
    buy: count(terms.buy ?? 2),
    get: count(terms.get ?? 1),
    price: money(terms.priceMinor),
    productIds: promotion?.productIds ?? null,
    audience: promotion?.audience ?? ('everyone' as PromotionDraft['audience']),
    lapsedDays: count(promotion?.lapsedDays),
    nearM: count(promotion?.nearM),
    groupId: promotion?.groupId ?? '',
    minimum: money(promotion?.minimumMinor || undefined),
    share: String((promotion?.vendorShareBp ?? 0) / 100),
    stacks: promotion?.stacks ?? false,
    hours: promotion?.hours ?? null,
    budget: money(promotion?.budgetMinor),
    mostUses: count(promotion?.mostUses),
    perCustomer: count(promotion?.perCustomer),
    perDevice: count(promotion?.perDevice),
    perAddress: count(promotion?.perAddress),
    startsAt: localInput(promotion?.startsAt ?? new Date().toISOString()),
    endsAt: promotion?.endsAt ? localInput(promotion.endsAt) : '',
    paused: promotion?.paused ?? false,
  }
}

/** Nothing while something cannot be read as what it should be. */
export function draftOf(typed: ReturnType<typeof typedFrom>, currency: string): PromotionDraft | undefined {
  const money = (text: string) => (text.trim() === '' ? null : parseMoney(text, currency))
  const count = (text: string) => (text.trim() === '' ? null : /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined)
  const rate = (text: string) => Math.round(Number(text.replace(',', '.')) * 100)
  const terms = termsOf(typed, money, count, rate)
  const startsAt = fromLocalInput(typed.startsAt)
  const read = {
    minimumMinor: money(typed.minimum),
    budgetMinor: money(typed.budget),
    mostUses: count(typed.mostUses),
    perCustomer: count(typed.perCustomer),
    perDevice: count(typed.perDevice),
    perAddress: count(typed.perAddress),
    lapsedDays: typed.audience === 'lapsed' ? count(typed.lapsedDays) : null,
    nearM: typed.audience === 'near' ? count(typed.nearM) : null,
  }
  const vendorShareBp = rate(typed.share)
  const unread = Object.values(read).includes(undefined) || !(vendorShareBp >= 0 && vendorShareBp <= 10_000)
  if (!typed.en.trim() || !terms || !startsAt || unread || (typed.code !== '' && typed.code.length < 3))
    return undefined

  const { minimumMinor, ...limits } = read as { [Key in keyof typeof read]: number | null }
  return {
    name: { en: typed.en.trim(), ...(typed.fr.trim() && { fr: typed.fr.trim() }) },
    code: typed.code || null,
    listed: typed.listed,
    kind: typed.kind,
    terms,
    productIds: typed.kind === 'free_delivery' ? null : typed.productIds,
    audience: typed.audience,
    groupId: typed.audience === 'group' && typed.groupId ? typed.groupId : null,
    minimumMinor: minimumMinor ?? 0,
    stacks: typed.stacks,
    vendorShareBp,
    hours: typed.hours,
    startsAt,
    endsAt: fromLocalInput(typed.endsAt) ?? null,
    paused: typed.paused,
    ...limits,
  }
}

type Read = (text: string) => number | null | undefined

function termsOf(
  typed: ReturnType<typeof typedFrom>,
  money: Read,
  count: Read,
  rate: (text: string) => number,
): PromotionDraft['terms'] | undefined {
  const most = money(typed.most)
  if (most === undefined) return undefined
  const mostMinor = most !== null && { mostMinor: most }
  if (typed.kind === 'free_delivery') return { ...mostMinor }
  if (typed.kind === 'percentage') {
    const bp = rate(typed.percent)
    return bp >= 1 && bp <= 10_000 ? { bp, ...mostMinor } : undefined
  }
  if (typed.kind === 'buy_x_get_y') {
    const [buy, get] = [count(typed.buy), count(typed.get)]
    return buy && get ? { buy, get } : undefined
  }

  const minor = money(typed.kind === 'fixed' ? typed.amount : typed.price)
  if (minor === null || minor === undefined) return undefined
  return typed.kind === 'fixed' ? { amountMinor: minor } : { priceMinor: minor }
}
