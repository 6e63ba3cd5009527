// Writing a promotion: what it gives, to whom, when, how often, who pays, and what it would have cost last month.
'use client'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Checkbox, Input, Select } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import type { Promotion } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { fieldRefusal, refusalOf } from '../tap.ts'
import { ProductChoice } from './product-choice.tsx'
import { audiences, draftOf, kinds, typedFrom } from './promotion-draft.ts'
import { usePreview, useSavePromotion } from './use-promotions.ts'
import { useGroups } from './use-rules.ts'

export function PromotionEditor({ promotion, close }: { promotion: Promotion | undefined; close: () => void }) {
  const t = useTranslations('prices.promotions')
  const rules = useTranslations('prices.rules')
  const common = useTranslations('common')
  const { market, app } = useDesk()
  const localText = useLocalText()
  const groups = useGroups()
  const save = useSavePromotion(close)
  const preview = usePreview()
  const [typed, setTyped] = useState(() => typedFrom(promotion, market.currency))
  const set = (change: Partial<typeof typed>) => {
    preview.reset()
    setTyped((before) => ({ ...before, ...change }))
  }
  const draft = draftOf(typed, market.currency)
  const minded = (field: string) => fieldRefusal(save.error, field)
  const field = (
    name: 'percent' | 'amount' | 'most' | 'buy' | 'get' | 'price' | 'minimum' | 'budget',
    label: string,
  ) => (
    <Input
      label={label}
      inputMode="decimal"
      value={typed[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  )
  const countField = (
    name: 'mostUses' | 'perCustomer' | 'perDevice' | 'perAddress' | 'lapsedDays' | 'nearM',
    label: string,
  ) => (
    <Input
      label={label}
      inputMode="numeric"
      value={typed[name]}
      onChange={(event) => set({ [name]: event.target.value })}
      error={minded(name)}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft) save.mutate({ id: promotion?.id, draft })
  }
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && close()}
      title={promotion ? rules('change') : t('add')}
      actions={
        <>
          <Button
            look="quiet"
            busy={preview.isPending}
            disabled={!draft}
            onClick={() => draft && preview.mutate(draft)}
          >
            {t('preview')}
          </Button>
          <Button type="submit" form="promotion" busy={save.isPending} disabled={!draft}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form id="promotion" onSubmit={submit} className="space-y-5" noValidate>
        {(save.isError || preview.isError) && (
          <p role="alert" className="font-medium text-bad">
            {refusalOf(save.error ?? preview.error)}
          </p>
        )}
        {preview.data && (
          <div role="status" className="space-y-1 rounded-control bg-accent-soft p-4">
            <p className="font-semibold">
              {t('previewFits', { fitting: preview.data.fitting, orders: preview.data.orders })}
            </p>
            <p>
              {t('previewCost')} <Money minor={preview.data.discountMinor} currency={market.currency} />
            </p>
            <p className="text-sm text-muted">
              {t('previewVendor')} <Money minor={preview.data.vendorMinor} currency={market.currency} /> ·{' '}
              {t('previewPlatform')} <Money minor={preview.data.platformMinor} currency={market.currency} />
            </p>
          </div>
        )}
        <Input label={rules('name')} required value={typed.en} onChange={(event) => set({ en: event.target.value })} />
        {market.languages.includes('fr') && (
          <Input label={rules('nameFr')} value={typed.fr} onChange={(event) => set({ fr: event.target.value })} />
        )}
        <Input
          label={t('code')}
          hint={t('codeHint')}
          value={typed.code}
          maxLength={24}
          onChange={(event) => set({ code: event.target.value.toUpperCase().replace(/[^A-Z0-9]/g, '') })}
        />
        <Checkbox
          label={t('listed')}
          checked={typed.listed}
          onChange={(event) => set({ listed: event.target.checked })}
        />
        <Select
          label={rules('kindTitle')}
          value={typed.kind}
          error={minded('terms')}
          onChange={(event) => set({ kind: event.target.value as typeof typed.kind })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </Select>
        <div className="grid grid-cols-2 gap-4">
          {typed.kind === 'percentage' && field('percent', t('percent'))}
          {typed.kind === 'fixed' && field('amount', t('amount'))}
          {(typed.kind === 'percentage' || typed.kind === 'free_delivery') && field('most', t('most'))}
          {typed.kind === 'buy_x_get_y' && field('buy', t('buy'))}
          {typed.kind === 'buy_x_get_y' && field('get', t('get'))}
          {typed.kind === 'bundle' && field('price', t('price'))}
          {field('minimum', t('minimum'))}
        </div>
        {app === 'vendor' && typed.kind !== 'free_delivery' && (
          <ProductChoice chosen={typed.productIds} onChange={(productIds) => set({ productIds })} />
        )}
        <Select
          label={t('audience')}
          value={typed.audience}
          onChange={(event) => set({ audience: event.target.value as typeof typed.audience })}
        >
          {audiences.map((audience) => (
            <option key={audience} value={audience}>
              {t(`for.${audience}`)}
            </option>
          ))}
        </Select>
        {typed.audience === 'lapsed' && countField('lapsedDays', t('lapsedDays'))}
        {typed.audience === 'near' && countField('nearM', t('nearM'))}
        {typed.audience === 'group' && (
          <Select
            label={rules('group')}
            value={typed.groupId}
            error={minded('groupId')}
            onChange={(event) => set({ groupId: event.target.value })}
          >
            <option value="">{rules('choose')}</option>
            {groups.data?.map((group) => (
              <option key={group.id} value={group.id}>
                {localText(group.name)}
              </option>
            ))}
          </Select>
        )}
        {app === 'admin' && (
          <Input
            label={t('vendorShare')}
            hint={t('vendorShareHint')}
            inputMode="decimal"
            suffix="%"
            value={typed.share}
            onChange={(event) => set({ share: event.target.value })}
          />
        )}
        <Checkbox
          label={t('stacks')}
          checked={typed.stacks}
          onChange={(event) => set({ stacks: event.target.checked })}
        />
        <fieldset className="grid grid-cols-2 gap-4">
          <legend className="mb-2 text-sm font-semibold">{t('limits')}</legend>
          {field('budget', t('budget'))}
          {countField('mostUses', t('mostUses'))}
          {countField('perCustomer', t('perCustomer'))}
          {countField('perDevice', t('perDevice'))}
          {countField('perAddress', t('perAddress'))}
        </fieldset>
        <Input
          label={rules('starts')}
          type="datetime-local"
          required
          value={typed.startsAt}
          onChange={(event) => set({ startsAt: event.target.value })}
        />
        <Input
          label={rules('ends')}
          type="datetime-local"
          hint={rules('endsHint')}
          value={typed.endsAt}
          onChange={(event) => set({ endsAt: event.target.value })}
          error={minded('endsAt')}
        />
        <Checkbox
          label={rules('paused')}
          checked={typed.paused}
          onChange={(event) => set({ paused: event.target.checked })}
        />
      </form>
    </Drawer>
  )
}
