// Files in a folder and files in a bucket keep the same promises; the bucket checks every signature for itself.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Files, openFiles } from './files.ts'

const folder = await mkdtemp(join(tmpdir(), 'provender-files-'))
after(() => rm(folder, { recursive: true, force: true }))

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const kept = new Map<string, { bytes: Buffer; type: string | undefined }>()
const bucket = createServer((request, response) => {
  void readAll(request).then((bytes) => {
    const path = (request.url ?? '').slice('/pictures/'.length)
    if (!isSigned(request, bytes)) return response.writeHead(403).end('SignatureDoesNotMatch')
    if (request.method === 'PUT') kept.set(path, { bytes, type: request.headers['content-type'] })
    if (request.method === 'DELETE') kept.delete(path)
    const found = kept.get(path)
    return response.writeHead(found || request.method === 'DELETE' ? 200 : 404).end(found?.bytes)
  })
})
await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve))
after(() => bucket.close())
const { port } = bucket.address() as AddressInfo
const bucketAt = (key: string) =>
  `http://AKIDEXAMPLE:${encodeURIComponent(key)}@127.0.0.1:${port}/pictures?region=eu-west-1`

const places: Record<string, Files> = { folder: openFiles(folder), bucket: openFiles(bucketAt(secret)) }

for (const [name, files] of Object.entries(places)) {
  test(`${name}: what is put is got, replaced and removed; removing twice does not matter`, async () => {
    const key = 'pictures/018f-a/640.webp'

    assert.equal(await files.get(key), undefined)
    await files.put(key, Buffer.from([1, 2, 3]), 'image/webp')
    assert.deepEqual(await files.get(key), Buffer.from([1, 2, 3]))
    await files.put(key, Buffer.from([4]), 'image/webp')
    assert.deepEqual(await files.get(key), Buffer.from([4]))
    await files.remove(key)
    await files.remove(key)
    assert.equal(await files.get(key), undefined)
  })

  test(`${name}: nothing outside is reached by a name`, async () => {
    for (const key of ['../secret', 'a/../../b', '/etc/passwd', 'a\0', 'a b', 'a?x=1', '']) {
      await assert.rejects(async () => files.get(key), /not the name of a file/)
    }
  })
}

test('the bucket is told the media type, and a wrong key is a failure, not an absence', async () => {
  await places.bucket?.put('pictures/1/160.avif', Buffer.from('x'), 'image/avif')

  assert.equal(kept.get('pictures/1/160.avif')?.type, 'image/avif')
  await assert.rejects(openFiles(bucketAt('another key')).get('pictures/1/160.avif'), /answered 403/)
})

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

/** AWS Signature Version 4, worked out from its specification and not with the client's library. */
function isSigned({ method = '', url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/(\d{8}\/eu-west-1\/s3\/aws4_request), SignedHeaders=([\w;-]+), Signature=(\w+)$/
  const [, scope = '', signed = '', signature] = form.exec(headers.authorization ?? '') ?? []
  const stated = String(headers['x-amz-content-sha256'] ?? '')
  if (stated !== 'UNSIGNED-PAYLOAD' && stated !== sha256(body)) return false

  const canonical = [
    method,
    url,
    '',
    ...signed.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    signed,
    stated,
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<Buffer | string>((chain, part) => hmac(chain, part), `AWS4${secret}`)
  return signature !== undefined && hmac(key, text).toString('hex') === signature
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
