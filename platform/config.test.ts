// Settings: read together, refused together.
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { ConfigProblems, helpText, readConfig, serverRoles } from './config.ts'

const problemsOf = (env: Record<string, string>, argv: string[] = [], markets?: string[]): readonly string[] => {
  try {
    readConfig(env, argv, markets ? { markets } : {})
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigProblems)
    return error.problems
  }
}

test('with nothing set, a laptop gets every role on port 3000', () => {
  assert.deepEqual(readConfig({}, []), {
    production: false,
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    dataDirectory: resolve('.provender'),
    databasePoolSize: 10,
    roles: [...serverRoles],
    demo: true,
    logLevel: 'warn',
    trustProxy: false,
    limitFactor: 1,
    sandboxWebhookSecret: 'provender-sandbox-webhooks',
    filesBase: '/files',
    gateways: {},
    reset: false,
    yes: false,
  })
})

test('an option wins over its variable, and may be repeated or written with an equals sign', () => {
  const config = readConfig({ PORT: '1', MARKETS: 'harvest' }, [
    '--port=4000',
    '--market',
    'reeyo',
    '--market',
    'eatfast',
    '--reset',
  ])

  assert.equal(config.port, 4000)
  assert.deepEqual(config.markets, ['reeyo', 'eatfast'])
  assert.equal(config.reset, true)
})

test('all bad settings are told together, each with the way out', () => {
  const env = {
    PORT: 'abc',
    ROLES: 'cook',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://me:hush@db',
    DATABASE_POOL_SIZE: '0',
    TRUST_PROXY: '10.0.0.0/99',
  }

  const problems = problemsOf(env, ['--prot', '--host', '--market', 'mars'], ['reeyo', 'harvest'])

  assert.deepEqual(problems, [
    '--prot is not an option here; npm start -- --help lists them all.',
    '--host needs a value, for example: --host 0.0.0.0',
    'PORT is "abc", but must be a port number from 0 to 65535 (0 takes a free one). For example: PORT=3001',
    'TRUST_PROXY is "10.0.0.0/99", but must be "none", a number of hops from 1 to 16, or addresses and networks separated by commas. For example: TRUST_PROXY=10.0.0.0/8',
    'DATABASE_URL cannot be used: it must be a PostgreSQL address with a user that may create roles. For example: DATABASE_URL=postgres://user:password@localhost:5432/provender',
    'DATABASE_POOL_SIZE is "0", but must be a whole number from 1 to 500. For example: DATABASE_POOL_SIZE=20',
    'ROLES is "cook", but must be some of web, customer, vendor, rider, admin, realtime, worker, separated by commas, or "all". For example: ROLES=vendor,worker',
    'LOG_LEVEL is "loud", but must be one of fatal, error, warn, info, debug, trace, silent. For example: LOG_LEVEL=info',
    'There is no market "mars". For --market (MARKETS) there are: reeyo, harvest.',
  ])
})

test('production refuses what everybody knows and wants its address', () => {
  assert.deepEqual(problemsOf({ NODE_ENV: 'production' }), [
    'SANDBOX_WEBHOOK_SECRET is one that everybody knows; in production set your own: SANDBOX_WEBHOOK_SECRET="$(openssl rand -base64 32)"',
    'PUBLIC_URL is needed in production, for example: PUBLIC_URL=https://food.example.com',
  ])

  const config = readConfig(
    { NODE_ENV: 'production', PUBLIC_URL: 'https://food.example.com/', SANDBOX_WEBHOOK_SECRET: 'a-secret-of-our-own' },
    [],
  )
  assert.equal(config.publicUrl, 'https://food.example.com')
  assert.equal(config.demo, false)
  assert.equal(config.logLevel, 'info')
})

test('a proxy is trusted by hops or by network', () => {
  assert.equal(readConfig({ TRUST_PROXY: '2' }, []).trustProxy, 2)
  assert.deepEqual(readConfig({ TRUST_PROXY: 'loopback, fd00::/8' }, []).trustProxy, ['loopback', 'fd00::/8'])
  assert.equal(problemsOf({ TRUST_PROXY: '99' }).length, 1)
})

test('an empty variable is not set', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }, []).port, 3000)
})

test('the help names every setting and every action', () => {
  const help = helpText()

  for (const word of [
    '--port NUMBER',
    'PORT',
    'TRUST_PROXY',
    '--market NAME',
    '--reset',
    '--yes',
    '--help',
    '[3000]',
  ]) {
    assert.ok(help.includes(word), word)
  }
})

test('a payment gateway is set up whole: half of its credentials is told, all of them are taken', () => {
  const half = { STRIPE_SECRET_KEY: 'sk_test_1' }
  const whole = { ...half, STRIPE_PUBLISHABLE_KEY: 'pk_test_1', STRIPE_WEBHOOK_SECRETS: 'whsec_old1,whsec_new1' }

  assert.throws(() => readConfig(half, []), /STRIPE_SECRET_KEY alone is not enough: set STRIPE_PUBLISHABLE_KEY and/)
  assert.deepEqual(readConfig(whole, []).gateways, {
    stripe: {
      url: 'https://api.stripe.com',
      secretKey: 'sk_test_1',
      publishableKey: 'pk_test_1',
      webhookSecrets: ['whsec_old1', 'whsec_new1'],
    },
  })
})
