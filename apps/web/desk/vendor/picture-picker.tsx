// Choosing what a product looks like: a small searchable gallery of drawings.
'use client'
import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { Drawing, ProductPicture } from '../../ui/product-picture.tsx'
import { findDrawings, gallery, shelves, type GalleryDrawing } from './gallery.ts'

const prefix = 'fluent-emoji-flat:'

export function PicturePicker({ value, onChange }: { value: string; onChange: (picture: string) => void }) {
  const t = useTranslations('desk.pictures')
  const [open, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const choose = (name: string) => {
    onChange(prefix + name)
    setOpen(false)
    setSearch('')
  }
  const found = search.trim() ? findDrawings(search) : undefined
  return (
    <div className="flex items-center gap-4">
      <ProductPicture picture={value} alt="" className="size-24 shrink-0" eager />
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('title')}>
        <Input
          bare
          label={t('search')}
          placeholder={t('search')}
          type="search"
          prefix={<Search aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className="sticky top-0 z-10 bg-card pb-4"
        />
        {found ? (
          found.length > 0 ? (
            <Drawings drawings={found} value={value} onChoose={choose} />
          ) : (
            <p className="py-8 text-center text-muted">{t('none')}</p>
          )
        ) : (
          shelves.map((shelf) => (
            <section key={shelf} aria-label={t(`shelf.${shelf}`)} className="mb-5">
              <h3 className="mb-2 text-base text-muted">{t(`shelf.${shelf}`)}</h3>
              <Drawings drawings={gallery[shelf]} value={value} onChoose={choose} />
            </section>
          ))
        )}
      </Dialog>
    </div>
  )
}

function Drawings({
  drawings,
  value,
  onChoose,
}: {
  drawings: readonly GalleryDrawing[]
  value: string
  onChoose: (name: string) => void
}) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(3.5rem,1fr))] gap-2">
      {drawings.map(({ name }) => (
        <li key={name}>
          <button
            type="button"
            aria-label={name.replaceAll('-', ' ')}
            title={name.replaceAll('-', ' ')}
            aria-pressed={value === prefix + name}
            onClick={() => onChoose(name)}
            className={clsx(
              'grid aspect-square w-full place-items-center rounded-control bg-sunk hover:bg-accent-soft',
              'aria-pressed:bg-accent-soft aria-pressed:ring-3 aria-pressed:ring-accent',
            )}
          >
            <Drawing picture={prefix + name} className="size-8" />
          </button>
        </li>
      ))}
    </ul>
  )
}
