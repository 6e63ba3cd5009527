// Sending a photo: made smaller on the phone first, with progress, and with the session renewed once if it has run out.
import type { components } from './schema.generated.ts'
import type { App } from './schema.ts'

export type UploadedPicture = components['schemas']['UploadedPicture']

/** The sentence of the API about why not. */
export class UploadRefused extends Error {}

/** @param onProgress from 0 to 1 */
export async function uploadPhoto(
  photo: { market: string; app: App; file: Blob },
  onProgress: (done: number) => void,
): Promise<UploadedPicture> {
  const origin = `/m/${encodeURIComponent(photo.market)}/api/v1`
  const address = photo.app === 'customer' ? `${origin}/pictures` : `${origin}/${photo.app}/pictures`
  const bytes = await smaller(photo.file)
  let answer = await send(address, photo.app, bytes, onProgress)
  if (answer.status === 401) {
    await fetch(`${origin}/auth/refresh`, { method: 'POST', headers: { 'x-app': photo.app } }).catch(() => undefined)
    answer = await send(address, photo.app, bytes, onProgress)
  }
  if (answer.status === 201) return answer.reply as UploadedPicture

  throw new UploadRefused((answer.reply as { title?: string } | null)?.title ?? '')
}

interface Answer {
  status: number
  reply: unknown
}

/** `fetch` cannot tell how much has been sent; XMLHttpRequest can. */
function send(address: string, app: App, bytes: Blob, onProgress: (done: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.responseType = 'json'
    request.timeout = 120_000
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-app', app)
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, reply: request.response as unknown })
    request.onerror = () => reject(new Error('the connection was lost'))
    request.ontimeout = () => reject(new Error('it took too long'))
    request.send(bytes)
  })
}

const mostSide = 2000
const smallEnough = 1_500_000

/** Twelve megapixels are a minute on a slow network, and nothing here is shown that large. */
async function smaller(file: Blob): Promise<Blob> {
  if (file.size <= smallEnough || !('createImageBitmap' in globalThis)) return file
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return file

  const scale = Math.min(1, mostSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const shrunk = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86))

  return shrunk && shrunk.size < file.size ? shrunk : file
}
