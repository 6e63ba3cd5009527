// Saying what is going on in the town, for a while: it ends by itself.
import { Condition } from '@provender/markets'
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { rulesChanged } from './events.ts'
import { selectConditions, upsertCondition } from './rule-store.ts'

export const ConditionList = Type.Object(
  {
    items: Type.Array(Type.Object({ condition: Condition, until: Type.String({ format: 'date-time' }) })),
  },
  { title: 'ConditionList' },
)

export async function listConditions(db: Db, ctx: Context): Promise<Static<typeof ConditionList>> {
  const items = await selectConditions(db, ctx.at)

  return { items: items.map(({ condition, until }) => ({ condition, until: until.toISOString() })) }
}

export const SetCondition = Type.Object({
  minutes: Type.Integer({ minimum: 0, maximum: 43_200, description: 'For so long from now; 0 ends it.' }),
})

export async function setCondition(
  tx: Tx,
  ctx: Context,
  { condition, minutes }: { condition: Condition; minutes: number },
): Promise<void> {
  const until = new Date(ctx.at.getTime() + minutes * 60_000)
  await upsertCondition(tx, { condition, until, setBy: actorName(ctx.actor) })
  await publish(tx, rulesChanged, { vendorId: null })
}
