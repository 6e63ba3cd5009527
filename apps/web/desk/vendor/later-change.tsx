// What one product costs, or whether it is on the menu, from a later moment on.
'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { parseMoney } from '../../ui/money-format.ts'
import { useToast } from '../../ui/toast.tsx'
import type { VendorProduct } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { refusalOf, useTap } from '../tap.ts'
import { momentIn } from './moment-in.ts'
import { changesKey } from './use-menu.ts'

export function LaterChange({ product }: { product: VendorProduct }) {
  const t = useTranslations('tools.later')
  const words = useTranslations('desk')
  const { api, market } = useDesk()
  const clock = useClock()
  const announce = useToast()
  const sized = product.optionGroups.some(({ kind }) => kind === 'size')
  const [what, setWhat] = useState(sized ? 'off' : 'price')
  const [price, setPrice] = useState('')
  const [when, setWhen] = useState('')
  const priceMinor = parseMoney(price, market.currency)
  const plan = useTap({
    touches: [changesKey],
    quiet: true,
    send: (body: { applyAt: string; priceMinor?: number; listed?: boolean }) =>
      read(api.POST('/api/v1/vendor/menu/changes', { body: { ...body, productId: product.id } })),
    onDone: ({ applyAt }) => {
      announce({ title: t('planned', { time: clock.when(applyAt) }) })
      setWhen('')
      setPrice('')
    },
  })
  const ready = when !== '' && (what !== 'price' || priceMinor !== undefined)
  const send = () =>
    plan.mutate({
      applyAt: momentIn(market.timeZone, when),
      ...(what === 'price' ? priceMinor !== undefined && { priceMinor } : { listed: what === 'on' }),
    })
  return (
    <details className="rounded-control border border-line">
      <summary className="flex min-h-12 items-center px-4 font-semibold">{t('title')}</summary>
      <div className="space-y-4 p-4 pt-1">
        <Select required label={t('what')} value={what} onChange={(event) => setWhat(event.currentTarget.value)}>
          {!sized && <option value="price">{t('whats.price')}</option>}
          <option value="off">{t('whats.off')}</option>
          <option value="on">{t('whats.on')}</option>
        </Select>
        {what === 'price' && (
          <Input
            label={t('price')}
            inputMode="decimal"
            suffix={<span className="text-sm">{market.currency}</span>}
            value={price}
            onChange={(event) => setPrice(event.currentTarget.value)}
            error={price !== '' && priceMinor === undefined ? words('product.priceWrong') : undefined}
          />
        )}
        <Input
          type="datetime-local"
          label={t('when')}
          value={when}
          onChange={(event) => setWhen(event.currentTarget.value)}
        />
        {plan.isError && (
          <p role="alert" className="font-medium text-bad">
            {refusalOf(plan.error) ?? words('notDone')}
          </p>
        )}
        <Button look="secondary" busy={plan.isPending} disabled={!ready} onClick={send}>
          {t('plan')}
        </Button>
      </div>
    </details>
  )
}
