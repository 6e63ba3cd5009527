// From `npm start` to the first page, once everything is built and the database is there.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Benchmark, type Figure, median, timeFigure } from './figures.ts'

const rounds = 3
const firstStartSeconds = 600
const root = fileURLToPath(new URL('..', import.meta.url))

export const startSeconds: Benchmark = {
  names: ['start_seconds'],
  about: 'from `npm start` to the first page, second start: all markets, built-in PostgreSQL, web app',
  run: measure,
}

async function measure(say: (sentence: string) => void): Promise<Figure[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'provender-start-'))
  try {
    say('the first start builds and loads')
    await startOnce(dataDirectory, firstStartSeconds)
    const times: number[] = []
    for (let round = 1; round <= rounds; round++) {
      say(`start ${round} of ${rounds}`)
      times.push(await startOnce(dataDirectory, 60))
    }

    return [timeFigure('start_seconds', median(times), 's')]
  } finally {
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

/** Starts as a person would, waits for the page, stops. @returns seconds from the command to the page */
async function startOnce(dataDirectory: string, patienceSeconds: number): Promise<number> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIRECTORY: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const words: string[] = []
  child.stdout?.on('data', (text: Buffer) => words.push(text.toString()))
  child.stderr?.on('data', (text: Buffer) => words.push(text.toString()))
  try {
    await firstPage(`http://127.0.0.1:${port}/`, { child, words, until: startedAt + patienceSeconds * 1000 })
    return (performance.now() - startedAt) / 1000
  } finally {
    await stopGroup(child)
  }
}

async function firstPage(
  url: string,
  { child, words, until }: { child: ChildProcess; words: string[]; until: number },
): Promise<void> {
  while (performance.now() < until && child.exitCode === null) {
    const page = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined)
    if (page?.ok && (await page.text()).includes('</html>')) return

    await new Promise((resolve) => setTimeout(resolve, 25))
  }

  throw new Error(`there was no page at ${url}:\n${words.join('').split('\n').slice(-20).join('\n')}`)
}

/** npm and what it started. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return

  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  process.kill(-child.pid, 'SIGINT')
  await ended
}

function freePort(): Promise<number> {
  const server = createServer()

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
