// Stranger's bytes in, our own bytes out: a picture is decoded to pixels and encoded anew, so nothing else survives.
import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { pictureTooLarge, pictureTooSmall, pictureUnreadable, tooBusy } from './errors.ts'
import { type Format, formats, leastSide, mediaTypes, mostPixels, mostSide, widths } from './picture.ts'

export interface Reencoded {
  /** Of the largest size. */
  readonly width: number
  readonly height: number
  readonly sizes: readonly { readonly width: number; readonly format: Format; readonly bytes: Buffer }[]
}

/** Turned upright, in sRGB, without EXIF, place or profile; of a moving picture the first frame. */
export function reencode(bytes: Buffer): Promise<Reencoded> {
  return inTurn(() => work(bytes))
}

async function work(bytes: Buffer): Promise<Reencoded> {
  await inspect(bytes)
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    .rotate()
    .toColourspace('srgb')
    .resize({ width: Math.max(...widths), height: 4 * Math.max(...widths), fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw pictureUnreadable()
    })

  const sizes = []
  for (const width of widths) {
    const resized = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }).resize({
      width,
      withoutEnlargement: true,
    })
    for (const format of formats) sizes.push({ width, format, bytes: await encoders[format](resized.clone()) })
  }

  return { width: info.width, height: info.height, sizes }
}

const encoders: Record<Format, (picture: Sharp) => Promise<Buffer>> = {
  avif: (picture) => picture.avif({ quality: 55, effort: 2 }).toBuffer(),
  webp: (picture) => picture.webp({ quality: 78 }).toBuffer(),
}

/** Believes neither name nor header: what the first bytes say and what the decoder says must agree. */
async function inspect(bytes: Buffer): Promise<void> {
  const seen = await fileTypeFromBuffer(bytes)
  if (!seen || !(mediaTypes as readonly string[]).includes(seen.mime)) throw pictureUnreadable()

  const about = await sharp(bytes, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => {
      throw pictureUnreadable()
    })
  const { width = 0, height = 0 } = about
  const named = about.format === 'heif' ? 'image/avif' : `image/${about.format}`
  if (named !== seen.mime) throw pictureUnreadable()
  if (width * height > mostPixels || Math.max(width, height) > mostSide) throw pictureTooLarge()
  if (Math.min(width, height) < leastSide) throw pictureTooSmall()
}

const mostWaiting = 24
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** One at a time: a decoded picture takes 200 MB, and encoding takes all the cores there are. */
function inTurn<T>(job: () => Promise<T>): Promise<T> {
  if (waiting >= mostWaiting) throw tooBusy()

  waiting += 1
  const mine = last.then(job).finally(() => {
    waiting -= 1
  })
  last = mine.catch(() => undefined)
  return mine
}
