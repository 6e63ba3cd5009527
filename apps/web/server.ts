// The web app as a request handler that lives inside our own server, with the headers that keep a page safe.
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveAsset } from './assets.ts'
import { renewSession } from './session.ts'

/** The part of Next's programmatic server that we use; `next` is CommonJS, so its own types differ by resolver. */
interface NextApp {
  prepare(): Promise<void>
  getRequestHandler(): (req: IncomingMessage, res: ServerResponse) => Promise<void>
  close(): Promise<void>
}
type CreateNextApp = (options: { dev: boolean; dir: string; customServer: true; quiet: boolean }) => NextApp

export interface Web {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  close(): Promise<void>
}

export interface WebOptions {
  /** Where server components reach the API, for example `http://127.0.0.1:3000`. */
  apiOrigin: string
  /** Compiles on demand instead of serving the last build (`buildWeb`). */
  dev?: boolean
  /** Tells visitors the sign-ins of the demo, and offers them addresses in its towns. */
  demo?: boolean
  /** What addresses of uploaded pictures begin with: `/files`, or a CDN in front of it. */
  filesBase?: string
  /** Picture tiles for the maps: `https://…/{z}/{x}/{y}.png`. */
  tiles?: string | undefined
}

/** One process serves one web app: Next keeps its state per process. */
export async function createWeb({
  apiOrigin,
  dev = false,
  demo = false,
  filesBase = '/files',
  tiles,
}: WebOptions): Promise<Web> {
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  process.env.PROVENDER_API_ORIGIN = new URL(apiOrigin).origin
  process.env.PROVENDER_FILES_BASE = filesBase
  if (demo) process.env.PROVENDER_DEMO = '1'

  const createNextApp = createRequire(import.meta.url)('next') as CreateNextApp
  const dir = fileURLToPath(new URL('.', import.meta.url))
  const app = createNextApp({ dev, dir, customServer: true, quiet: !dev })
  await app.prepare()
  const serve = app.getRequestHandler()

  return {
    async handle(req, res) {
      if (await serveAsset(req, res, { apiOrigin, demo, tiles })) return
      prepareRequest(req, res, { dev, tiles })
      await renewSession(req, res, apiOrigin)
      await serve(req, res)
    },
    close: () => app.close(),
  }
}

/** Tells the pages which market they are in, and gives every answer its own script nonce, which Next picks up. */
function prepareRequest(
  req: IncomingMessage,
  res: ServerResponse,
  { dev, tiles }: { dev: boolean; tiles: string | undefined },
): void {
  const nonce = randomBytes(16).toString('base64')
  const paying = isPayPage(req.url ?? '/')
  const policy = contentSecurityPolicy(nonce, { dev, tiles, paying })

  delete req.headers['x-provender-market']
  const market = marketOf(req.url ?? '/')
  if (market) req.headers['x-provender-market'] = market
  req.headers['content-security-policy'] = policy

  res.setHeader('content-security-policy', policy)
  res.setHeader('x-content-type-options', 'nosniff')
  res.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  // A bank may ask its customer in a window of its own.
  res.setHeader('cross-origin-opener-policy', paying ? 'same-origin-allow-popups' : 'same-origin')
  res.setHeader('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=(self)')
}

/** `/m/harvest/vendor?x=1` is in `harvest`. */
function marketOf(url: string): string | undefined {
  return /^\/m\/([a-z0-9-]+)(?:[/?#]|$)/.exec(url)?.[1]
}

function isPayPage(url: string): boolean {
  return /^\/m\/[a-z0-9-]+\/pay\//.test(url)
}

/** Whose forms are framed on the page where one pays, and nowhere else. */
const providers = {
  frame: [
    'https://js.stripe.com',
    'https://hooks.stripe.com',
    'https://api.razorpay.com',
    'https://checkout.razorpay.com',
  ],
  connect: ['https://api.stripe.com', 'https://api.razorpay.com', 'https://lumberjack.razorpay.com'],
} as const

/** Styles stay inline because themes, Radix and MapLibre set style attributes; scripts need this answer's nonce. */
function contentSecurityPolicy(
  nonce: string,
  { dev, tiles, paying }: { dev: boolean; tiles: string | undefined; paying: boolean },
): string {
  const tilesOrigin = tiles === undefined ? [] : [tiles.split('/').slice(0, 3).join('/')]
  const connect = ["'self'", 'ws:', 'wss:', ...tilesOrigin, ...(paying ? providers.connect : [])]
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob: https:`,
    `font-src 'self'`,
    `connect-src ${connect.join(' ')}`,
    ...(paying ? [`frame-src ${providers.frame.join(' ')}`] : []),
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
