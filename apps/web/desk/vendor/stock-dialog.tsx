// How many there are: a number on the shelf, or made to order without end.
'use client'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input, RadioCards } from '../../ui/field.tsx'
import type { VendorProduct } from '../answers.ts'
import { useLocalText } from '../local-text.ts'
import { useStockTap } from './use-menu.ts'

export function StockDialog({ product, onClose }: { product: VendorProduct | undefined; onClose: () => void }) {
  const t = useTranslations('desk.stock')
  const say = useLocalText()
  return (
    <Dialog
      open={product !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      text={product && say(product.name)}
    >
      {product && <StockForm key={product.id} product={product} onClose={onClose} />}
    </Dialog>
  )
}

function StockForm({ product, onClose }: { product: VendorProduct; onClose: () => void }) {
  const t = useTranslations('desk.stock')
  const common = useTranslations('common')
  const stock = useStockTap()
  const soldOut = product.available === 0
  const [way, setWay] = useState<'endless' | 'counted'>(product.onHand === null || soldOut ? 'endless' : 'counted')
  const [count, setCount] = useState(product.onHand && !soldOut ? String(product.onHand) : '')
  const onHand = way === 'endless' ? null : /^\d{1,6}$/.test(count) ? Number(count) : undefined
  const tooFew = onHand !== null && onHand !== undefined && onHand < product.reserved

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (onHand === undefined || tooFew) return
    stock.mutate({ productId: product.id, onHand })
    onClose()
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <RadioCards
        bare
        label={t('title')}
        name="way"
        value={way}
        onChange={(value) => setWay(value === 'endless' ? 'endless' : 'counted')}
        choices={[
          { value: 'endless', title: t('endless'), text: t('endlessText') },
          { value: 'counted', title: t('counted'), text: t('countedText') },
        ]}
      />
      {way === 'counted' && (
        <Input
          label={t('onHand')}
          inputMode="numeric"
          required
          value={count}
          onChange={(event) => setCount(event.currentTarget.value.trim())}
          hint={product.reserved > 0 && t('reserved', { count: product.reserved })}
          error={
            count && onHand === undefined
              ? t('notNumber')
              : tooFew
                ? t('tooFew', { count: product.reserved })
                : undefined
          }
        />
      )}
      <div className="flex flex-wrap justify-end gap-3 pt-2">
        <Button look="quiet" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" disabled={onHand === undefined || tooFew}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}
