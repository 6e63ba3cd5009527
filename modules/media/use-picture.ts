// Showing a picture: who shows which is written down, so that what nobody shows can go.
import { type Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { pictureUnknown } from './errors.ts'
import { photoId } from './picture.ts'
import { deleteUse, upsertUse } from './picture-store.ts'

/**
 * @param usedBy what shows it: `product:018f…`, `vendor:018f…`, `account:018f…`
 * @param picture a drawing, or `photo:` and an id; null for none
 * @throws pictureUnknown for a photo that is neither the caller's own nor of this vendor nor the market's
 */
export async function usePicture(
  tx: Tx,
  ctx: Context,
  { usedBy, picture, vendorId }: { usedBy: string; picture: string | null; vendorId?: string },
): Promise<void> {
  const pictureId = picture === null ? undefined : photoId(picture)
  if (pictureId === undefined) return deleteUse(tx, usedBy)

  const owners = ['market', ...(vendorId === undefined ? [] : [`vendor:${vendorId}`]), ...ownAccount(ctx)]
  if (!(await upsertUse(tx, { usedBy, pictureId, owners, at: ctx.at }))) throw pictureUnknown()
}

function ownAccount({ actor }: Context): string[] {
  return actor.kind === 'account' ? [`account:${actor.accountId}`] : []
}
