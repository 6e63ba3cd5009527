// A load of HTTP requests on kept-open connections, light enough that the server is what is measured.
import { type Socket, connect } from 'node:net'
import { quantile } from './figures.ts'

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

export interface Connection {
  /** Answers come in the order of the requests, several of which may be under way. */
  send(request: Buffer): Promise<Answer>
  close(): void
}

export interface Load {
  readonly url: string
  readonly connections: number
  /** Requests under way on each connection. */
  readonly pipelining?: number
  readonly seconds: number
  /** The next request of this connection. */
  readonly next: (connection: number) => Buffer
  /** Any other status ends the run. */
  readonly expect: number
}

export interface LoadResult {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly answered: number
}

/** A request as it goes over the wire. */
export function requestOf(
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: unknown } = {},
): Buffer {
  const { host, pathname, search } = new URL(url)
  const content = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(content)}`]),
  ]

  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${content}`)
}

/** Each connection asks again as soon as it was answered. */
export async function putLoad({ url, connections, pipelining = 1, seconds, next, expect }: Load): Promise<LoadResult> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openConnection(url)))
  const times: number[] = []
  const startedAt = performance.now()
  const end = startedAt + seconds * 1000
  await Promise.all(
    lines.flatMap((line, connection) =>
      Array.from({ length: pipelining }, async () => {
        for (let sentAt = performance.now(); sentAt < end;) {
          const { status, body } = await line.send(next(connection))
          if (status !== expect)
            throw new Error(`answered ${status} instead of ${expect}: ${body.toString().slice(0, 500)}`)
          const now = performance.now()
          times.push(now - sentAt)
          sentAt = now
        }
      }),
    ),
  )
  const took = (performance.now() - startedAt) / 1000
  for (const line of lines) line.close()

  return {
    perSecond: times.length / took,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    answered: times.length,
  }
}

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port: Number(port), noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })

  return speakHttp(socket)
}

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

function speakHttp(socket: Socket): Connection {
  const waiting: Waiting[] = []
  let rest: Buffer = Buffer.alloc(0)
  const fail = (error: Error) => waiting.splice(0).forEach((each) => each.reject(error))
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let found = firstAnswer(rest); found; found = firstAnswer(rest)) {
      rest = rest.subarray(found.length)
      waiting.shift()?.resolve(found.answer)
    }
  })

  return {
    send(request) {
      return new Promise<Answer>((resolve, reject) => {
        waiting.push({ resolve, reject })
        socket.write(request)
      })
    },
    close() {
      socket.removeAllListeners('close')
      socket.destroy()
    },
  }
}

/** The first whole answer among the bytes. Bodies have a known length: our servers send nothing chunked. */
export function firstAnswer(bytes: Buffer): { answer: Answer; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const stated = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (stated === undefined && !head.startsWith('HTTP/1.1 304') && !head.startsWith('HTTP/1.1 204')) {
    throw new Error(`an answer does not say how long it is:\n${head}`)
  }

  const length = headEnd + 4 + Number(stated ?? 0)
  if (bytes.length < length) return undefined
  return { answer: { status: Number(head.slice(9, 12)), body: bytes.subarray(headEnd + 4, length) }, length }
}
