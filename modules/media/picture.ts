// An uploaded picture: what names it, in which sizes it is kept, and where they lie.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** Four sizes by width; the height follows. None is wider than what was uploaded. */
export const widths = [160, 320, 640, 1280] as const
export const formats = ['avif', 'webp'] as const
export type Format = (typeof formats)[number]

export const mostBytes = 12 * 1024 * 1024
export const mostPixels = 52_000_000
export const mostSide = 16_000
export const leastSide = 120

/** What browsers call the kinds of picture we read. */
export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const

export const PictureId = IdOf<'picture'>('Picture')

export const UploadedPicture = Type.Object(
  {
    id: PictureId,
    picture: Type.String({ description: 'What to write into the `picture` of a product, vendor or profile.' }),
    width: Type.Integer({ description: 'Of the largest size kept, in pixels.' }),
    height: Type.Integer(),
    sizes: Type.Array(Type.Object({ width: Type.Integer(), format: Type.Enum([...formats]), address: Type.String() }), {
      description: 'Where its bytes are, for ever: a changed picture is another picture.',
    }),
  },
  { title: 'UploadedPicture' },
)
export type UploadedPicture = Static<typeof UploadedPicture>

/** The name of one size in storage and in addresses. */
export function keyOf(id: string, width: number, format: Format): string {
  return `pictures/${id}/${width}.${format}`
}

export function keysOf(id: string): string[] {
  return widths.flatMap((width) => formats.map((format) => keyOf(id, width, format)))
}

/** `photo:018f…` names a picture wherever a drawing could stand. */
export function photoId(picture: string): string | undefined {
  return /^photo:([0-9a-f-]{36})$/.exec(picture)?.[1]
}

export function uploadedPicture(
  { id, width, height }: { id: string; width: number; height: number },
  filesBase: string,
): UploadedPicture {
  const sizes = widths.flatMap((each) =>
    formats.map((format) => ({ width: each, format, address: `${filesBase}/${keyOf(id, each, format)}` })),
  )
  return { id, picture: `photo:${id}`, width, height, sizes }
}
