// The market's numbers that its own people may turn: time limits, fees, limits for riders and wallets.
'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { parseMoney } from '../../ui/money-format.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { SettingsOfMarket } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { majorText } from '../major.ts'
import { SignOutButton } from '../session-gate.tsx'
import { fieldRefusal, refusalOf, useTap } from '../tap.ts'

const settingsKey = ['settings'] as const

type Settings = SettingsOfMarket['settings']
type Unit = 'seconds' | 'metres' | 'money' | 'percent'
interface Setting {
  /** Its place in the settings, and its name in our words. */
  path: string
  unit: Unit
  /** May be left empty: the market does without it. */
  optional?: true
}

const groups = {
  times: [
    { path: 'cancellationWindowSeconds', unit: 'seconds' },
    { path: 'acceptWithinSeconds', unit: 'seconds' },
    { path: 'paymentWithinSeconds', unit: 'seconds' },
  ],
  fees: [
    { path: 'commissionBp', unit: 'percent' },
    { path: 'deliveryFee.baseMinor', unit: 'money' },
    { path: 'deliveryFee.perKmMinor', unit: 'money' },
    { path: 'deliveryFee.maximumDistanceM', unit: 'metres' },
    { path: 'deliveryFee.smallBasket.belowMinor', unit: 'money', optional: true },
    { path: 'deliveryFee.smallBasket.feeMinor', unit: 'money', optional: true },
    { path: 'serviceFee.bp', unit: 'percent', optional: true },
    { path: 'serviceFee.leastMinor', unit: 'money', optional: true },
    { path: 'serviceFee.mostMinor', unit: 'money', optional: true },
    { path: 'minimumBasketMinor', unit: 'money', optional: true },
  ],
  riders: [
    { path: 'riderSearchRadiusM', unit: 'metres' },
    { path: 'riderOfferSeconds', unit: 'seconds' },
    { path: 'riderCashLimitMinor', unit: 'money' },
  ],
  money: [
    { path: 'minimumPayoutMinor', unit: 'money' },
    { path: 'wallet.topUpMinimumMinor', unit: 'money' },
    { path: 'wallet.topUpMaximumMinor', unit: 'money' },
  ],
} as const satisfies Record<string, readonly Setting[]>

type Group = keyof typeof groups
type Path = (typeof groups)[Group][number]['path']
const all: readonly (Setting & { path: Path })[] = Object.values(groups).flat()

export function Settings() {
  const t = useTranslations('admin.settings')
  const { api } = useDesk()
  const settings = useQuery({
    queryKey: settingsKey,
    queryFn: () => read(api.GET('/api/v1/admin/market')),
    // What somebody is typing into must not change under the fingers.
    refetchOnWindowFocus: false,
  })
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<SignOutButton />} />
      {settings.isPending ? (
        <Loading className="grid gap-5 lg:grid-cols-2">
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-72 rounded-card!" />
          ))}
        </Loading>
      ) : settings.data ? (
        <SettingsForm key={settings.data.version} market={settings.data} />
      ) : (
        <ErrorState error={settings.error} retry={() => void settings.refetch()} />
      )}
    </>
  )
}

function SettingsForm({ market: { settings, version } }: { market: SettingsOfMarket }) {
  const t = useTranslations('admin.settings')
  const words = useTranslations('desk')
  const common = useTranslations('common')
  const { api } = useDesk()
  const queries = useQueryClient()
  const announce = useToast()
  const [typed, setTyped] = useState(
    () => Object.fromEntries(all.map((each) => [each.path, shown(settings, each)])) as Record<Path, string>,
  )
  const values = all.map((each) => ({ ...each, value: parsed(typed[each.path], each, settings.currency) }))
  const wrong = new Set(values.filter(({ value }) => value === undefined).map(({ path }) => path))
  const changed = all.some((each) => typed[each.path] !== shown(settings, each))
  const save = useTap({
    touches: [],
    quiet: true,
    send: (next: Settings) => read(api.PUT('/api/v1/admin/market', { body: { version, settings: next } })),
    onDone: (fresh) => {
      queries.setQueryData(settingsKey, fresh)
      announce({ title: t('saved') })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wrong.size > 0) return
    save.mutate(values.reduce((next, { path, value }) => withValue(next, path, value ?? null), settings))
  }
  const suffixes: Record<Unit, string> = { seconds: 's', metres: 'm', money: settings.currency, percent: '%' }
  return (
    <form onSubmit={submit} className="grid items-start gap-5 lg:grid-cols-2">
      {(Object.keys(groups) as Group[]).map((group) => (
        <Card key={group} className="space-y-5">
          <h2 className="text-xl">{t(`group.${group}`)}</h2>
          {groups[group].map(({ path, unit, optional }: Setting & { path: Path }) => (
            <Input
              key={path}
              label={t(`name.${path}`)}
              hint={t(`hint.${path}`)}
              required={!optional}
              inputMode={unit === 'money' || unit === 'percent' ? 'decimal' : 'numeric'}
              suffix={<span className="text-sm">{suffixes[unit]}</span>}
              value={typed[path]}
              onChange={(event) => {
                const { value } = event.currentTarget
                setTyped((before) => ({ ...before, [path]: value }))
              }}
              error={wrong.has(path) ? t('notNumber') : fieldRefusal(save.error, path)}
            />
          ))}
        </Card>
      ))}
      <div
        hidden={!changed}
        className="sticky bottom-4 z-10 flex-wrap items-center justify-end gap-4 rounded-card border border-line bg-card p-3 pl-5 shadow-float not-[[hidden]]:flex lg:col-span-2"
      >
        {save.isError && (
          <p role="alert" className="mr-auto font-medium text-bad">
            {refusalOf(save.error) ?? words('notDone')}
          </p>
        )}
        <Button type="submit" busy={save.isPending} disabled={!changed || wrong.size > 0}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}

function shown(settings: Settings, { path, unit }: Setting): string {
  const value = valueAt(settings, path)
  if (value === undefined) return ''
  if (unit === 'money') return majorText(value, settings.currency)
  return unit === 'percent' ? String(value / 100) : String(value)
}

/** Nothing for what is not a number; null for what is left empty and may be. */
function parsed(text: string, { unit, optional }: Setting, currency: string): number | null | undefined {
  if (optional && text.trim() === '') return null
  if (unit === 'money') return parseMoney(text, currency)
  if (unit === 'percent') return parseMoney(text, 'EUR')
  return /^\d{1,7}$/.test(text.trim()) ? Number(text) : undefined
}

function valueAt(settings: Settings, path: string): number | undefined {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings)
  return found === undefined ? undefined : Number(found)
}

/** Null takes the value out, and with its last value the group that held it. */
function withValue(settings: Settings, path: string, value: number | null): Settings {
  return replaced({ ...settings }, path.split('.'), value) as Settings
}

function replaced(tree: object, [first = '', ...rest]: string[], value: number | null): object {
  const branches = tree as Record<string, object | number | undefined>
  const inner = branches[first]
  const next = rest.length === 0 ? value : replaced(typeof inner === 'object' ? inner : {}, rest, value)
  const { [first]: _, ...others } = branches
  const isNothing = next === null || (typeof next === 'object' && Object.keys(next).length === 0)
  return isNothing ? others : { ...branches, [first]: next }
}
