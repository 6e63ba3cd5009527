// Fetching for strangers: however an inside address is written, nothing inside is ever connected to.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { addressRefused, fetchOutside, isPublicAddress, type Resolve } from './outside.ts'

let connections = 0
const canary = createServer((request, response) => {
  if (request.url === '/endless') {
    response.writeHead(200)
    const timer = setInterval(() => response.write(Buffer.alloc(100_000)), 5)
    response.on('close', () => clearInterval(timer))
  } else if (request.url === '/silent') response.writeHead(200).flushHeaders()
  else if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end()
  else response.writeHead(200).end(`seen at ${request.url}`)
})
canary.on('connection', () => (connections += 1))
await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
after(() => {
  canary.closeAllConnections()
  canary.close()
})
const { port } = canary.address() as AddressInfo

const names: Record<string, string[]> = {
  localhost: ['127.0.0.1'],
  'localhost.': ['127.0.0.1'],
  'inside.test': ['127.0.0.1'],
  'both.test': ['93.184.216.34', '127.0.0.1'],
  'six.test': ['::1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
}
const resolve: Resolve = (host, _options, done) => {
  const found = names[host] ?? names[host.replace(/\.$/, '')]
  if (!found) return done(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), [])
  done(
    null,
    found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )
}
const limits = { mostBytes: 100_000, mostMs: 400, resolve }

const hosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0x7f.1',
  '0177.1',
  '00000177.0.0.1',
  '127.0.0.1.',
  '0.0.0.0',
  '0',
  '0x0',
  '00',
  '0.0.0.1',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1.254',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.1.1',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2001::1]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '[100::1]',
  '[2001:db8::1]',
  '[fd00:ec2::254]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'inside.test',
  'both.test',
  'six.test',
  'mapped.test',
  'metadata.test',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '127.0.0.1%00.example.com',
  'nobody.test',
]
const addresses = [
  ...hosts.flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/`]),
  `http://user@127.0.0.1:${port}/`,
  `http://example.com@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}@example.com/`,
  `http://example.com:${port}@inside.test/`,
  `http:\\\\127.0.0.1:${port}/`,
  `http:127.0.0.1:${port}`,
  `//127.0.0.1:${port}/`,
  `ftp://127.0.0.1:${port}/`,
  `gopher://127.0.0.1:${port}/_GET`,
  `dict://127.0.0.1:${port}/`,
  'file:///etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:alert(1)',
  'blob:http://127.0.0.1/1',
  'not an address',
  '',
]

test('no spelling of an inside address is fetched, and nobody inside is even called', async () => {
  for (const address of addresses) {
    await assert.rejects(fetchOutside(address, limits), { code: addressRefused.code }, address)
  }

  assert.ok(addresses.length >= 150)
  assert.equal(connections, 0)
})

test('a name that is public when it is looked at and private a moment later gains nothing', async () => {
  let asked = 0
  const rebinding: Resolve = (_host, _options, done) => {
    asked += 1
    done(null, [{ address: asked === 1 ? '203.0.113.7' : '127.0.0.1', family: 4 }])
  }
  const reaches = (address: string) => address === '203.0.113.7'

  await assert.rejects(
    fetchOutside(`http://rebinds.test:${port}/`, { ...limits, mostMs: 150, resolve: rebinding, reaches }),
    { code: addressRefused.code },
  )
  assert.deepEqual([asked, connections], [1, 0])
})

test('an address that turns out to be connected elsewhere is dropped', async () => {
  const lying: Resolve = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }])
  let looked = 0
  const reaches = () => ++looked === 1

  await assert.rejects(fetchOutside(`http://lies.test:${port}/`, { ...limits, resolve: lying, reaches }), {
    code: addressRefused.code,
  })
  assert.equal(looked, 2)
})

test('a public address is fetched; redirects, endless and silent ones are given up', async () => {
  const reaches = () => true
  const at = (path: string) => fetchOutside(`http://inside.test:${port}${path}`, { ...limits, reaches })

  assert.equal((await at('/photo.jpg')).toString(), 'seen at /photo.jpg')
  for (const path of ['/moved', '/endless', '/silent']) {
    await assert.rejects(at(path), { code: addressRefused.code }, path)
  }
})

test('what is public and what is not', () => {
  for (const address of ['93.184.216.34', '8.8.8.8', '2606:4700::1111']) assert.equal(isPublicAddress(address), true)
  for (const address of ['127.0.0.1', '::ffff:10.0.0.1', 'localhost', '', '1.1.1.1.1'])
    assert.equal(isPublicAddress(address), false)
})
