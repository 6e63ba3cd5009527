// A server of one's own for a while: started as a child with a data folder or database that is its own, stopped again.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Settings of the server; PORT is a free one unless given. */
  readonly env: Readonly<Record<string, string>>
  /** For Node itself, in front of the program: a preload, a profiler. */
  readonly nodeOptions?: readonly string[]
  /** Lines of progress. */
  readonly say?: (line: string) => void
  readonly startWithinSeconds?: number
}

const program = fileURLToPath(new URL('../apps/server/start.ts', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

/** @throws with the server's last words when it ends before it listens */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), program], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words: string[] = []
  const url = await announcedUrl(child, words, options)

  return {
    url,
    pid: child.pid as number,
    stop: () => stopProcess(child),
  }
}

function announcedUrl(child: ChildProcess, words: string[], options: ServerOptions): Promise<string> {
  const { say, startWithinSeconds = 300 } = options

  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${words.slice(-20).join('\n')}`))
    const timer = setTimeout(() => {
      void stopProcess(child)
      fail(`the server was not there after ${startWithinSeconds} s`)
    }, startWithinSeconds * 1000)
    const hear = (line: string) => {
      words.push(line)
      if (words.length > 200) words.shift()
      say?.(line)
      const url = /Provender runs at (\S+)/.exec(line)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    }
    linesOf(child, 'stdout', hear)
    linesOf(child, 'stderr', hear)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`the server ended with code ${code} before it listened`)
    })
  })
}

function linesOf(child: ChildProcess, name: 'stdout' | 'stderr', hear: (line: string) => void): void {
  let rest = ''
  child[name]?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(hear)
  })
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return

  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(impatience)
}
