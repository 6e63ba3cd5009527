// Which market a request means, and what its words in the URL are called here.
import type { IncomingMessage } from 'node:http'
import type { Language, Market } from './context.ts'

/** A market as the front door needs it. */
export interface MarketEntry {
  readonly market: Market
  readonly languages: readonly Language[]
  readonly hosts: readonly string[]
  /** The market's words in URLs → ours: `meals` → `products`, `provider` → `vendor`. */
  readonly segments: ReadonlyMap<string, string>
}

export interface MarketDirectory {
  byId(id: string): MarketEntry | undefined
  byHost(host: string): MarketEntry | undefined
  all(): readonly MarketEntry[]
}

/** What the front door made out of an incoming request, kept beside it. */
export interface Arrival {
  /** As asked for; may name no market we have. */
  readonly marketId: string | undefined
  readonly entry: MarketEntry | undefined
  /** Two ways of naming the market contradict each other. */
  readonly disagrees: boolean
}

const arrivalKey = Symbol('arrival')
type Arriving = IncomingMessage & { [arrivalKey]?: Arrival }

export function arrivalOf(request: IncomingMessage): Arrival {
  return (request as Arriving)[arrivalKey] ?? { marketId: undefined, entry: undefined, disagrees: false }
}

/** Addresses that exist once for every market, behind `/m/{market}`. The rest of `/m/` belongs to the web pages. */
const behindMarket = /^\/m\/([^/?]+)(\/(?:api|docs|socket|sandbox)(?:[/?].*)?)$/
/** Addresses that the world or a document expects at another place than ours. */
const elsewhere = new Map([
  ['/api/health', '/health'],
  ['/.well-known/jwks.json', '/api/v1/.well-known/jwks.json'],
])
/** The third document splits its API by audience in front of the version. */
const audienceFirst = /^\/api\/(user|vendor|rider|admin)\/(?!v\d)(.*)$/

/**
 * Names the market (path, header, host, token in this order) and rewrites the market's words into ours.
 * @returns the address our routes know
 */
export function arrive(request: IncomingMessage, directory: MarketDirectory): string {
  let url = request.url ?? '/'
  if (url.startsWith('/_next/') || url === '/health') return url

  const inPath = url.startsWith('/m/') ? behindMarket.exec(url) : null
  if (inPath) url = inPath[2] as string
  const header = headerOf(request, 'x-market')
  const named = inPath?.[1] ?? header
  const marketId = named ?? directory.byHost(hostOf(request))?.market.id ?? marketInToken(request)
  const entry = marketId === undefined ? undefined : directory.byId(marketId)
  const disagrees = header !== undefined && header !== named
  ;(request as Arriving)[arrivalKey] = { marketId, entry, disagrees }
  if (elsewhere.has(url)) return elsewhere.get(url) as string
  if (!url.startsWith('/api/')) return url

  const splits = url.startsWith('/api/v1/') ? null : audienceFirst.exec(url)
  if (splits) url = `/api/v1/${splits[1] === 'user' ? '' : `${splits[1]}/`}${splits[2]}`

  return entry && entry.segments.size > 0 ? translate(url, entry.segments) : url
}

/** Translates the first words behind `/api/v1/`: an audience, then a noun. Ids and later words stay. */
function translate(url: string, segments: ReadonlyMap<string, string>): string {
  const start = '/api/v1/'.length
  const end = url.indexOf('?')
  const parts = url.slice(start, end === -1 ? undefined : end).split('/')
  for (let index = 0; index < Math.min(2, parts.length); index++) {
    const ours = segments.get(parts[index] as string)
    if (ours !== undefined) parts[index] = ours
  }

  return `/api/v1/${parts.join('/')}${end === -1 ? '' : url.slice(end)}`
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads the market out of an unverified token, to know whose keys and words to use; the token is verified later. */
function marketInToken(request: IncomingMessage): string | undefined {
  const payload = request.headers.authorization?.split('.')[1]
  if (!payload) return undefined

  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const market = (claims as { market?: unknown }).market
    return typeof market === 'string' ? market : undefined
  } catch {
    return undefined
  }
}
