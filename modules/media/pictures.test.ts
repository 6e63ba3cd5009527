// Pictures over HTTP: who may send them, where they are found, who shows them, and when they go.
import { createHttpServer } from '@provender/platform/http-server'
import type { MarketDirectory } from '@provender/platform/addresses'
import { type Actor, systemContext } from '@provender/platform/context'
import { openFiles } from '@provender/platform/files'
import type { Policy } from '@provender/platform/http'
import { newId } from '@provender/platform/ids'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pictureUnknown } from './errors.ts'
import { aPhoto } from './fixtures.ts'
import { usePicture } from './use-picture.ts'
import { addFiles, mediaWiring } from './wiring.ts'

const database = await openTestDatabase()
const folder = await mkdtemp(join(tmpdir(), 'provender-files-'))
after(() => rm(folder, { recursive: true, force: true }))
const files = openFiles(folder)
const { routes, sweeps } = mediaWiring({ files, filesBase: 'https://cdn.test/files' })

const market = { id: 'reeyo' } as Parameters<typeof testContext>[0]
const entry = { market, languages: ['en'] as const, hosts: [], segments: new Map() }
const directory: MarketDirectory = {
  byId: (id) => (id === 'reeyo' ? entry : undefined),
  byHost: () => undefined,
  all: () => [entry],
}
const ours = newId()
const theirs = newId()
const account = (roles: Actor extends never ? never : readonly ('customer' | 'vendor')[], vendorIds: string[]) =>
  ({ kind: 'account', accountId: newId(), roles, vendorIds }) as const
const people: Record<string, Actor> = {
  ours: account(['vendor'], [ours]),
  theirs: account(['vendor'], [theirs]),
  customer: account(['customer'], []),
}
const policy: Policy = Object.fromEntries(
  routes.map(({ permission, audience }) => [permission, { may: [audience as 'vendor'], whose: 'test' }]),
)
const app = createHttpServer({
  routes,
  policy,
  directory,
  pool: database.pool,
  operatorPool: database.operatorPool,
  authenticate: async (token) => people[token],
  cache: createResponseCache(),
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
  limitFactor: 0,
})
addFiles(app, files)
await app.ready()
const { open } = database.market('reeyo')
const photo = await aPhoto({ width: 640, height: 480 })

const send = async (
  path: string,
  { as, bytes = photo, type = 'image/jpeg' }: { as?: string; bytes?: Buffer; type?: string },
) => {
  const reply = await app.inject({
    method: 'POST',
    url: `/m/reeyo/api/v1${path}`,
    headers: { 'content-type': type, ...(as && { authorization: `Bearer ${as}` }) },
    payload: bytes,
  })
  return { status: reply.statusCode, body: reply.json() }
}
const fetched = (path: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: path, headers })
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const sweepAt = async (at: Date) => {
  for (const each of sweeps) {
    await each.handle({ db: database.market('reeyo').db, open, ctx: systemContext(market, 'test', at) })
  }
}

test('a vendor sends a photo, and everybody fetches it for ever, as a picture and nothing else', async () => {
  const sent = await send('/vendor/pictures', { as: 'ours' })
  const { id } = sent.body
  const found = await fetched(`/files/pictures/${id}/320.webp`)
  const again = await fetched(`/files/pictures/${id}/320.webp`, { 'if-none-match': String(found.headers.etag) })

  assert.equal(sent.status, 201)
  assert.deepEqual([sent.body.picture, sent.body.width, sent.body.height], [`photo:${id}`, 640, 480])
  assert.equal(sent.body.sizes.length, 8)
  assert.equal(sent.body.sizes[1].address, `https://cdn.test/files/pictures/${id}/160.webp`)
  assert.equal(found.statusCode, 200)
  assert.equal(found.headers['content-type'], 'image/webp')
  assert.equal(found.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(found.headers['x-content-type-options'], 'nosniff')
  assert.equal(found.headers['content-disposition'], `inline; filename="${id}-320.webp"`)
  assert.equal(found.headers['content-security-policy'], `default-src 'none'; sandbox`)
  assert.deepEqual([again.statusCode, again.body], [304, ''])
})

test('addresses that are not a picture of ours lead nowhere, however they are written', async () => {
  const { id } = (await send('/vendor/pictures', { as: 'ours' })).body
  const astray = [
    `/files/pictures/${id}/321.webp`,
    `/files/pictures/${id}/320.svg`,
    `/files/pictures/${id}/320.webp/..`,
    `/files/pictures/${newId()}/320.webp`,
    '/files/../../../../etc/passwd',
    '/files/..%2f..%2f..%2fetc%2fpasswd',
    '/files/%2e%2e/%2e%2e/etc/passwd',
    `/files/pictures/${id}/320.webp%00.html`,
    '/files/',
  ]

  for (const path of astray) assert.equal((await fetched(path)).statusCode, 404, path)
  for (const key of ['../x', 'a/../b', '/etc/passwd', 'a\0b', 'A', 'a//b', '.half'])
    await assert.rejects(async () => files.get(key), /not the name of a file/, key)
})

test('what is no picture, too much, or sent by nobody is refused with the way out', async () => {
  const svg = await send('/vendor/pictures', { as: 'ours', bytes: Buffer.from('<svg/>'), type: 'image/svg+xml' })
  const disguised = await send('/vendor/pictures', { as: 'ours', bytes: Buffer.from('<svg/>'), type: 'image/png' })
  const heavy = await send('/vendor/pictures', { as: 'ours', bytes: Buffer.alloc(12 * 1024 * 1024 + 1) })
  const nobody = await send('/vendor/pictures', {})
  const elsewhere = await send(`/vendor/pictures?vendorId=${theirs}`, { as: 'ours' })

  assert.deepEqual([svg.status, disguised.status, heavy.status], [415, 400, 413])
  assert.equal(disguised.body.code, 'media.picture_unreadable')
  assert.match(svg.body.detail, /image\/jpeg/)
  assert.deepEqual([nobody.status, elsewhere.status], [401, 403])
})

test('a photo from the web is not fetched from inside', async () => {
  const from = async (address: string) => {
    const reply = await app.inject({
      method: 'POST',
      url: '/m/reeyo/api/v1/vendor/pictures/from-address',
      headers: { authorization: 'Bearer ours' },
      payload: { address },
    })
    return [reply.statusCode, reply.json().code]
  }

  assert.deepEqual(await from('http://127.0.0.1:5432/'), [400, 'http.address_refused'])
  assert.deepEqual(await from('file:///etc/passwd'), [400, 'http.address_refused'])
})

test('only the vendor a photo belongs to may show it', async () => {
  const { picture } = (await send('/vendor/pictures', { as: 'ours' })).body
  const show = (as: string, vendorId: string, shown: string | null) =>
    open((tx) =>
      usePicture(tx, testContext(market, people[as] as Actor), {
        usedBy: `vendor:${vendorId}`,
        picture: shown,
        vendorId,
      }),
    )

  await show('ours', ours, picture)
  await show('ours', ours, 'fluent-emoji-flat:fish')
  await assert.rejects(show('theirs', theirs, picture), { code: pictureUnknown.code })
  await assert.rejects(show('ours', ours, `photo:${newId()}`), { code: pictureUnknown.code })
})

test('what nobody shows goes after a day, what is shown stays, and what was replaced goes', async () => {
  const kept = (await send('/vendor/pictures', { as: 'ours' })).body
  const dropped = (await send('/vendor/pictures', { as: 'ours' })).body
  const own = (await send('/pictures', { as: 'customer' })).body
  const ctx = testContext(market, people.ours as Actor, { at: new Date() })
  await open((tx) => usePicture(tx, ctx, { usedBy: 'product:1', picture: kept.picture, vendorId: ours }))

  await sweepAt(later(23))
  const before = await fetched(`/files/pictures/${dropped.id}/160.avif`)
  await sweepAt(later(25))
  const [shown, gone, unused] = await Promise.all(
    [kept, dropped, own].map(({ id }) => fetched(`/files/pictures/${id}/160.avif`)),
  )
  await assert.rejects(
    open((tx) => usePicture(tx, ctx, { usedBy: 'product:2', picture: dropped.picture, vendorId: ours })),
    { code: pictureUnknown.code },
  )
  await open((tx) => usePicture(tx, ctx, { usedBy: 'product:1', picture: 'fluent-emoji-flat:fish', vendorId: ours }))
  await sweepAt(later(25))

  assert.deepEqual(
    [before, shown, gone, unused].map((each) => each?.statusCode),
    [200, 200, 404, 404],
  )
  assert.equal((await fetched(`/files/pictures/${kept.id}/160.avif`)).statusCode, 404)
  const left = (await readdir(join(folder, 'pictures'), { recursive: true })).filter((name) => name.includes('.'))
  assert.deepEqual(left, [])
})
