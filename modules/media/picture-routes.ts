// The addresses pictures are sent to: a vendor's, a person's own, and the market's.
import type { Actor, Context } from '@provender/platform/context'
import type { Open } from '@provender/platform/db'
import { type AnyRoute, route } from '@provender/platform/http'
import { forbidden } from '@provender/platform/http-errors'
import { addressRefused, fetchOutside } from '@provender/platform/outside'
import { Type } from 'typebox'
import { pictureTooLarge, pictureTooSmall, pictureUnreadable, tooBusy } from './errors.ts'
import { UploadedPicture, mediaTypes, mostBytes } from './picture.ts'
import type { Owner } from './picture-store.ts'
import { type PictureShelf, uploadPicture } from './upload-picture.ts'

const errors = [pictureUnreadable, pictureTooLarge, pictureTooSmall, tooBusy]
const upload = { types: [...mediaTypes, 'application/octet-stream'], mostBytes }
const aFew = { most: 60, perSeconds: 300, by: 'account' } as const
const desk = Type.Object({
  vendorId: Type.Optional(Type.String({ format: 'uuid', description: 'For those who work for several vendors.' })),
})

export function pictureRoutes(shelf: PictureShelf): readonly AnyRoute[] {
  const take = (asked: { open: Open; ctx: Context }, owner: Owner, bytes: Buffer) =>
    uploadPicture(asked.open, asked.ctx, { ...shelf, owner, bytes })
  const takeFrom = async (asked: { open: Open; ctx: Context }, owner: Owner, address: string) =>
    take(asked, owner, await fetchOutside(address, { mostBytes, mostMs: 5000 }))

  return [
    route({
      method: 'POST',
      path: '/pictures',
      audience: 'vendor',
      permission: 'media.upload_vendor_picture',
      summary: 'Upload a photo of a product or of the vendor; the body is the file',
      query: desk,
      upload,
      reply: UploadedPicture,
      status: 201,
      errors,
      transaction: 'own',
      limit: aFew,
      handle: (asked) => take(asked, vendorOf(asked.ctx.actor, asked.query.vendorId), asked.rawBody),
    }),
    route({
      method: 'POST',
      path: '/pictures/from-address',
      audience: 'vendor',
      permission: 'media.import_picture',
      summary: 'Take a photo over from a public web address',
      query: desk,
      body: Type.Object({ address: Type.String({ minLength: 8, maxLength: 2000 }) }),
      reply: UploadedPicture,
      status: 201,
      errors: [...errors, addressRefused],
      transaction: 'own',
      limit: aFew,
      handle: (asked) => takeFrom(asked, vendorOf(asked.ctx.actor, asked.query.vendorId), asked.body.address),
    }),
    route({
      method: 'POST',
      path: '/pictures',
      audience: 'customer',
      permission: 'media.upload_picture',
      summary: 'Upload a photo of your own; the body is the file',
      upload,
      reply: UploadedPicture,
      status: 201,
      errors,
      transaction: 'own',
      limit: { ...aFew, most: 20 },
      handle: (asked) => take(asked, accountOf(asked.ctx.actor), asked.rawBody),
    }),
    route({
      method: 'POST',
      path: '/pictures',
      audience: 'admin',
      permission: 'media.upload_market_picture',
      summary: 'Upload a photo of the market; the body is the file',
      upload,
      reply: UploadedPicture,
      status: 201,
      errors,
      transaction: 'own',
      limit: aFew,
      handle: (asked) => take(asked, 'market', asked.rawBody),
    }),
  ]
}

function vendorOf(actor: Actor, wanted: string | undefined): Owner {
  const own = actor.kind === 'account' ? actor.vendorIds : []
  const vendorId = wanted === undefined ? own[0] : own.find((id) => id === wanted)
  if (vendorId === undefined) throw forbidden()

  return `vendor:${vendorId}`
}

function accountOf(actor: Actor): Owner {
  if (actor.kind !== 'account') throw forbidden()

  return `account:${actor.accountId}`
}
