// Where else food can be fetched: a list, all of them on one map, and a form for one more.
'use client'
import { useQuery } from '@tanstack/react-query'
import { MapPin, Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { read } from '../../api/client.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import type { Place } from '../../ui/glide.ts'
import { ErrorState } from '../../ui/states.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { useDesk } from '../desk-context.tsx'
import { PlaceField } from '../place-field.tsx'
import { fieldRefusal, refusalOf, useTap } from '../tap.ts'

const pointsKey = ['pickup-points'] as const

export function PickupPoints() {
  const t = useTranslations('tools.points')
  const { api } = useDesk()
  const [adding, setAdding] = useState(false)
  const points = useQuery({
    queryKey: pointsKey,
    queryFn: async () => (await read(api.GET('/api/v1/vendor/pickup-points'))).items,
  })
  const remove = useTap({
    touches: [pointsKey],
    send: (pickupPointId: string) =>
      read(api.DELETE('/api/v1/vendor/pickup-points/{pickupPointId}', { params: { path: { pickupPointId } } })),
  })
  return (
    <div className="space-y-4">
      <p className="text-muted">{t('text')}</p>
      {points.isPending ? (
        <Loading>
          <Skeleton className="h-14" />
        </Loading>
      ) : !points.data ? (
        <ErrorState error={points.error} retry={() => void points.refetch()} />
      ) : (
        <ul className="divide-y divide-line">
          {points.data.map((point) => (
            <li key={point.id} className="flex items-start gap-3 py-3">
              <MapPin aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
              <div className="min-w-0 flex-1">
                <p className="font-semibold break-words">{point.name}</p>
                <p className="text-sm break-words text-muted">{point.addressLine}</p>
                {point.directions && <p className="text-sm break-words italic">{point.directions}</p>}
              </div>
              <IconButton label={t('remove', { name: point.name })} onClick={() => remove.mutate(point.id)}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button look="secondary" onClick={() => setAdding(true)}>
        <Plus aria-hidden className="size-5" /> {t('add')}
      </Button>
      <Dialog open={adding} onOpenChange={setAdding} title={t('add')}>
        {adding && <PointForm onDone={() => setAdding(false)} />}
      </Dialog>
    </div>
  )
}

function PointForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('tools.points')
  const words = useTranslations('desk')
  const common = useTranslations('common')
  const { api } = useDesk()
  const [typed, setTyped] = useState({ name: '', addressLine: '', directions: '' })
  const [place, setPlace] = useState<Place>()
  const [tried, setTried] = useState(false)
  const add = useTap({
    touches: [pointsKey],
    quiet: true,
    send: (at: Place) =>
      read(
        api.POST('/api/v1/vendor/pickup-points', {
          body: { ...typed, directions: typed.directions.trim() || null, place: at },
        }),
      ),
    onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (place) add.mutate(place)
  }
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    error: fieldRefusal(add.error, name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  })
  return (
    <form onSubmit={submit} className="space-y-4">
      <Input label={t('name')} required maxLength={80} {...field('name')} />
      <Input label={t('address')} required minLength={3} maxLength={200} {...field('addressLine')} />
      <Input label={t('directions')} maxLength={300} {...field('directions')} />
      <PlaceField name={typed.name} value={place} onChange={setPlace} />
      {(add.isError || (tried && !place)) && (
        <p role="alert" className="font-medium text-bad">
          {add.isError ? (refusalOf(add.error) ?? words('notDone')) : t('placeMissing')}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" busy={add.isPending}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}
