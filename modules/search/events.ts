// The facts search announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

/** Words mean the same from now on, or no longer do. */
export const synonymsChanged = defineEvent(
  'search.synonyms_changed',
  1,
  Type.Object({ synonymsId: IdOf('synonyms'), removed: Type.Boolean() }),
)
