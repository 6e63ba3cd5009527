// Choosing what a product looks like: a photo of one's own, one from the web, or a drawing of a searchable gallery.
'use client'
import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { Drawing, ProductPicture } from '../../ui/product-picture.tsx'
import { read } from '../../api/client.ts'
import { useDesk } from '../desk-context.tsx'
import { PhotoButton } from '../photo-button.tsx'
import { refusalOf, useTap } from '../tap.ts'
import { findDrawings, gallery, shelves, type GalleryDrawing } from './gallery.ts'

const prefix = 'fluent-emoji-flat:'

export function PicturePicker({ value, onChange }: { value: string; onChange: (picture: string) => void }) {
  const t = useTranslations('desk.pictures')
  const { market, app } = useDesk()
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
      <div className="min-w-0 flex-1 space-y-2">
        <PhotoButton
          market={market.id}
          app={app}
          onDone={onChange}
          previewClass="size-12 rounded-control object-cover"
        />
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t('change')}
        </Button>
      </div>
      <Dialog open={open} onOpenChange={setOpen} title={t('title')}>
        <FromAddress
          onDone={(picture) => {
            onChange(picture)
            setOpen(false)
          }}
        />
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

/** A photo that is on the web already, such as on the vendor's own site. */
function FromAddress({ onDone }: { onDone: (picture: string) => void }) {
  const t = useTranslations('photo')
  const { api } = useDesk()
  const [address, setAddress] = useState('')
  const take = useTap({
    touches: [],
    quiet: true,
    send: () => read(api.POST('/api/v1/vendor/pictures/from-address', { body: { address: address.trim() } })),
    onDone: (taken) => onDone(taken.picture),
  })
  return (
    <details className="mb-3">
      <summary className="flex min-h-11 items-center text-sm font-semibold underline underline-offset-4">
        {t('fromWeb')}
      </summary>
      <div className="flex items-end gap-2 pt-1">
        <Input
          label={t('address')}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={take.isError ? (refusalOf(take.error) ?? t('failed')) : undefined}
          className="flex-1"
        />
        <Button look="secondary" busy={take.isPending} disabled={address.trim() === ''} onClick={() => take.mutate()}>
          {t('take')}
        </Button>
      </div>
    </details>
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
