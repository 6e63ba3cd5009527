// Taking a picture in: written down first, then encoded and stored, then fit for use. Nothing stored is ever unknown.
import type { Context } from '@provender/platform/context'
import type { Open } from '@provender/platform/db'
import type { Files } from '@provender/platform/files'
import { newId } from '@provender/platform/ids'
import { type UploadedPicture, keyOf, uploadedPicture } from './picture.ts'
import { type Owner, insertPicture, markReady } from './picture-store.ts'
import { reencode } from './reencode.ts'

export interface PictureShelf {
  readonly files: Files
  readonly filesBase: string
}

export async function uploadPicture(
  open: Open,
  ctx: Context,
  { owner, bytes, files, filesBase }: { owner: Owner; bytes: Buffer } & PictureShelf,
): Promise<UploadedPicture> {
  const { width, height, sizes } = await reencode(bytes)
  const id = newId()
  await open((tx) => insertPicture(tx, { id, owner, at: ctx.at }))
  for (const size of sizes) await files.put(keyOf(id, size.width, size.format), size.bytes, `image/${size.format}`)
  await open((tx) => markReady(tx, { id, width, height, at: ctx.at }))

  return uploadedPicture({ id, width, height }, filesBase)
}
