// What customers choose about a product: sizes, extras, sides, what may be left out, and the parts of a combo.
'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox, Input, Select } from '../../ui/field.tsx'
import type { VendorProduct } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { type GroupKind, type TypedGroup, type TypedOption, countOf, newGroup, newOption } from './option-drafts.ts'
import { useProducts } from './use-menu.ts'
import { parseMoney } from '../../ui/money-format.ts'

const kinds = ['size', 'choice', 'without'] as const

export function OptionsEditor({
  groups,
  productId,
  tried,
  problem,
  onChange,
}: {
  groups: readonly TypedGroup[]
  /** Left out for a new one. */
  productId: string | undefined
  /** Whether to point at what cannot be sent. */
  tried: boolean
  /** What the API minded. */
  problem: string | undefined
  onChange: (groups: TypedGroup[]) => void
}) {
  const t = useTranslations('products.editor')
  const products = (useProducts().data ?? []).filter(({ id }) => id !== productId)
  const change = (group: TypedGroup) => onChange(groups.map((each) => (each.key === group.key ? group : each)))
  const add = (kind: GroupKind) =>
    onChange([...groups, newGroup(kind, kind === 'choice' ? { en: '', fr: '' } : namesOf(kind))])
  return (
    <fieldset className="space-y-4">
      <legend className="mb-1 text-sm font-semibold">{t('title')}</legend>
      <p className="text-sm text-muted">{t('text')}</p>
      {problem && (
        <p role="alert" className="font-medium text-bad">
          {problem}
        </p>
      )}
      {groups.map((group) => (
        <GroupCard
          key={group.key}
          group={group}
          products={products}
          tried={tried}
          onChange={change}
          onRemove={() => onChange(groups.filter(({ key }) => key !== group.key))}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        {kinds.map((kind) => (
          <Button
            key={kind}
            look="secondary"
            disabled={kind === 'size' && groups.some((group) => group.kind === 'size')}
            onClick={() => add(kind)}
          >
            <Plus aria-hidden className="size-4" /> {t(`add.${kind}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

/** What nearly everybody would call them. */
function namesOf(kind: 'size' | 'without') {
  return kind === 'size' ? { en: 'Size', fr: 'Taille' } : { en: 'Without', fr: 'Sans' }
}

function GroupCard({
  group,
  products,
  tried,
  onChange,
  onRemove,
}: {
  group: TypedGroup
  products: readonly VendorProduct[]
  tried: boolean
  onChange: (group: TypedGroup) => void
  onRemove: () => void
}) {
  const t = useTranslations('products.editor')
  const { market } = useDesk()
  const set = (change: Partial<TypedGroup>) => onChange({ ...group, ...change })
  const setOption = (option: TypedOption) =>
    set({ options: group.options.map((each) => (each.key === option.key ? option : each)) })
  return (
    <div className="space-y-3 rounded-card border border-line bg-sunk/40 p-4">
      <div className="flex items-center justify-between gap-2">
        <p className="font-semibold">{t(`kind.${group.kind}`)}</p>
        <IconButton look="danger" label={t('removeGroup', { name: group.name.en || group.name.fr })} onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <LocalInputs
        label={t('groupName')}
        value={group.name}
        error={tried && !group.name.en.trim() && !group.name.fr.trim() ? t('nameMissing') : undefined}
        onChange={(name) => set({ name })}
      />
      {group.kind === 'choice' && (
        <div className="grid grid-cols-3 gap-2">
          <Amount
            label={t('min')}
            value={group.min}
            least={0}
            onChange={(min) => set({ min, max: Math.max(min, group.max) })}
          />
          <Amount
            label={t('max')}
            value={group.max}
            least={1}
            onChange={(max) => set({ max, min: Math.min(max, group.min) })}
          />
          <Amount label={t('each')} value={group.each} least={1} onChange={(each) => set({ each })} />
        </div>
      )}
      <ul className="space-y-3">
        {group.options.map((option) => (
          <li key={option.key} className="space-y-2 rounded-control border border-line bg-card p-3">
            <LocalInputs
              label={t('optionName')}
              value={option.name}
              onChange={(name) => setOption({ ...option, name })}
            />
            <div className="flex flex-wrap items-end gap-2">
              {group.kind !== 'without' && (
                <Input
                  label={t(group.kind === 'size' ? 'price' : 'extra')}
                  inputMode="decimal"
                  value={option.price}
                  suffix={<span className="text-sm">{market.currency}</span>}
                  onChange={(event) => setOption({ ...option, price: event.currentTarget.value })}
                  error={
                    tried && option.price.trim() && parseMoney(option.price, market.currency) === undefined
                      ? t('priceWrong')
                      : undefined
                  }
                  className="min-w-32 flex-1"
                />
              )}
              {group.kind !== 'without' && !option.productId && (
                <Input
                  label={t('onHand')}
                  inputMode="numeric"
                  value={option.onHand}
                  placeholder="∞"
                  onChange={(event) => setOption({ ...option, onHand: event.currentTarget.value })}
                  error={tried && countOf(option.onHand) === undefined ? t('countWrong') : undefined}
                  className="w-28"
                />
              )}
            </div>
            {group.kind === 'choice' && products.length > 0 && (
              <PartOf option={option} products={products} onChange={setOption} />
            )}
            <div className="flex items-center justify-between">
              <Checkbox
                label={t('offered')}
                checked={option.listed}
                onChange={(event) => setOption({ ...option, listed: event.currentTarget.checked })}
              />
              <IconButton
                look="danger"
                label={t('removeOption', { name: option.name.en || option.name.fr })}
                onClick={() => set({ options: group.options.filter(({ key }) => key !== option.key) })}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </div>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={() => set({ options: [...group.options, newOption()] })}>
        <Plus aria-hidden className="size-4" /> {t('addOption')}
      </Button>
    </div>
  )
}

/** In a combo an option is a product of the menu, and is sold out when that is. */
function PartOf({
  option,
  products,
  onChange,
}: {
  option: TypedOption
  products: readonly VendorProduct[]
  onChange: (option: TypedOption) => void
}) {
  const t = useTranslations('products.editor')
  const say = useLocalText()
  return (
    <Select
      label={t('part')}
      value={option.productId}
      onChange={(event) => {
        const productId = event.currentTarget.value
        const part = products.find(({ id }) => id === productId)
        const unnamed = !option.name.en.trim() && !option.name.fr.trim()
        const name = part && unnamed ? { en: part.name.en, fr: part.name.fr ?? '' } : option.name
        onChange({ ...option, productId, name })
      }}
    >
      <option value="">{t('noPart')}</option>
      {products.map(({ id, name }) => (
        <option key={id} value={id}>
          {say(name)}
        </option>
      ))}
    </Select>
  )
}

function LocalInputs({
  label,
  value,
  error,
  onChange,
}: {
  label: string
  value: TypedGroup['name']
  error?: string | undefined
  onChange: (value: TypedGroup['name']) => void
}): ReactNode {
  const look = useTranslations('look')
  const { market } = useDesk()
  return (
    <div className="grid gap-2 xs:grid-cols-2">
      {market.languages.map((language, index) => (
        <Input
          key={language}
          label={market.languages.length > 1 ? `${label} (${look(language)})` : label}
          lang={language}
          maxLength={120}
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
          error={index === 0 ? error : undefined}
        />
      ))}
    </div>
  )
}

function Amount({
  label,
  value,
  least,
  onChange,
}: {
  label: string
  value: number
  least: number
  onChange: (value: number) => void
}) {
  return (
    <Input
      label={label}
      type="number"
      min={least}
      max={40}
      value={value}
      onChange={(event) => onChange(Math.max(least, Math.min(40, Math.trunc(Number(event.currentTarget.value) || 0))))}
    />
  )
}
