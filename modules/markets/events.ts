// The facts that markets announces.
import { defineEvent } from '@provender/platform/events'
import { Type } from 'typebox'

/** A market was opened or its settings changed. */
export const settingsChanged = defineEvent(
  'markets.settings_changed',
  1,
  Type.Object({
    marketId: Type.String(),
    version: Type.Integer({ description: '1 when the market was opened.' }),
    changedBy: Type.String(),
  }),
)
