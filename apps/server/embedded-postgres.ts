// The built-in PostgreSQL: a real server in the data folder, started with us, stopped with us, found again after a crash.
import { type ChildProcess, spawn } from 'node:child_process'
import { chown, lchown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './launch-binaries.ts'
import { hasCode, LaunchProblem } from './launch-problem.ts'
import { isGoneWithin, isPostgresIn } from './launch-process.ts'
import { Stopped } from './launch-steps.ts'
import { chooseUser, type SystemUser } from './launch-user.ts'

export interface EmbeddedPostgres {
  /** The administrator's address of the database `postgres`. */
  readonly adminUrl: string
  readonly pid: number
  /** Whether its data folder was made by this start. */
  readonly created: boolean
  /** When the server ends, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends connections and writes everything down; answers when no process of it is left. */
  stop(): Promise<void>
  /** Ends at once. Nothing committed is lost: the next start recovers it. */
  kill(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Absolute; the server's files are in `postgres` below it. The caller holds its lock. */
  dataDirectory: string
  password: string
  /** Tests only: false does not wait for the disk, and a power cut may cost the data. */
  durable?: boolean
  connections?: number
  signal?: AbortSignal
  say?: (sentence: string) => void
}

const admin = 'provender_admin'
/** Recovery after a crash may take its time. */
const startPatience = 120_000
/** An address of a socket holds 104 bytes on macOS and 108 on Linux, with a zero at the end. */
const longestSocketPath = 103

const clusterOf = (dataDirectory: string): string => join(dataDirectory, 'postgres')

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDirectory, say } = options
  const cluster = clusterOf(dataDirectory)
  const user = await chooseUser({ cluster, dataDirectory })
  const binaries = await findBinaries(user)
  await stopLeftover(dataDirectory, say)
  const created = await ensureCluster({ ...options, cluster, binaries, user })

  return { ...(await startServer({ ...options, cluster, binaries, user })), created }
}

/** The administrator's address of the server that runs in this data folder now, if one does. */
export async function findEmbeddedPostgres(dataDirectory: string, password: string): Promise<string | undefined> {
  const cluster = clusterOf(dataDirectory)
  const running = await readPostmaster(cluster)
  if (!running?.ready || !(await isPostgresIn(running.pid, cluster))) return undefined

  return addressOf(cluster, running.port, password)
}

/**
 * Stops the server that a killed launcher left behind, cleanly, so that its data is whole. The caller holds the lock,
 * so nobody else is using it. A process that merely has the old number is left alone and its note removed.
 */
export async function stopLeftover(dataDirectory: string, say?: (sentence: string) => void): Promise<void> {
  const cluster = clusterOf(dataDirectory)
  const left = await readPostmaster(cluster)
  if (!left) return
  if (!(await isPostgresIn(left.pid, cluster))) return rm(join(cluster, 'postmaster.pid'), { force: true })

  say?.('Stopping the PostgreSQL that an interrupted run left behind')
  await stopProcess(left.pid, gently)
}

interface Prepared extends EmbeddedPostgresOptions {
  readonly cluster: string
  readonly binaries: string
  readonly user: SystemUser | undefined
}

/** Made aside and put in place when complete, so that an interrupted first start leaves nothing half-made. */
async function ensureCluster(options: Prepared): Promise<boolean> {
  const { cluster, user, say } = options
  if (await stat(join(cluster, 'PG_VERSION')).catch(() => undefined)) {
    await giveTo(cluster, user)
    return false
  }

  say?.('Making a database folder')
  const draft = `${cluster}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  if (user) await chown(draft, user.uid, user.gid)
  await initialise({ ...options, cluster: draft })
  await rename(draft, cluster).catch((error: unknown) => {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
    throw new LaunchProblem(`${cluster} is in the way: it is not empty and not a database. Move it elsewhere.`)
  })
  return true
}

/** A folder that root copied or restored belongs to root, whom PostgreSQL would refuse. */
async function giveTo(cluster: string, user: SystemUser | undefined): Promise<void> {
  if (!user || (await stat(cluster)).uid === user.uid) return

  await chown(cluster, user.uid, user.gid)
  for (const path of await readdir(cluster, { recursive: true })) await lchown(join(cluster, path), user.uid, user.gid)
}

async function initialise({ cluster, binaries, user, password, durable = true, signal }: Prepared): Promise<void> {
  if (signal?.aborted) throw new Stopped()

  const { file, close } = await passwordFile(password, user)
  try {
    const child = spawn(
      join(binaries, 'initdb'),
      [
        ...['-D', placeFor(cluster, user), '-U', admin, '--pwfile=/dev/fd/3', '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...surroundings(cluster, user), stdio: ['ignore', 'pipe', 'pipe', file], detached: true },
    )
    const output: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
    const stop = () => child.pid && signalGroup(child.pid, 'SIGTERM')
    signal?.addEventListener('abort', stop, { once: true })
    const ended = await endOf(child)
    signal?.removeEventListener('abort', stop)
    if (signal?.aborted) {
      // It works through children of its own, which end a moment after it.
      for (let left = 500; left > 0 && child.pid && signalGroup(child.pid, 0); left--) await sleep(10)
      throw new Stopped()
    }
    if (ended !== 'ended well') throw startProblem(ended, Buffer.concat(output).toString('utf8'))
  } finally {
    await close()
  }
}

/** Handed over as an open file: no path to it has to be reachable for the other user, and it is gone from the disk. */
async function passwordFile(password: string, user: SystemUser | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'provender-'))
  try {
    const path = join(folder, 'password')
    await writeFile(path, `${password}\n`, { mode: 0o600 })
    if (user) await chown(path, user.uid, user.gid)
    const handle = await open(path, 'r')
    return { file: handle.fd, close: () => handle.close() }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function startServer(options: Prepared): Promise<Omit<EmbeddedPostgres, 'created'>> {
  const { cluster, binaries, user, dataDirectory, password, durable = true, connections = 100, signal } = options
  const port = await freePort()
  const logPath = join(dataDirectory, 'postgres.log')
  await rename(logPath, `${logPath}.1`).catch(() => {})
  const log = await open(logPath, 'a', 0o600)
  const args = [
    '-D',
    placeFor(cluster, user),
    ...Object.entries(tuning({ port, durable, connections })).flatMap(asOption),
  ]
  // Its own session: a Ctrl-C in the terminal reaches us alone, and we stop it after those who use it.
  const child = spawn(join(binaries, 'postgres'), args, {
    ...surroundings(cluster, user),
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  })
  const ended = endOf(child)
  await log.close()

  const over = ended.then((how) => ({ how }))
  const until = performance.now() + startPatience
  for (;;) {
    const end = await Promise.race([over, sleep(15)])
    if (end) throw startProblem(end.how, await readFile(logPath, 'utf8').catch(() => ''))
    const running = await readPostmaster(cluster)
    if (running?.ready && running.pid === child.pid) break
    if (signal?.aborted || performance.now() > until) {
      child.kill('SIGINT')
      await ended
      throw signal?.aborted ? new Stopped() : startProblem('did not get ready', await readFile(logPath, 'utf8'))
    }
  }

  const pid = child.pid ?? 0
  return {
    adminUrl: addressOf(cluster, port, password),
    pid,
    ended: ended.then(() => {}),
    stop: () => stopProcess(pid, gently),
    kill: () => stopProcess(pid, atOnce),
  }
}

/** For a laptop: safe with its data, modest with its memory, silent about people. */
function tuning({ port, durable, connections }: { port: number; durable: boolean; connections: number }) {
  return {
    port,
    listen_addresses: '127.0.0.1',
    // Relative to the data folder, which is where the server works.
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    max_connections: connections,
    shared_buffers: '128MB',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    jit: 'off',
    random_page_cost: '1.1',
    max_wal_size: '512MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and the details of errors hold what people typed.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  }
}

const asOption = ([name, value]: [string, string | number]): string[] => ['-c', `${name}=${value}`]

/**
 * As another user than ourselves, the server may not be able to walk down the path to its own folder (a clone under
 * /root). It starts inside it instead, entered while we are still root, and calls it by what the kernel calls it.
 */
function placeFor(cluster: string, user: SystemUser | undefined): string {
  return user && process.platform === 'linux' ? '/proc/self/cwd' : cluster
}

function surroundings(cluster: string, user: SystemUser | undefined) {
  return { ...user, cwd: cluster, env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
}

/** Over the socket where its path is short enough, else over the loopback port, which is there as well. */
function addressOf(cluster: string, port: number, password: string): string {
  const url = new URL(`postgres://${admin}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`)
  if (Buffer.byteLength(join(cluster, `.s.PGSQL.${port}`)) <= longestSocketPath) url.searchParams.set('host', cluster)
  return url.href
}

interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/** The note that a running server keeps: process, folder, start, port, socket, address, memory, state; one per line. */
async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const note = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = note.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined

  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' }
}

/** Signals, and how long each is waited for: fast shutdown, immediate shutdown (recovered at the next start), force. */
const atOnce = [
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const
const gently = [['SIGINT', 60_000], ...atOnce] as const

async function stopProcess(pid: number, ways: readonly (readonly [NodeJS.Signals, number])[]): Promise<void> {
  for (const [signal, ms] of ways) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await isGoneWithin(pid, ms)) return
  }
  throw new LaunchProblem(`PostgreSQL (process ${pid}) does not end; end it by hand and start again.`)
}

/** Signals a process and all its children; answers whether any is left. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal)
  } catch {
    return false
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? 'ended well' : `ended with ${code ?? signal}`))
  })
}

function startProblem(how: string, output: string): LaunchProblem {
  const said = output
    .trim()
    .split('\n')
    .filter((line) => !/\bLOG: /.test(line))
    .slice(-4)
    .join(' ')
  return new LaunchProblem(`The built-in PostgreSQL does not start (${how}). ${said}`.trim())
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('a listening server has no address')

  return address.port
}
