// Zones on the map and in a list; one at a time is drawn or changed.
'use client'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { Place } from '../../ui/glide.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatMoney } from '../../ui/money-format.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { TownMap, type MapArea } from '../../ui/town-map.tsx'
import { useTown } from '../../ui/use-town.ts'
import type { Zone } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { ZoneForm } from './zone-form.tsx'

export type ZoneDraft = Pick<Zone, 'name' | 'kind' | 'ring' | 'feeMinor' | 'extraMinor'> & { id?: string }

interface Given {
  /** Zones of the market have a kind and a fee, those of a vendor do not. */
  priced?: boolean
  text: string
  noneText: string
  zones: UseQueryResult<{ items: Zone[] }>
  save: UseMutationResult<Zone, Error, ZoneDraft, unknown>
  remove: UseMutationResult<unknown, Error, string, unknown>
  home?: { name: string; place: Place } | undefined
}

const nothingYet: ZoneDraft = { name: '', kind: 'served', ring: [], feeMinor: null, extraMinor: 0 }

export function ZonesPage({ priced = false, text, noneText, zones, save, remove, home }: Given) {
  const t = useTranslations('zones')
  const { market } = useDesk()
  const town = useTown(market.id)
  const announce = useToast()
  const [draft, setDraft] = useState<ZoneDraft>()
  const [leaving, setLeaving] = useState<Zone>()
  const items = zones.data?.items
  const areas = useMemo(
    () => [
      ...(items ?? []).filter(({ id }) => id !== draft?.id).map((zone): MapArea => ({ ...zone, tone: toneOf(zone) })),
      ...(draft && draft.ring.length > 1 ? [{ id: 'draft', ring: draft.ring, tone: 'accent' as const }] : []),
    ],
    [items, draft],
  )
  const corners = draft?.ring ?? []
  const move = (id: string, place: Place) =>
    setDraft(
      (before) => before && { ...before, ring: before.ring.map((at, index) => (`${index}` === id ? place : at)) },
    )
  const submit = (whole: ZoneDraft) =>
    save.mutate(whole, {
      onSuccess: () => {
        setDraft(undefined)
        announce({ title: t('saved') })
      },
    })
  return (
    <>
      <PageHeader
        title={t('title')}
        text={text}
        actions={
          !draft && (
            <Button
              onClick={() => {
                save.reset()
                setDraft(nothingYet)
              }}
            >
              <Plus aria-hidden className="size-5" /> {t('new')}
            </Button>
          )
        }
      />
      {zones.isPending ? (
        <Loading className="space-y-4">
          <Skeleton className="h-96 rounded-card!" />
        </Loading>
      ) : !items ? (
        <ErrorState error={zones.error} retry={() => void zones.refetch()} />
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-[1.5fr_1fr]">
          <TownMap
            place={market.city}
            town={town.layers}
            centre={home?.place ?? market.centre}
            zoom={11.6}
            areas={areas}
            markers={[
              ...(home ? [{ id: 'home', kind: 'vendor' as const, ...home }] : []),
              ...corners.map((place, index) => ({
                id: `${index}`,
                kind: 'corner' as const,
                place,
                name: t('corner', { number: index + 1 }),
              })),
            ]}
            {...(draft && {
              onPick: (place: Place) => setDraft({ ...draft, ring: [...draft.ring, place] }),
              onDrag: move,
            })}
            className="h-[60dvh] min-h-80 rounded-card border border-line"
          />
          {draft ? (
            <ZoneForm
              key={draft.id ?? 'new'}
              priced={priced}
              draft={draft}
              save={save}
              onRing={(ring) => setDraft({ ...draft, ring })}
              onSubmit={submit}
              onCancel={() => setDraft(undefined)}
            />
          ) : items.length === 0 ? (
            <EmptyState picture="fluent-emoji-flat:world-map" title={t('none')} text={noneText} />
          ) : (
            <ul className="space-y-3">
              {items.map((zone) => (
                <ZoneRow
                  key={zone.id}
                  zone={zone}
                  priced={priced}
                  onChange={() => {
                    save.reset()
                    setDraft(zone)
                  }}
                  onRemove={() => setLeaving(zone)}
                />
              ))}
            </ul>
          )}
        </div>
      )}
      <Dialog
        open={leaving !== undefined}
        onOpenChange={(open) => !open && setLeaving(undefined)}
        title={t('removeAsk', { name: leaving?.name ?? '' })}
        text={t('removeText')}
      >
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="quiet" onClick={() => setLeaving(undefined)}>
            {t('keep')}
          </Button>
          <Button
            look="danger"
            busy={remove.isPending}
            onClick={() =>
              leaving &&
              remove.mutate(leaving.id, {
                onSuccess: () => announce({ title: t('removed') }),
                onSettled: () => setLeaving(undefined),
              })
            }
          >
            {t('remove')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function ZoneRow({
  zone,
  priced,
  onChange,
  onRemove,
}: {
  zone: Zone
  priced: boolean
  onChange: () => void
  onRemove: () => void
}) {
  const t = useTranslations('zones')
  const language = useLocale()
  const { market } = useDesk()
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const area = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(zone.areaM2 / 1e6)
  const fees = [
    zone.feeMinor === null ? t('byDistance') : t('fixed', { amount: money(zone.feeMinor) }),
    ...(zone.extraMinor > 0 ? [t('plus', { amount: money(zone.extraMinor) })] : []),
  ]
  return (
    <li>
      <Card className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-40">
          <h2 className="text-lg [overflow-wrap:anywhere]">{zone.name}</h2>
          <p className="mt-0.5 text-sm text-muted">
            {[t('area', { area }), ...(priced && zone.kind === 'served' ? fees : [])].join(' · ')}
          </p>
          {zone.kind === 'closed' && (
            <Badge tone="bad" className="mt-2">
              {t('closed')}
            </Badge>
          )}
        </div>
        <div className="flex gap-2">
          <Button look="secondary" onClick={onChange} aria-label={`${t('change')}: ${zone.name}`}>
            <Pencil aria-hidden className="size-4" /> {t('change')}
          </Button>
          <Button look="quiet" onClick={onRemove} aria-label={`${t('remove')}: ${zone.name}`}>
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </div>
      </Card>
    </li>
  )
}

function toneOf({ kind, feeMinor, extraMinor }: Zone): MapArea['tone'] {
  if (kind === 'closed') return 'bad'

  return feeMinor === null && extraMinor === 0 ? 'muted' : 'accent'
}
