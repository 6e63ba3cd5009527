// Tokens that attackers have tried elsewhere: every one of them gets the same refusal.
import assert from 'node:assert/strict'
import { createHmac, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { before, test } from 'node:test'
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import { openIdentityApi } from './api-for-tests.ts'
import { aPerson, testPassword } from './fixtures.ts'
import { selectKeys } from './key-store.ts'

const api = await openIdentityApi()
const { database, market, otherMarket } = api

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = () => Math.floor(Date.now() / 1000)

interface Material {
  readonly good: string
  readonly refresh: string
  readonly claims: Record<string, unknown>
  readonly header: Record<string, unknown>
  readonly privateJwk: Awaited<ReturnType<typeof selectKeys>>[number]['privateJwk']
}

let material: Material

before(async () => {
  const { email } = await aPerson(database, market)
  const { body } = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })
  const [head = '', payload = ''] = body.accessToken.split('.')
  const [key] = await selectKeys(database.operatorPool.across.db)
  material = {
    good: body.accessToken,
    refresh: body.refreshToken,
    header: JSON.parse(Buffer.from(head, 'base64url').toString()),
    claims: JSON.parse(Buffer.from(payload, 'base64url').toString()),
    privateJwk: key?.privateJwk ?? {},
  }
})

test('a token of ours opens the door, so that the refusals below mean something', async () => {
  const { status, body } = await api.call('GET', '/users/profile', { token: material.good })

  assert.equal(status, 200)
  assert.equal(body.id, material.claims.sub)
  assert.deepEqual(material.header, { alg: 'RS256', kid: material.header.kid, typ: 'at+jwt' })
  assert.deepEqual(Object.keys(material.claims).sort(), [
    'aud',
    'exp',
    'iat',
    'iss',
    'market',
    'rider',
    'roles',
    'sid',
    'sub',
    'vendors',
  ])
  assert.equal(Number(material.claims.exp) - Number(material.claims.iat), 900)
})

test('every forged, altered, expired or misused token gets one and the same refusal', async () => {
  const corpus = {
    ...unsigned(),
    ...(await signedWithPublicKey()),
    ...(await signedByStranger()),
    ...(await signedByUsButWrong()),
    ...mangled(),
    ...(await misused()),
  }
  assert.ok(Object.keys(corpus).length >= 60, `only ${Object.keys(corpus).length} tokens`)

  const answers = await Promise.all(
    Object.entries(corpus).map(async ([name, token]) => {
      const { status, body, headers } = await api.call('GET', '/users/profile', { token })
      const { requestId: _, ...told } = body
      return { name, status, told, challenge: headers['www-authenticate'] }
    }),
  )

  const refusal = {
    status: 401,
    told: {
      type: 'urn:provender:problem:http.unauthenticated',
      title: 'Please sign in.',
      status: 401,
      code: 'http.unauthenticated',
    },
    challenge: 'Bearer',
  }
  assert.deepEqual(
    answers,
    answers.map(({ name }) => ({ name, ...refusal })),
  )
})

test('what was refused once is refused again: nothing bad is remembered as good', async () => {
  const token = `${material.good.slice(0, -4)}AAAA`

  for (let round = 0; round < 3; round++) {
    assert.equal((await api.call('GET', '/users/profile', { token })).status, 401)
    assert.equal((await api.call('GET', '/users/profile', { token: material.good })).status, 200)
  }
})

test('the published keys verify our tokens and hold nothing private', async () => {
  const { body } = await api.call('GET', '/auth/jwks', { market: null })
  const known = await api.call('GET', '/.well-known/jwks.json', { market: null })
  const [jwk] = body.keys
  const [head, payload, signature = ''] = material.good.split('.')

  assert.deepEqual(known.body, body)
  assert.deepEqual(Object.keys(jwk).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
  assert.equal(jwk.kid, await calculateJwkThumbprint(jwk))
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  assert.ok(verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
})

/** No signature at all, under every spelling of it. */
function unsigned(): Record<string, string> {
  const spellings = ['none', 'None', 'NONE', 'nOnE', '', 'null', 'NoNe ']
  const tokens = spellings.flatMap((alg) => {
    const start = `${json({ ...material.header, alg })}.${json(material.claims)}`
    return [
      [`alg "${alg}", no signature`, `${start}.`],
      [`alg "${alg}", the old signature`, `${start}.${material.good.split('.')[2]}`],
    ]
  })

  return Object.fromEntries([
    ...tokens,
    ['no alg', `${json({ kid: material.header.kid, typ: 'at+jwt' })}.${json(material.claims)}.`],
    ['alg null', `${json({ ...material.header, alg: null })}.${json(material.claims)}.`],
    ['alg a list', `${json({ ...material.header, alg: ['RS256', 'none'] })}.${json(material.claims)}.`],
  ])
}

/** The public key is known to everybody; used as an HMAC secret it must open nothing. */
async function signedWithPublicKey(): Promise<Record<string, string>> {
  const { body } = await api.call('GET', '/auth/jwks', { market: null })
  const [jwk] = body.keys
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const pem = key.export({ type: 'spki', format: 'pem' }).toString()
  const secrets: Record<string, string | Buffer> = {
    PEM: pem,
    'PEM with a leading newline': `\n${pem}`,
    'PEM without the last newline': pem.trimEnd(),
    'PEM with CRLF': pem.replaceAll('\n', '\r\n'),
    'PKCS#1 PEM': key.export({ type: 'pkcs1', format: 'pem' }).toString(),
    DER: key.export({ type: 'spki', format: 'der' }),
    'the JWK': JSON.stringify(jwk),
    'the modulus': Buffer.from(jwk.n, 'base64url'),
    nothing: '',
  }
  const digests = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }

  return Object.fromEntries(
    Object.entries(secrets).flatMap(([what, secret]) =>
      Object.entries(digests).map(([alg, digest]) => {
        const start = `${json({ ...material.header, alg })}.${json(material.claims)}`
        return [`${alg} with ${what}`, `${start}.${createHmac(digest, secret).update(start).digest('base64url')}`]
      }),
    ),
  )
}

/** A proper signature by somebody else, with every way of bringing one's own key along. */
async function signedByStranger(): Promise<Record<string, string>> {
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = await exportJWK(stranger.publicKey)
  const { kid } = material.header
  const headers: Record<string, Record<string, unknown>> = {
    'our kid': {},
    'jwk in the header': { jwk },
    'jwk with our kid in the header': { jwk: { ...jwk, kid } },
    jku: { jku: 'https://attacker.example/jwks.json' },
    x5u: { x5u: 'https://attacker.example/cert.pem' },
    x5c: { x5c: [stranger.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] },
    'kid that is a path': { kid: '../../../../../../dev/null' },
    'kid that is SQL': { kid: "x' UNION SELECT 'key" },
    'kid that is a command': { kid: '/etc/passwd; cat /etc/passwd' },
    'kid that is empty': { kid: '' },
    'kid that is a list': { kid: [kid] },
    'kid that is null': { kid: null },
    'kid of a prototype': { kid: '__proto__' },
    'no kid': { kid: undefined },
    'an unknown kid': { kid: await calculateJwkThumbprint(jwk) },
  }
  const tokens = Object.entries(headers).map(([what, header]) => {
    const start = `${json({ ...material.header, ...header })}.${json(material.claims)}`
    return [
      `a stranger's signature, ${what}`,
      `${start}.${sign('sha256', Buffer.from(start), stranger.privateKey).toString('base64url')}`,
    ]
  })
  const curve = await generateKeyPair('ES256')
  const byCurve = await new SignJWT(material.claims)
    .setProtectedHeader({ ...material.header, alg: 'ES256' })
    .sign(curve.privateKey)

  return { ...Object.fromEntries(tokens), "a stranger's signature, ES256": byCurve }
}

/** Signed with our own key, but not a token that opens this door. */
async function signedByUsButWrong(): Promise<Record<string, string>> {
  const now = seconds()
  const changed: Record<string, Record<string, unknown>> = {
    expired: { iat: now - 1800, exp: now - 900 },
    'expired this second': { iat: now - 900, exp: now - 1 },
    'without end': { exp: undefined },
    'with an end in words': { exp: 'tomorrow' },
    'not yet valid': { nbf: now + 600 },
    'for another audience': { aud: 'somebody-else' },
    'for two audiences': { aud: [material.claims.aud, 'somebody-else'] },
    'for another market': { aud: `market:${otherMarket.id}`, market: otherMarket.id },
    'for this audience in another market': { market: otherMarket.id },
    'for operators, by somebody who is none': { aud: 'operators', market: undefined },
    'without audience': { aud: undefined },
    'by another issuer': { iss: 'https://attacker.example' },
    'without issuer': { iss: undefined },
    'without subject': { sub: undefined },
    'without session': { sid: undefined },
    'with a session that never was': { sid: '0198f3a0-0000-7000-8000-000000000000' },
    "with somebody else's name": { sub: '0198f3a0-0000-7000-8000-000000000000' },
  }
  const withClaims = Object.entries(changed).map(async ([what, claims]) => [`ours, ${what}`, await ours({ claims })])
  const headers: Record<string, Record<string, unknown>> = {
    'typ JWT': { typ: 'JWT' },
    'typ of a refresh token': { typ: 'rt+jwt' },
    'no typ': { typ: undefined },
    RS384: { alg: 'RS384' },
    RS512: { alg: 'RS512' },
    PS256: { alg: 'PS256' },
    'a jwk besides': { jwk: await exportJWK((await generateKeyPair('RS256')).publicKey) },
  }
  const withHeaders = Object.entries(headers).map(async ([what, header]) => [`ours, ${what}`, await ours({ header })])
  const critical = { ...material.header, crit: ['exp-not-known'], 'exp-not-known': 1 }
  const start = `${json(critical)}.${json(material.claims)}`
  const key = { key: material.privateJwk as never, format: 'jwk' } as const

  return {
    ...Object.fromEntries(await Promise.all([...withClaims, ...withHeaders])),
    'ours, an unknown critical header': `${start}.${sign('sha256', Buffer.from(start), key).toString('base64url')}`,
  }
}

async function ours({
  claims = {},
  header = {},
}: {
  claims?: object
  header?: Record<string, unknown>
}): Promise<string> {
  const head = { ...material.header, ...header } as { alg: string }

  return new SignJWT({ ...material.claims, ...claims })
    .setProtectedHeader(head)
    .sign(await importJWK({ ...material.privateJwk, alg: head.alg }, head.alg))
}

function mangled(): Record<string, string> {
  const [head = '', payload = '', signature = ''] = material.good.split('.')
  const raised = json({ ...material.claims, roles: ['admin'] })
  const twice = Buffer.from(
    `${JSON.stringify(material.claims).slice(0, -1)},"sub":"0198f3a0-0000-7000-8000-000000000000"}`,
  ).toString('base64url')

  return {
    'other roles under the old signature': `${head}.${raised}.${signature}`,
    'a claim said twice under the old signature': `${head}.${twice}.${signature}`,
    'an empty signature': `${head}.${payload}.`,
    'no signature part': `${head}.${payload}`,
    'a cut signature': `${head}.${payload}.${signature.slice(0, -8)}`,
    'a changed signature': `${head}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    'a part too many': `${material.good}.${signature}`,
    'a dot too many': `${material.good}.`,
    'five parts': 'a.b.c.d.e',
    'only dots': '...',
    'no dot': 'eyJ',
    'not base64': '%%%.%%%.%%%',
    'JSON that is none': `${Buffer.from('{').toString('base64url')}.${payload}.${signature}`,
    'an endless header': `${'A'.repeat(8000)}.${payload}.${signature}`,
    'a blank in front': ` ${material.good}`,
  }
}

/** Real tokens, in the wrong place. */
async function misused(): Promise<Record<string, string>> {
  const stranger = await aPerson(database, otherMarket)
  const body = { email: stranger.email, password: testPassword }
  const elsewhere = await api.call('POST', '/auth/login', { body, market: otherMarket })
  const { email } = await aPerson(database, market)
  const out = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })
  await api.call('POST', '/auth/logout', { token: out.body.accessToken })

  return {
    'a refresh token': material.refresh,
    'a token of another market': elsewhere.body.accessToken,
    'a token of a session that is over': out.body.accessToken,
  }
}
