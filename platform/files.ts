// Uploaded files: in a folder of this machine, or in a bucket that speaks the S3 protocol; both behind one face.
import { AwsClient } from 'aws4fetch'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Files {
  /** Writes a file, or replaces it; a reader never sees half of one. */
  put(key: string, bytes: Buffer, type: string): Promise<void>
  get(key: string): Promise<Buffer | undefined>
  /** Also when it is not there. */
  remove(key: string): Promise<void>
}

/** `pictures/018f…/640.webp`: made by us, never by who uploads. */
const keyForm = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*(?:\.[a-z0-9]+)?$/

/** @param place a folder, or `https://KEY:SECRET@HOST/BUCKET?region=REGION` */
export function openFiles(place: string): Files {
  const kept = /^https?:/.test(place) ? bucketFiles(new URL(place)) : folderFiles(place)
  const checked = (key: string) => {
    if (!keyForm.test(key) || key.length > 200) throw new Error(`not the name of a file: ${key}`)
    return key
  }

  return {
    put: (key, bytes, type) => kept.put(checked(key), bytes, type),
    get: (key) => kept.get(checked(key)),
    remove: (key) => kept.remove(checked(key)),
  }
}

function folderFiles(folder: string): Files {
  return {
    async put(key, bytes) {
      const path = join(folder, key)
      const half = `${path}.${randomBytes(4).toString('hex')}.half`
      await mkdir(dirname(path), { recursive: true })
      await writeFile(half, bytes, { mode: 0o600 })
      await rename(half, path)
    },
    async get(key) {
      return readFile(join(folder, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw error
      })
    },
    remove: (key) => rm(join(folder, key), { force: true }),
  }
}

const patienceMs = 15_000

function bucketFiles(address: URL): Files {
  const bucket = `${address.origin}${address.pathname.replace(/\/+$/, '')}`
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(address.username),
    secretAccessKey: decodeURIComponent(address.password),
    service: 's3',
    region: address.searchParams.get('region') ?? 'us-east-1',
    retries: 2,
  })
  const ask = async (method: string, key: string, more: RequestInit = {}) => {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await client.fetch(`${bucket}/${key}`, { method, signal, ...more })
    if (answer.ok || answer.status === 404) return answer

    throw new Error(`the bucket answered ${answer.status} to ${method} ${key}: ${(await answer.text()).slice(0, 300)}`)
  }

  return {
    async put(key, bytes, type) {
      const answer = await ask('PUT', key, {
        body: new Uint8Array(bytes),
        headers: { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`there is no bucket at ${bucket}`)
    },
    async get(key) {
      const answer = await ask('GET', key)
      const bytes = Buffer.from(await answer.arrayBuffer())
      return answer.ok ? bytes : undefined
    },
    async remove(key) {
      await (await ask('DELETE', key)).arrayBuffer()
    },
  }
}
