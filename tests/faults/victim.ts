// What gets killed: a real server process and a real PostgreSQL, each started again where it was.
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { type Socket, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../apps/server/embedded-postgres.ts'
import { checkPort } from '../../apps/server/launch-port.ts'
import { isGoneWithin } from '../../apps/server/launch-process.ts'
import { eventually } from '../journeys/town.ts'

const startFile = fileURLToPath(new URL('../../apps/server/start.ts', import.meta.url))
const password = 'test'
const run = promisify(execFile)

export interface DoomedPostgres {
  /** The administrator's address of a database in it; it stays the same when the server comes back. */
  url(database: string): string
  /** Ends every process of it at once, as the kernel would when memory runs out. */
  kill(): Promise<void>
  /** Starts it again on the same folder; answers when it takes connections. */
  revive(): Promise<void>
  close(): Promise<void>
}

/**
 * Its own server, because the launcher sets the passwords of roles, which all databases of a server share. Durable, so
 * that what was committed is what it says. It takes another port each time it starts; people reach it through a door
 * that stays where it is, as they would behind the name of a cluster.
 */
export async function startDoomedPostgres(): Promise<DoomedPostgres> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'provender-doomed-'))
  // As root, PostgreSQL runs as another user, who must be able to walk in.
  await chmod(dataDirectory, 0o755)
  const start = () => startEmbeddedPostgres({ dataDirectory, password, durable: true, connections: 100 })
  let server = await start()
  const door = await openDoor(() => Number(new URL(server.adminUrl).port))

  return {
    url(database) {
      const url = new URL(server.adminUrl)
      url.searchParams.delete('host')
      url.port = String(door.port)
      url.pathname = `/${database}`
      return url.href
    },
    async kill() {
      const { stdout } = await run('pgrep', ['-P', String(server.pid)])
      const processes = [server.pid, ...stdout.trim().split('\n').map(Number)]
      for (const pid of processes) killIfThere(pid)
      for (const pid of processes) assert.ok(await isGoneWithin(pid, 5000), `process ${pid} of PostgreSQL is gone`)
    },
    async revive() {
      server = await start()
    },
    async close() {
      await door.close()
      await server.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** Passes bytes on to whichever port is the right one at that moment; a dead end is a closed connection. */
async function openDoor(target: () => number): Promise<{ port: number; close(): Promise<void> }> {
  const open = new Set<Socket>()
  const server = createServer((caller) => {
    const callee = connect(target(), '127.0.0.1')
    for (const [one, other] of [
      [caller, callee],
      [callee, caller],
    ] as const) {
      open.add(one)
      one.setNoDelay(true)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address && typeof address === 'object')

  return {
    port: address.port,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // A child that saw its parent die may be faster than we are.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export interface DoomedServer {
  readonly url: string
  /** A connection past row-level security, for looking at what is really there. */
  readonly eye: pg.Pool
  /** Whether the process that was last started still runs. */
  alive(): boolean
  /** What the last process has written. */
  words(): string
  /** Ends the process at once and answers when it is gone. */
  kill(): Promise<void>
  /** Starts it; answers when it is well. */
  revive(): Promise<void>
}

/** The launcher as `npm start` runs it, without the web app, with one demo market in a database of its own. */
export async function startDoomedServer(postgres: DoomedPostgres, name: string): Promise<DoomedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'provender-victim-'))
  await mkdir(join(folder, 'data'))
  const port = await checkPort({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${port}`
  const eye = new pg.Pool({ connectionString: postgres.url(name), max: 2 })
  eye.on('error', () => {})
  let child: ChildProcess | undefined
  let words = ''
  const alive = () => child !== undefined && child.exitCode === null && child.signalCode === null
  const kill = async () => {
    if (!child || !alive()) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const revive = async () => {
    words = ''
    child = spawn(process.execPath, [startFile], {
      env: {
        PATH: process.env.PATH ?? '',
        DATABASE_URL: postgres.url(name),
        DATA_DIRECTORY: join(folder, 'data'),
        PORT: String(port),
        PUBLIC_URL: url,
        MARKETS: 'reeyo',
        DEMO: 'on',
        LIMIT_FACTOR: '0',
        LOG_LEVEL: 'error',
        ROLES: 'customer,vendor,rider,admin,realtime,worker',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-20_000)))
    await eventually(
      async () => {
        assert.ok(alive(), `the server ended while it started:\n${words}`)
        return isWell(url)
      },
      'the server is well',
      60,
    )
  }
  after(async () => {
    await kill()
    await eye.end()
    await rm(folder, { recursive: true, force: true })
  })
  await revive()

  return { url, eye, alive, words: () => words, kill, revive }
}

export async function isWell(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) })).status === 200
  } catch {
    return false
  }
}
