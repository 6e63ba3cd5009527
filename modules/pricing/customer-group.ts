// Groups of customers: whom price lists and offers are for.
import { LocalText } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { groupUnknown } from './errors.ts'
import { rulesChanged } from './events.ts'
import { deleteGroup, selectGroups, upsertGroup } from './rule-store.ts'

export const CustomerGroupDraft = Type.Object({
  name: LocalText,
  memberIds: Type.Array(IdOf<'account'>('Customer'), { maxItems: 1000, uniqueItems: true }),
})

export const CustomerGroup = Type.Object(
  { id: IdOf('Customer group'), ...CustomerGroupDraft.properties },
  { title: 'CustomerGroup' },
)
type CustomerGroup = Static<typeof CustomerGroup>

export async function listGroups(db: Db, _ctx: Context): Promise<{ items: CustomerGroup[] }> {
  return { items: (await selectGroups(db)).map((group) => ({ ...group, memberIds: [...group.memberIds] })) }
}

/** Adds the group under this id, or changes it. */
export async function saveGroup(tx: Tx, ctx: Context, group: CustomerGroup): Promise<CustomerGroup> {
  await upsertGroup(tx, group, ctx.at)
  await publish(tx, rulesChanged, { vendorId: null })

  return group
}

export async function removeGroup(tx: Tx, _ctx: Context, groupId: string): Promise<void> {
  if (!(await deleteGroup(tx, groupId))) throw groupUnknown()
}
