// The menu as customers see it, now or at a later moment; and what is to change until then.
'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import type { VendorProduct } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { useTap } from '../tap.ts'
import { momentIn } from './moment-in.ts'
import { changesKey, useChanges } from './use-menu.ts'

export function MenuPreview({
  products,
  open,
  onClose,
}: {
  products: readonly VendorProduct[]
  open: boolean
  onClose: () => void
}) {
  const t = useTranslations('tools.preview')
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={t('title')} text={t('text')}>
      {open && (
        <div className="space-y-6">
          <ToCome products={products} />
          <Preview />
        </div>
      )}
    </Drawer>
  )
}

function ToCome({ products }: { products: readonly VendorProduct[] }) {
  const t = useTranslations('tools.preview')
  const { api, market } = useDesk()
  const clock = useClock()
  const say = useLocalText()
  const changes = useChanges()
  const cancel = useTap({
    touches: [changesKey],
    send: (changeId: string) =>
      read(api.DELETE('/api/v1/vendor/menu/changes/{changeId}', { params: { path: { changeId } } })),
  })
  if (!changes.data || changes.data.length === 0) return null
  const nameOf = (id: string) => {
    const product = products.find((each) => each.id === id)
    return product ? say(product.name) : ''
  }
  return (
    <section aria-labelledby="to-come">
      <h3 id="to-come" className="mb-2 text-base">
        {t('toCome')}
      </h3>
      <ul className="divide-y divide-line rounded-control border border-line">
        {changes.data.map((change) => (
          <li key={change.id} className="flex items-center gap-2 py-1 pl-4">
            <div className="min-w-0 flex-1">
              <p className="font-semibold break-words">{nameOf(change.productId)}</p>
              <p className="text-sm text-muted">
                {clock.when(change.applyAt)}
                {change.priceMinor !== null && (
                  <>
                    {' · '}
                    <Money minor={change.priceMinor} currency={market.currency} />
                  </>
                )}
                {change.listed !== null && <> · {t(change.listed ? 'onMenu' : 'offMenu')}</>}
              </p>
            </div>
            <IconButton
              label={t('cancel', { name: nameOf(change.productId) })}
              onClick={() => cancel.mutate(change.id)}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Preview() {
  const t = useTranslations('tools.preview')
  const menuWords = useTranslations('desk.menu')
  const { api, market } = useDesk()
  const [typed, setTyped] = useState('')
  const at = typed === '' ? undefined : momentIn(market.timeZone, typed)
  const preview = useQuery({
    queryKey: ['menu-preview', at],
    queryFn: () => read(api.GET('/api/v1/vendor/menu/preview', { params: { query: { ...(at && { at }) } } })),
  })
  return (
    <section className="space-y-5">
      <div className="flex items-end gap-2">
        <Input
          type="datetime-local"
          label={t('at')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className="flex-1"
        />
        {typed !== '' && (
          <Button look="quiet" onClick={() => setTyped('')}>
            {t('now')}
          </Button>
        )}
      </div>
      {preview.isPending ? (
        <Loading className="space-y-3">
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
        </Loading>
      ) : !preview.data ? (
        <ErrorState error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data.sections.length === 0 ? (
        <p className="py-6 text-center text-muted">{t('empty')}</p>
      ) : (
        preview.data.sections.map(({ category, products }) => (
          <div key={category.id}>
            <h3 className="mb-3 text-lg">{category.name}</h3>
            <ul className="space-y-3">
              {products.map((product) => (
                <li key={product.id} className="flex gap-4 rounded-card border border-line p-4">
                  <div className="min-w-0 flex-1">
                    <p className="font-semibold break-words">{product.name}</p>
                    {product.description && (
                      <p className="mt-1 line-clamp-2 text-sm text-muted">{product.description}</p>
                    )}
                    <p className="mt-2 flex flex-wrap items-center gap-2">
                      <Money minor={product.priceMinor} currency={market.currency} className="font-semibold" />
                      {product.available === 0 && <Badge>{menuWords('soldOut')}</Badge>}
                    </p>
                  </div>
                  <ProductPicture picture={product.picture} alt="" className="size-20 shrink-0" />
                </li>
              ))}
            </ul>
          </div>
        ))
      )}
    </section>
  )
}
