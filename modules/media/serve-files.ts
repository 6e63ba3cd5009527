// The addresses of stored pictures: the same bytes for ever, and never anything a browser would run.
import { type Files } from '@provender/platform/files'
import { answerUnknown } from '@provender/platform/http-problems'
import type { FastifyInstance } from 'fastify'
import { formats, keyOf, widths } from './picture.ts'

const address = new RegExp(
  `^/files/pictures/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(${widths.join('|')})\\.(${formats.join('|')})$`,
)

export function addFiles(app: FastifyInstance, files: Files): void {
  app.get('/files/*', async (request, reply) => {
    const [, id, width, format] = address.exec(request.raw.url ?? '') ?? []
    if (id === undefined || width === undefined) return answerUnknown(request, reply)

    const etag = `"${id}-${width}"`
    const known = request.headers['if-none-match'] === etag
    const bytes = known ? Buffer.alloc(0) : await files.get(keyOf(id, Number(width), format as 'avif' | 'webp'))
    if (!bytes) return answerUnknown(request, reply)

    return reply
      .status(known ? 304 : 200)
      .headers({
        'content-type': `image/${format}`,
        'content-disposition': `inline; filename="${id}-${width}.${format}"`,
        'content-security-policy': `default-src 'none'; sandbox`,
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
        etag,
      })
      .send(known ? null : bytes)
  })
}
