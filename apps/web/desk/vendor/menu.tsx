// What the vendor sells, shelf by shelf: sold out in one tap, everything else behind its row.
'use client'
import { clsx } from 'clsx'
import { ArrowUpDown, Eye, FileSpreadsheet, Package, Pencil, Percent, Plus, Search } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { Category } from '../../api/schema.ts'
import { amountText } from '../../ui/amount.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { VendorProduct } from '../answers.ts'
import { useNow } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { capital } from '../words.ts'
import { ArrangeMenu } from './arrange-menu.tsx'
import { ManyAtOnce } from './many-at-once.tsx'
import { MenuPreview } from './menu-preview.tsx'
import { MenuTable } from './menu-table.tsx'
import { ProductEditor } from './product-editor.tsx'
import { StockDialog } from './stock-dialog.tsx'
import { useCategories, useProducts, useSoldOutTap, useMenuOrder, type MenuOrder } from './use-menu.ts'

export function Menu() {
  const t = useTranslations('desk.menu')
  const { market } = useDesk()
  const say = useLocalText()
  const products = useProducts()
  const categories = useCategories()
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<string>()
  const [counting, setCounting] = useState<string>()
  const [tool, setTool] = useState<'arrange' | 'many' | 'preview' | 'table'>()
  const tools = useTranslations('tools')
  const order = useMenuOrder()
  const nouns = market.vocabulary.product
  const retry = () => {
    void products.refetch()
    void categories.refetch()
  }

  const wanted = search.trim().toLocaleLowerCase()
  const shown = (products.data ?? []).filter((product) => say(product.name).toLocaleLowerCase().includes(wanted))
  const shelvesToArrange = useMemo(
    () =>
      shelvesOf(products.data ?? [], categories.data ?? [], order.data).map(({ slug, name, items }) => ({
        id: slug,
        name,
        products: items.map((product) => ({ id: product.id, name: say(product.name) })),
      })),
    // `say` is made anew on every render, from a language that does not change while the page is open.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [products.data, categories.data, order.data],
  )
  const find = (id: string | undefined) => products.data?.find((product) => product.id === id)
  return (
    <>
      <PageHeader
        title={capital(nouns.plural)}
        text={t('text')}
        actions={
          <>
            <Button onClick={() => setEditing('new')}>
              <Plus aria-hidden className="size-5" /> {t('add', { product: nouns.singular })}
            </Button>
            <Button look="secondary" onClick={() => setTool('arrange')}>
              <ArrowUpDown aria-hidden className="size-5" /> {tools('arrange.open')}
            </Button>
            <Button look="secondary" onClick={() => setTool('many')}>
              <Percent aria-hidden className="size-5" /> {tools('many.open')}
            </Button>
            <Button look="secondary" onClick={() => setTool('preview')}>
              <Eye aria-hidden className="size-5" /> {tools('preview.open')}
            </Button>
            <Button look="secondary" onClick={() => setTool('table')}>
              <FileSpreadsheet aria-hidden className="size-5" /> {tools('table.open')}
            </Button>
          </>
        }
      />
      {products.isPending || categories.isPending ? (
        <MenuSkeleton />
      ) : !products.data || !categories.data ? (
        <ErrorState error={products.error ?? categories.error} retry={retry} />
      ) : products.data.length === 0 ? (
        <EmptyState
          picture="fluent-emoji-flat:memo"
          title={t('empty')}
          text={t('emptyText')}
          action={<Button onClick={() => setEditing('new')}>{t('add', { product: nouns.singular })}</Button>}
        />
      ) : (
        <div className="max-w-5xl">
          <Input
            bare
            type="search"
            label={t('search')}
            placeholder={t('search')}
            prefix={<Search aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            className="mb-6 max-w-md"
          />
          {shown.length === 0 && <p className="py-10 text-center text-muted">{t('noneFound')}</p>}
          <div className="space-y-8">
            {shelvesOf(shown, categories.data, order.data).map(({ slug, name, items }) => (
              <section key={slug} aria-labelledby={`shelf-${slug}`}>
                <h2 id={`shelf-${slug}`} className="mb-3 flex items-baseline gap-2.5 text-xl">
                  {name} <span className="tabular text-base font-normal text-muted">{items.length}</span>
                </h2>
                <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
                  {items.map((product) => (
                    <ProductRow
                      key={product.id}
                      product={product}
                      onEdit={() => setEditing(product.id)}
                      onCount={() => setCounting(product.id)}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </div>
      )}
      {categories.data && (
        <ProductEditor
          key={editing}
          open={editing !== undefined}
          product={find(editing)}
          categories={categories.data}
          onClose={() => setEditing(undefined)}
        />
      )}
      {products.data && categories.data && (
        <>
          <ArrangeMenu shelves={shelvesToArrange} open={tool === 'arrange'} onClose={() => setTool(undefined)} />
          <ManyAtOnce shelves={shelvesToArrange} open={tool === 'many'} onClose={() => setTool(undefined)} />
          <MenuPreview products={products.data} open={tool === 'preview'} onClose={() => setTool(undefined)} />
        </>
      )}
      <MenuTable open={tool === 'table'} onClose={() => setTool(undefined)} />
      <StockDialog product={find(counting)} onClose={() => setCounting(undefined)} />
    </>
  )
}

function ProductRow({ product, onEdit, onCount }: { product: VendorProduct; onEdit: () => void; onCount: () => void }) {
  const t = useTranslations('desk.menu')
  const units = useTranslations('desk.unit')
  const { market } = useDesk()
  const say = useLocalText()
  const announce = useToast()
  const more = useTranslations('products')
  const language = useLocale()
  const now = useNow() ?? 0
  const away = product.soldOutUntil !== null && Date.parse(product.soldOutUntil) > now
  const soldOut = product.available === 0 || away
  const name = say(product.name)
  const today = useSoldOutTap()
  const sellOut = () => {
    today.mutate({ productId: product.id, soldOut: true })
    announce({
      title: more('soldOutToday.sold', { name }),
      action: { label: t('undo'), press: () => today.mutate({ productId: product.id, soldOut: false }) },
    })
  }
  const bring = () => (away ? today.mutate({ productId: product.id, soldOut: false }) : onCount())
  return (
    <li className={clsx('flex items-center gap-3 px-4 py-3 sm:gap-4 sm:px-5', !product.listed && 'bg-sunk/50')}>
      <ProductPicture
        picture={product.picture}
        alt=""
        className={clsx('size-14 shrink-0 sm:size-16', (soldOut || !product.listed) && 'opacity-50 grayscale')}
      />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={onEdit}
          className="max-w-full rounded-control text-left font-semibold break-words underline-offset-4 hover:underline"
        >
          {name}
        </button>
        <p className="text-sm text-muted">
          <Money minor={product.priceMinor} currency={market.currency} className="font-medium text-ink" /> /{' '}
          {units(product.unit)}
        </p>
        <p className="mt-1 flex flex-wrap gap-1.5">
          {!product.listed && <Badge>{t('hidden')}</Badge>}
          {soldOut && <Badge tone="bad">{t('soldOut')}</Badge>}
          {product.available !== null && product.available > 0 && (
            <Badge tone={product.available <= 3 * (product.measure?.per ?? 1) ? 'warn' : 'neutral'}>
              {product.measure
                ? more('left', { count: amountText(product.available, product.measure, language) })
                : t('left', { count: product.available })}
            </Badge>
          )}
        </p>
      </div>
      <div className="flex shrink-0 items-center gap-1 max-sm:flex-col max-sm:items-end">
        {product.listed && (
          <Button
            look={soldOut ? 'primary' : 'secondary'}
            onClick={soldOut ? bring : sellOut}
            aria-label={soldOut ? t('backLabel', { name }) : t('soldOutLabel', { name })}
            className="px-4! text-sm!"
          >
            {t(soldOut ? 'back' : 'sellOut')}
          </Button>
        )}
        <IconButton label={t('edit', { name })} onClick={onEdit} className="max-sm:hidden">
          <Pencil aria-hidden />
        </IconButton>
        <IconButton label={t('count', { name })} onClick={onCount}>
          <Package aria-hidden />
        </IconButton>
      </div>
    </li>
  )
}

/** In the vendor's own order, then in the market's; what stands on a shelf we do not know comes last. */
function shelvesOf(
  products: readonly VendorProduct[],
  categories: readonly Category[],
  order: MenuOrder['shelves'] = [],
) {
  const place = new Map(order.flatMap(({ productIds }) => productIds).map((id, at) => [id, at]))
  const sorted = products.toSorted((a, b) => (place.get(a.id) ?? place.size) - (place.get(b.id) ?? place.size))
  const bySlug = Map.groupBy(sorted, (product) => product.category)
  const names = new Map(categories.map(({ slug, name }) => [slug, name]))
  const slugs = new Set([...order.map(({ category }) => category), ...names.keys(), ...bySlug.keys()])

  return [...slugs]
    .map((slug) => ({ slug, name: names.get(slug) ?? slug, items: bySlug.get(slug) ?? [] }))
    .filter(({ items }) => items.length > 0)
}

function MenuSkeleton() {
  return (
    <Loading className="max-w-5xl space-y-3">
      <Skeleton className="mb-6 h-12 max-w-md" />
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} className="h-22" />
      ))}
    </Loading>
  )
}
