// What the dispatcher decided about a delivery, as administrators read it.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'
import type { DecisionRow } from './decision-store.ts'
import { WaitingReason } from './delivery.ts'

const maybe = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const time = (description: string) => Type.String({ format: 'date-time', description })
const Named = Type.Object({ id: IdOf('rider'), name: Type.String() })

export const Decisions = Type.Array(
  Type.Object({
    at: time('When it was decided.'),
    rider: Type.Union([Named, Type.Null()], { description: 'Who was asked; null when nobody was.' }),
    waitingReason: Type.Union([WaitingReason, Type.Null()], { description: 'Why nobody was asked.' }),
    considered: Type.Integer({ description: 'How many riders could have been asked, or were free.' }),
    arrivalAt: maybe(time("When the rider was expected at the vendor's.")),
    pickupAt: maybe(time('When the rider was expected to have the food.')),
    nextBest: Type.Union(
      [
        Type.Object({
          rider: Named,
          extraSeconds: Type.Integer({
            description:
              'How much worse that would have been, as seconds of one delivery; below 0 when others needed this rider more.',
          }),
        }),
        Type.Null(),
      ],
      { description: 'Who would have been asked otherwise.' },
    ),
  }),
  { description: 'What the dispatcher decided and why, the first first.' },
)

export function decisionReply(row: DecisionRow): Static<typeof Decisions>[number] {
  const { at, waitingReason, considered, arrivalAt, pickupAt, nextExtraSeconds } = row

  return {
    at: at.toISOString(),
    rider: named(row.riderId, row.riderName),
    waitingReason,
    considered,
    arrivalAt: arrivalAt?.toISOString() ?? null,
    pickupAt: pickupAt?.toISOString() ?? null,
    nextBest: nextBestOf(named(row.nextRiderId, row.nextRiderName), nextExtraSeconds),
  }
}

function named(id: string | null, name: string | null) {
  return id === null || name === null ? null : { id, name }
}

function nextBestOf(rider: ReturnType<typeof named>, extraSeconds: number | null) {
  return rider && extraSeconds !== null ? { rider, extraSeconds } : null
}
