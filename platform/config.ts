// Settings: one table says what may be set, from the environment or the command line, and `--help` is printed from it.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type GatewayCredentials, gatewayCredentials, gatewaySettings } from './config-gateways.ts'

/** What one process can do; all of them in one process on a laptop, one each on a cluster. */
export const serverRoles = ['web', 'customer', 'vendor', 'rider', 'admin', 'realtime', 'worker'] as const
export type ServerRole = (typeof serverRoles)[number]

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Where the database is, once per database role. Reads that may be a moment old go to `readUrl` when there is one. */
export interface Databases {
  readonly appUrl: string
  readonly operatorUrl: string
  /** The queue's worker: reaches jobs and nothing else. */
  readonly jobsUrl: string
  readonly adminUrl: string
  readonly readUrl?: string
}

export interface Config {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Where people reach us, without a slash at the end. */
  readonly publicUrl: string
  readonly dataDirectory: string
  /** Absent: PostgreSQL is started inside the data folder. */
  readonly databaseUrl?: string
  readonly databaseReadUrl?: string
  readonly databasePoolSize: number
  readonly roles: readonly ServerRole[]
  /** Absent: every market. */
  readonly markets?: readonly string[]
  /** Whether the demo markets are loaded into an empty database. */
  readonly demo: boolean
  readonly logLevel: LogLevel
  /** As Fastify's `trustProxy`: nobody, so many hops, or these networks. */
  readonly trustProxy: false | number | string[]
  /** Multiplies every rate limit; 0 switches them off. */
  readonly limitFactor: number
  readonly sandboxWebhookSecret: string
  /** Absent: uploaded files lie in the data folder. */
  readonly filesUrl?: string
  /** What addresses of pictures begin with: our own `/files`, or a CDN in front of it. */
  readonly filesBase: string
  /** Absent: what processes could share is kept by each of them. */
  readonly redisUrl?: string
  /** Of an OSRM service, for markets whose streets it knows. */
  readonly osrmUrl?: string
  readonly googleMapsApiKey?: string
  /** Map tiles behind the pages' maps; absent: the drawn town, which needs no internet. */
  readonly mapTilesUrl?: string
  /** The payment gateways that are set up. */
  readonly gateways: GatewayCredentials
  readonly reset: boolean
  readonly yes: boolean
}

/** What the running server gets: the settings, and a database that answers. */
export interface ServerConfig extends Config {
  readonly databases: Databases
}

/** Everything that is wrong with the settings, one sentence each, naming the setting and the way out. */
export class ConfigProblems extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigProblems'
    this.problems = problems
  }
}

interface Setting {
  /** What the value must be, once read from its text. */
  readonly type: TSchema
  /** Text to value. What it cannot make sense of, it answers as it is, and `type` refuses it. */
  readonly read: (text: string) => unknown
  /** The end of "must be …". */
  readonly says: string
  readonly example: string
  readonly help: string
  readonly flag?: string
  readonly placeholder?: string
  readonly fallback?: string
  /** What `--help` shows as the default when it is not one text. */
  readonly fallbackSays?: string
  /** Never repeated in a message; in production its fallback is refused. */
  readonly secret?: boolean
}

const asIs = (text: string): string => text
const asNumber = (text: string): unknown => (/^\d{1,9}$/.test(text) ? Number(text) : text)
const asSwitch = (text: string): unknown =>
  ({ on: true, true: true, off: false, false: false })[text.toLowerCase()] ?? text
const asList = (text: string): string[] =>
  [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part)
const asUrl = (text: string): unknown => (URL.canParse(text) ? text.replace(/\/+$/, '') : undefined)
const asDatabaseUrl = (text: string): unknown => (URL.canParse(text) ? text : undefined)

const postgresUrl = Type.String({ pattern: '^postgres(ql)?://' })

const settings = {
  PORT: {
    type: Type.Integer({ minimum: 0, maximum: 65_535 }),
    read: asNumber,
    says: 'a port number from 0 to 65535 (0 takes a free one)',
    example: '3001',
    help: 'The port to listen on.',
    flag: '--port',
    placeholder: 'NUMBER',
    fallback: '3000',
  },
  HOST: {
    type: Type.String({ pattern: '^[A-Za-z0-9.:_-]+$' }),
    read: asIs,
    says: 'an address or a name of this machine',
    example: '0.0.0.0',
    help: 'The address to listen on; 0.0.0.0 lets other machines in.',
    flag: '--host',
    placeholder: 'ADDRESS',
    fallback: '127.0.0.1',
  },
  PUBLIC_URL: {
    type: Type.String({ pattern: '^https?://[^/?#]+$' }),
    read: asUrl,
    says: 'an http or https address without a path',
    example: 'https://food.example.com',
    help: 'Where people reach this server; needed in production.',
    fallbackSays: 'http://localhost:PORT',
  },
  TRUST_PROXY: {
    type: Type.Union([
      Type.Literal(false),
      Type.Integer({ minimum: 1, maximum: 16 }),
      Type.Array(Type.String(), { minItems: 1 }),
    ]),
    read: readTrustProxy,
    says: '"none", a number of hops from 1 to 16, or addresses and networks separated by commas',
    example: '10.0.0.0/8',
    help: 'Whose X-Forwarded-For is believed: none, a number of hops, or networks.',
    fallback: 'none',
  },
  DATA_DIRECTORY: {
    type: Type.String({ minLength: 1 }),
    read: (text: string) => resolve(text),
    says: 'a folder',
    example: '/var/lib/food',
    help: 'The folder for the built-in database, keys and files.',
    flag: '--data',
    placeholder: 'FOLDER',
    fallback: '.provender',
  },
  DATABASE_URL: {
    type: postgresUrl,
    read: asDatabaseUrl,
    says: 'a PostgreSQL address with a user that may create roles',
    example: 'postgres://user:password@localhost:5432/provender',
    help: 'A PostgreSQL (16 or newer) of your own, reached directly and not through a pooler.',
    fallbackSays: 'the built-in one',
    secret: true,
  },
  DATABASE_READ_URL: {
    type: postgresUrl,
    read: asDatabaseUrl,
    says: 'a PostgreSQL address',
    example: 'postgres://replica:5432/provender',
    help: 'A read replica of it; the app signs in there as on the primary.',
    secret: true,
  },
  DATABASE_POOL_SIZE: {
    type: Type.Integer({ minimum: 1, maximum: 500 }),
    read: asNumber,
    says: 'a whole number from 1 to 500',
    example: '20',
    help: 'How many database connections this process may hold.',
    fallback: '10',
  },
  ROLES: {
    type: Type.Array(Type.Enum([...serverRoles]), { minItems: 1 }),
    read: (text: string) => (text === 'all' ? [...serverRoles] : asList(text)),
    says: `some of ${serverRoles.join(', ')}, separated by commas, or "all"`,
    example: 'vendor,worker',
    help: `What this process does: ${serverRoles.join(', ')}.`,
    flag: '--roles',
    placeholder: 'LIST',
    fallback: 'all',
  },
  MARKETS: {
    type: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' }), { minItems: 1 }),
    read: asList,
    says: 'market names in small letters, separated by commas',
    example: 'reeyo',
    help: 'Only these markets; may be given several times.',
    flag: '--market',
    placeholder: 'NAME',
    fallbackSays: 'every market',
  },
  DEMO: {
    type: Type.Boolean(),
    read: asSwitch,
    says: '"on" or "off"',
    example: 'off',
    help: 'Whether the demo markets are loaded once.',
    fallbackSays: 'on; off in production',
  },
  LOG_LEVEL: {
    type: Type.Enum([...logLevels]),
    read: asIs,
    says: `one of ${logLevels.join(', ')}`,
    example: 'info',
    help: 'From which level on to log, as lines of JSON.',
    flag: '--log-level',
    placeholder: 'LEVEL',
    fallbackSays: 'warn; info in production',
  },
  LIMIT_FACTOR: {
    type: Type.Integer({ minimum: 0, maximum: 1000 }),
    read: asNumber,
    says: 'a whole number from 0 to 1000',
    example: '10',
    help: 'Multiplies every rate limit; 0 switches them off.',
    fallback: '1',
  },
  REDIS_URL: {
    type: Type.String({ pattern: '^rediss?://' }),
    read: asDatabaseUrl,
    says: 'a Redis address',
    example: 'redis://localhost:6379',
    help: 'A Redis that several processes share for kept replies.',
    fallbackSays: 'each process by itself',
    secret: true,
  },
  FILES_URL: {
    type: Type.String({ pattern: '^https?://[^/@:]+:[^/@]+@[^/]+/[^/?]+' }),
    read: asDatabaseUrl,
    says: 'the address of an S3 bucket with its keys',
    example: "'https://KEY:SECRET@s3.eu-west-1.amazonaws.com/pictures?region=eu-west-1'",
    help: 'An S3-compatible bucket for uploaded files.',
    fallbackSays: 'the data folder',
    secret: true,
  },
  FILES_BASE_URL: {
    type: Type.String({ pattern: '^(/files|https?://.+)$' }),
    read: (text: string) => (text === '/files' ? text : asUrl(text)),
    says: 'an http or https address',
    example: 'https://cdn.example.com/files',
    help: 'Where browsers fetch pictures: a CDN in front of our /files, or the bucket itself.',
    fallback: '/files',
  },
  SANDBOX_WEBHOOK_SECRET: {
    type: Type.String({ minLength: 16 }),
    read: asIs,
    says: 'at least 16 characters',
    example: '"$(openssl rand -base64 32)"',
    help: 'Signs the webhooks of the sandbox payment gateway.',
    fallback: 'provender-sandbox-webhooks',
    fallbackSays: 'one that everybody knows; refused in production',
    secret: true,
  },
  OSRM_URL: {
    type: Type.String({ pattern: '^https?://' }),
    read: asUrl,
    says: 'an http or https address',
    example: 'http://osrm:5000',
    help: 'An OSRM service, asked for distances by markets whose streets are "osrm".',
  },
  GOOGLE_MAPS_API_KEY: {
    type: Type.String({ minLength: 20 }),
    read: asIs,
    says: 'at least 20 characters',
    example: '"$GOOGLE_MAPS_API_KEY"',
    help: 'A key for Google Maps, asked by markets whose streets are "google".',
    secret: true,
  },
  MAP_TILES_URL: {
    type: Type.String({ pattern: '^https://[^ ]*\\{z\\}[^ ]*$' }),
    read: asIs,
    says: 'an https address with {z}, {x} and {y} in it',
    example: 'https://tiles.example.com/{z}/{x}/{y}.png',
    help: 'Picture tiles for the maps; without them the drawn town is shown.',
    fallbackSays: 'the drawn town',
  },
  ...gatewaySettings,
} as const satisfies Record<string, Setting>

const actions = {
  '--reset': 'Empties the data folder (or, with DATABASE_URL, drops our schemas) and starts afresh.',
  '--yes': 'Answers yes to what would be asked: needed for --reset of a database of your own.',
  '--help': 'Prints this.',
} as const

type Name = keyof typeof settings
/** Options that may be repeated: each adds to the list. Of the others the last one counts. */
const lists = new Set<Name>(['ROLES', 'MARKETS'])
type Values = { [K in Name]?: Static<(typeof settings)[K]['type']> }
type Given = Partial<Record<Name, { text: string; from: string }>>

export interface Known {
  /** The demo markets one may ask for; absent: any name. Without the demo, markets are what the database says. */
  readonly markets?: readonly string[]
}

/** Reads everything once; throws `ConfigProblems` with all that is wrong. A flag wins over its variable. */
export function readConfig(
  env: Record<string, string | undefined>,
  argv: readonly string[],
  known: Known = {},
): Config {
  const problems: string[] = []
  const { given, asked } = gather(env, argv, problems)
  const production = env.NODE_ENV === 'production'
  const values = readValues(given, problems)
  const demo = values.DEMO ?? !production
  const gateways = gatewayCredentials(values, problems)
  problems.push(
    ...(demo ? unknownMarkets(values.MARKETS, known) : []),
    ...(production ? unfitForProduction(given) : []),
  )
  if (problems.length > 0) throw new ConfigProblems(problems)

  const {
    PORT: port,
    HOST: host,
    DATA_DIRECTORY,
    DATABASE_POOL_SIZE,
    ROLES,
    TRUST_PROXY,
    SANDBOX_WEBHOOK_SECRET,
  } = values
  return {
    production,
    host: present(host),
    port: present(port),
    publicUrl: values.PUBLIC_URL ?? `http://${hostInUrl(present(host))}:${port}`,
    dataDirectory: present(DATA_DIRECTORY),
    ...(values.DATABASE_URL === undefined ? {} : { databaseUrl: values.DATABASE_URL }),
    ...(values.DATABASE_READ_URL === undefined ? {} : { databaseReadUrl: values.DATABASE_READ_URL }),
    databasePoolSize: present(DATABASE_POOL_SIZE),
    roles: present(ROLES),
    ...(values.MARKETS === undefined ? {} : { markets: values.MARKETS }),
    demo,
    logLevel: values.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    trustProxy: present(TRUST_PROXY),
    limitFactor: present(values.LIMIT_FACTOR),
    sandboxWebhookSecret: present(SANDBOX_WEBHOOK_SECRET),
    ...(values.FILES_URL === undefined ? {} : { filesUrl: values.FILES_URL }),
    filesBase: present(values.FILES_BASE_URL),
    ...(values.REDIS_URL === undefined ? {} : { redisUrl: values.REDIS_URL }),
    ...(values.OSRM_URL !== undefined && { osrmUrl: values.OSRM_URL }),
    ...(values.GOOGLE_MAPS_API_KEY !== undefined && { googleMapsApiKey: values.GOOGLE_MAPS_API_KEY }),
    ...(values.MAP_TILES_URL !== undefined && { mapTilesUrl: values.MAP_TILES_URL }),
    gateways,
    reset: asked.has('--reset'),
    yes: asked.has('--yes'),
  }
}

/** The page behind `--help`. */
export function helpText(): string {
  const lines = Object.entries<Setting>(settings).map(([name, setting]) => {
    const flag = setting.flag ? `${setting.flag} ${setting.placeholder}` : ''
    const fallback = setting.fallbackSays ?? setting.fallback
    return `  ${flag.padEnd(20)} ${name.padEnd(23)} ${setting.help}${fallback ? ` [${fallback}]` : ''}`
  })

  return [
    'npm start -- [options]      Each setting is an option, or a variable of the environment.',
    '',
    ...lines,
    '',
    ...Object.entries(actions).map(([flag, help]) => `  ${flag.padEnd(20)} ${help}`),
    '',
    'Examples:',
    '  npm start -- --market reeyo                      one market',
    '  npm start -- --roles vendor,worker               some roles',
    '  PORT=8080 HOST=0.0.0.0 npm start                 for other machines',
    '  DATABASE_URL=postgres://… npm start              with a PostgreSQL of your own',
    '',
  ].join('\n')
}

function gather(env: Record<string, string | undefined>, argv: readonly string[], problems: string[]) {
  const given: Given = {}
  for (const name of Object.keys(settings) as Name[]) {
    const text = env[name]
    if (text) given[name] = { text, from: name }
  }

  const flags = new Map(Object.entries<Setting>(settings).map(([name, { flag }]) => [flag, name as Name]))
  const fromFlags: Given = {}
  const asked = new Set<string>()
  for (let at = 0; at < argv.length; at++) {
    const [flag = '', inline] = splitOnce(argv[at] ?? '')
    const name = flags.get(flag)
    if (name) {
      const text = inline ?? argv[++at]
      if (!text || text.startsWith('--'))
        problems.push(`${flag} needs a value, for example: ${flag} ${settings[name].example}`)
      else
        fromFlags[name] = {
          text: [lists.has(name) && fromFlags[name]?.text, text].filter(Boolean).join(','),
          from: flag,
        }
      if (text?.startsWith('--')) at--
    } else if (Object.hasOwn(actions, flag) && inline === undefined) {
      asked.add(flag)
    } else {
      problems.push(`${argv[at]} is not an option here; npm start -- --help lists them all.`)
    }
  }

  return { given: { ...given, ...fromFlags }, asked }
}

function readValues(given: Given, problems: string[]): Values {
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    const { text, from } = given[name as Name] ?? { text: setting.fallback, from: name }
    if (text === undefined) continue

    const value = setting.read(text)
    if (Value.Check(setting.type, value)) values[name] = value
    else problems.push(refusal(setting, text, from))
  }

  return values
}

function refusal(setting: Setting, text: string, from: string): string {
  const was = setting.secret ? `${from} cannot be used: it` : `${from} is "${text}", but`
  return `${was} must be ${setting.says}. For example: ${from}${from.startsWith('--') ? ' ' : '='}${setting.example}`
}

function unknownMarkets(asked: readonly string[] | undefined, known: Known): string[] {
  if (!asked || !known.markets) return []

  const markets = known.markets
  return asked
    .filter((market) => !markets.includes(market))
    .map((market) => `There is no market "${market}". For --market (MARKETS) there are: ${markets.join(', ')}.`)
}

function unfitForProduction(given: Given): string[] {
  const known = Object.entries<Setting>(settings)
    .filter(
      ([name, { secret, fallback }]) => secret && fallback && (given[name as Name]?.text ?? fallback) === fallback,
    )
    .map(([name, { example }]) => `${name} is one that everybody knows; in production set your own: ${name}=${example}`)
  const address = given.PUBLIC_URL
    ? []
    : [`PUBLIC_URL is needed in production, for example: PUBLIC_URL=${settings.PUBLIC_URL.example}`]

  return [...known, ...address]
}

/** `none`, `2`, or `loopback,10.0.0.0/8`: the words are those of the proxy-addr package that Fastify uses. */
function readTrustProxy(text: string): unknown {
  if (text === 'none' || text === '0') return false
  if (/^\d+$/.test(text)) return Number(text)

  const networks = asList(text)
  return networks.every(isNetwork) ? networks : undefined
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true

  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false

  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function hostInUrl(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost'

  return isIP(host) === 6 ? `[${host}]` : host
}

function splitOnce(argument: string): [string, string?] {
  const at = argument.indexOf('=')
  return argument.startsWith('--') && at > 0 ? [argument.slice(0, at), argument.slice(at + 1)] : [argument]
}

/** Values with a fallback are there once nothing was wrong. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a setting with a fallback has no value')

  return value
}
