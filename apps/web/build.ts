// Builds the web app, and only when something that it is made of has changed since the last time.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const webDir = fileURLToPath(new URL('.', import.meta.url))
const stampFile = join(webDir, '.next', 'provender-sources')
const notSources = new Set([
  '.next',
  'node_modules',
  'next-env.d.ts',
  'server.ts',
  'assets.ts',
  'session.ts',
  'town.ts',
  'build.ts',
  '.gitignore',
])

export interface BuildOptions {
  /** Gets short sentences for a person who waits. */
  readonly onProgress?: (sentence: string) => void
  /** Ends the build, and `buildWeb` with an error. */
  readonly signal?: AbortSignal
}

/** Answers whether it had to build. */
export async function buildWeb({ onProgress, signal }: BuildOptions = {}): Promise<boolean> {
  const sources = await hashOfSources()
  const built = await readFile(stampFile, 'utf8').catch(() => undefined)
  if (built === sources) return false

  onProgress?.('Building the web app (once, about half a minute).')
  const startedAt = performance.now()
  await rm(stampFile, { force: true })
  await runNextBuild(signal)
  await writeFile(stampFile, sources)
  onProgress?.(`Built the web app in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
  return true
}

/** Sources, versions of what they import, and the version of Node: whatever can change the outcome. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const files = (await readdir(webDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(webDir, join(entry.parentPath, entry.name)))
    .filter((path) => !notSources.has(path.split(/[\\/]/)[0] ?? '') && !path.endsWith('.test.ts'))
    .sort()
  for (const path of files) {
    hash.update(`\0${path}\0`).update(await readFile(join(webDir, path)))
  }
  return hash.digest('hex')
}

function runNextBuild(signal: AbortSignal | undefined): Promise<void> {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1', CI: '1' }
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: webDir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  })

  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(new Error(`The web app does not build:\n${Buffer.concat(output).toString('utf8')}`))
    })
  })
}
