// What goes on in the town just now, and the groups of customers that price lists and offers are for.
'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Input, Textarea } from '../../ui/field.tsx'
import { ErrorState } from '../../ui/states.tsx'
import type { CustomerGroup } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { refusalOf, useTap } from '../tap.ts'
import { conditions } from './rule-editor.tsx'
import { useGroups } from './use-rules.ts'

export function TownAndGroups() {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Town />
      <Groups />
    </div>
  )
}

const usualMinutes = 120

function Town() {
  const t = useTranslations('prices')
  const clock = useClock()
  const { api } = useDesk()
  const key = ['conditions'] as const
  const now = useQuery({ queryKey: key, queryFn: async () => (await read(api.GET('/api/v1/admin/conditions'))).items })
  const set = useTap({
    touches: [key],
    send: ({ condition, minutes }: { condition: (typeof conditions)[number]; minutes: number }) =>
      read(api.PUT('/api/v1/admin/conditions/{condition}', { params: { path: { condition } }, body: { minutes } })),
  })
  return (
    <Card>
      <h2 className="text-xl">{t('town.title')}</h2>
      <p className="mt-1 mb-4 text-muted">{t('town.text')}</p>
      {now.isError ? (
        <ErrorState error={now.error} retry={() => void now.refetch()} />
      ) : (
        <ul className="divide-y divide-line">
          {conditions.map((condition) => {
            const until = now.data?.find((each) => each.condition === condition)?.until
            return (
              <li key={condition} className="flex min-h-14 flex-wrap items-center justify-between gap-3 py-2">
                <span className="font-medium">
                  {t(`condition.${condition}`)}{' '}
                  {until && <Badge tone="accent">{t('town.until', { time: clock.when(until) })}</Badge>}
                </span>
                <Button
                  look={until ? 'secondary' : 'quiet'}
                  onClick={() => set.mutate({ condition, minutes: until ? 0 : usualMinutes })}
                >
                  {t(until ? 'town.end' : 'town.begin')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

function Groups() {
  const t = useTranslations('prices.groups')
  const localText = useLocalText()
  const groups = useGroups()
  const [open, setOpen] = useState<CustomerGroup>()
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">{t('title')}</h2>
        <Button look="quiet" onClick={() => setOpen({ id: crypto.randomUUID(), name: { en: '' }, memberIds: [] })}>
          <Plus aria-hidden className="size-4" /> {t('add')}
        </Button>
      </div>
      <p className="mt-1 mb-4 text-muted">{t('text')}</p>
      {groups.isError && <ErrorState error={groups.error} retry={() => void groups.refetch()} />}
      {groups.data?.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {groups.data?.map((group) => (
          <li key={group.id} className="flex min-h-14 items-center justify-between gap-3">
            <span>
              <span className="font-medium">{localText(group.name)}</span>{' '}
              <span className="text-sm text-muted">{t('members', { count: group.memberIds.length })}</span>
            </span>
            <Button look="quiet" onClick={() => setOpen(group)}>
              {t('change')}
            </Button>
          </li>
        ))}
      </ul>
      {open && <GroupEditor key={open.id} group={open} close={() => setOpen(undefined)} />}
    </Card>
  )
}

function GroupEditor({ group, close }: { group: CustomerGroup; close: () => void }) {
  const t = useTranslations('prices.groups')
  const rules = useTranslations('prices.rules')
  const common = useTranslations('common')
  const { api, market } = useDesk()
  const [en, setEnglish] = useState(group.name.en)
  const [fr, setFrench] = useState(group.name.fr ?? '')
  const [members, setMembers] = useState(group.memberIds.join('\n'))
  const save = useTap({
    touches: [['customer-groups']],
    quiet: true,
    send: () =>
      read(
        api.PUT('/api/v1/admin/customer-groups/{groupId}', {
          params: { path: { groupId: group.id } },
          body: {
            name: { en: en.trim(), ...(fr.trim() && { fr: fr.trim() }) },
            memberIds: members.split(/\s+/).filter(Boolean),
          },
        }),
      ),
    onDone: close,
  })
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && close()}
      title={en || t('add')}
      actions={
        <Button busy={save.isPending} disabled={!en.trim()} onClick={() => save.mutate(undefined)}>
          {common('save')}
        </Button>
      }
    >
      <div className="space-y-5">
        {save.isError && (
          <p role="alert" className="font-medium text-bad">
            {refusalOf(save.error)}
          </p>
        )}
        <Input label={rules('name')} required value={en} onChange={(event) => setEnglish(event.target.value)} />
        {market.languages.includes('fr') && (
          <Input label={rules('nameFr')} value={fr} onChange={(event) => setFrench(event.target.value)} />
        )}
        <Textarea
          label={t('memberIds')}
          hint={t('memberIdsHint')}
          rows={6}
          value={members}
          onChange={(event) => setMembers(event.target.value)}
        />
      </div>
    </Drawer>
  )
}
