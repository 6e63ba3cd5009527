// Fetching what a stranger's address names: public machines only, looked at when the connection is made, and in bounds.
import ipaddr from 'ipaddr.js'
import { type LookupAddress, lookup as resolve } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { defineError } from './errors.ts'

export const addressRefused = defineError(
  'http.address_refused',
  'invalid',
  'We do not fetch from this address. Give a public http or https address that answers without redirecting.',
)

export type Resolve = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export interface OutsideLimits {
  readonly mostBytes: number
  readonly mostMs: number
  /** How names become addresses; the system's way unless a test has its own. */
  readonly resolve?: Resolve
  /** Which addresses may be reached: the public ones, unless a test serves from its own machine. */
  readonly reaches?: (address: string) => boolean
}

/** Whether an IP address is one that everybody in the world reaches: no private, local, mapped or reserved one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false

  return ipaddr.process(address).range() === 'unicast'
}

/**
 * The bytes at an address. Names are resolved once, and the connection goes to the very address that was looked at, so
 * a name that means something else a moment later gains nothing. Redirects are not followed.
 * @throws addressRefused
 */
export async function fetchOutside(address: string, limits: OutsideLimits): Promise<Buffer> {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') {
    throw addressRefused()
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const { reaches = isPublicAddress } = limits
  if (isIP(host) !== 0 && !reaches(host)) throw addressRefused()

  try {
    return await receive(url, { ...limits, reaches })
  } catch {
    throw addressRefused()
  }
}

function receive(
  url: URL,
  { mostBytes, mostMs, reaches, resolve: system = resolve }: OutsideLimits & { reaches: (address: string) => boolean },
): Promise<Buffer> {
  const { promise, resolve: succeed, reject } = Promise.withResolvers<Buffer>()
  const signal = AbortSignal.timeout(mostMs)
  const request = (url.protocol === 'https:' ? https : http).request(
    url,
    {
      agent: false,
      signal,
      lookup: (host, _options, done) =>
        system(host, { all: true }, (error, addresses) => {
          // One private address among them spoils them all: somebody is playing.
          const spoiled = error ?? (addresses.every((each) => reaches(each.address)) ? null : new Error('private'))
          done(spoiled, spoiled ? [] : addresses)
        }),
      headers: { accept: 'image/*', 'user-agent': 'Provender' },
    },
    (response) => {
      if (response.statusCode !== 200) {
        response.destroy()
        return reject(new Error(`answered ${response.statusCode}`))
      }
      gather(response, mostBytes).then(succeed, reject)
    },
  )
  request.on('socket', (socket) => {
    socket.on('connect', () => {
      if (!reaches(socket.remoteAddress ?? '')) request.destroy(new Error('connected to a private address'))
    })
  })
  request.on('error', reject)
  request.end()

  return promise
}

async function gather(response: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostBytes) throw new Error('too long')
    parts.push(part)
  }

  return Buffer.concat(parts)
}
