// The launcher on a real PostgreSQL: started, stopped, killed, started again; nothing is lost and nothing is left behind.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { urlAs } from '@provender/platform/migrations'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isGoneWithin } from './launch-process.ts'

const stub = fileURLToPath(new URL('./launcher-stub.ts', import.meta.url))
const migration = `
  CREATE SCHEMA stub;
  GRANT USAGE ON SCHEMA stub TO provender_app;
  CREATE TABLE stub.starts (at timestamptz NOT NULL DEFAULT now());
  GRANT SELECT, INSERT ON stub.starts TO provender_app;
`

let root: string
const children = new Set<ChildProcess>()

before(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'provender-launcher-')))
  await mkdir(join(root, 'migrations'))
  await writeFile(join(root, 'migrations', '0001-stub-starts.sql'), migration)
})
after(async () => {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(
    [...children].map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))),
  )
  await rm(root, { recursive: true, force: true })
})

interface Run {
  readonly child: ChildProcess
  /** Everything printed so far, errors as well. */
  output(): string
  printed(text: string): Promise<void>
  /** The exit code, once it has ended. */
  readonly code: Promise<number | null>
  /** How many starts the database remembers. */
  starts(): Promise<number>
}

function run(data: string, args: string[] = [], env: Record<string, string> = {}): Run {
  const { PATH = '', TMPDIR = tmpdir() } = process.env
  const child = spawn(process.execPath, [stub, '--data', join(root, data), '--port', '0', ...args], {
    env: { PATH, TMPDIR, STUB_MIGRATIONS: join(root, 'migrations'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const code = new Promise<number | null>((resolve) => {
    child.once('close', (ended) => {
      children.delete(child)
      resolve(ended)
    })
  })

  return {
    child,
    output: () => output,
    code,
    async printed(text) {
      const until = performance.now() + 60_000
      while (!output.includes(text)) {
        if (child.exitCode !== null || performance.now() > until)
          assert.fail(`"${text}" was not printed, but:\n${output}`)
        await sleep(10)
      }
    },
    async starts() {
      const url = /runs at (\S+)/.exec(output)?.[1] ?? assert.fail(output)
      return Number(await (await fetch(url)).text())
    },
  }
}

async function started(data: string, args: string[] = [], env: Record<string, string> = {}): Promise<Run> {
  const launched = run(data, args, env)
  await launched.printed('To stop: Ctrl-C')
  return launched
}

async function stopped(launched: Run, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  launched.child.kill(signal)
  assert.equal(await launched.code, 0, launched.output())
}

async function postmasterOf(data: string): Promise<number> {
  return Number.parseInt(await readFile(join(root, data, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

/** Processes that work inside a data folder. Where there is no /proc, the noted server stands for all. */
async function processesIn(data: string): Promise<string[]> {
  if (process.platform !== 'linux') return (await postmasterOf(data).catch(() => 0)) ? ['a server'] : []

  const places = await Promise.all(
    (await readdir('/proc')).map((pid) => readlink(`/proc/${/^\d+$/.test(pid) ? pid : 'none'}/cwd`).catch(() => '')),
  )
  return places.filter((place) => place.startsWith(join(root, data)))
}

describe('a data folder through its life', { concurrency: false }, () => {
  test('the first start makes the database and says where everything is; a stop leaves no process', async () => {
    const first = await started('life')

    assert.equal(await first.starts(), 1)
    for (const text of [
      'PostgreSQL runs, with a new database',
      'REEYO, Testville',
      'rider@harvest.test',
      join(root, 'life'),
    ]) {
      assert.ok(first.output().includes(text), text)
    }
    assert.equal((await stat(join(root, 'life', 'secrets.json'))).mode & 0o777, 0o600)
    await stopped(first, 'SIGTERM')
    assert.deepEqual(await processesIn('life'), [])
    assert.ok(first.output().endsWith('Everything is stopped.\n'))
  })

  test('the second start keeps the data, and a second launcher is told who is there', async () => {
    const second = await started('life', ['--market', 'reeyo'])

    const intruder = run('life')
    assert.equal(await intruder.code, 1)
    assert.match(
      intruder.output().trim(),
      /^Provender is already running with the data folder .* \(process \d+\); .*--data FOLDER.*$/,
    )
    const reset = run('life', ['--reset'])
    assert.equal(await reset.code, 1)
    assert.match(reset.output(), /already running/)

    assert.equal(await second.starts(), 2)
    assert.ok(second.output().includes('The database is up to date'))
    assert.ok(!second.output().includes('HARVEST'))
    await stopped(second)
    assert.deepEqual(await processesIn('life'), [])
  })

  test('after kill -9 of the launcher the next start stops its PostgreSQL and keeps the data', async () => {
    const killed = await started('life')
    const orphan = await postmasterOf('life')
    killed.child.kill('SIGKILL')
    await killed.code
    assert.equal(await isGoneWithin(orphan, 0), false)

    const next = await started('life')

    assert.equal(await next.starts(), 4)
    assert.ok(next.output().includes('an interrupted run left behind'))
    assert.equal(await isGoneWithin(orphan, 0), true)
    await stopped(next)
    assert.deepEqual(await processesIn('life'), [])
  })

  test('after kill -9 of everything the next start recovers what was committed', async () => {
    const killed = await started('life')
    const orphan = await postmasterOf('life')
    killed.child.kill('SIGKILL')
    process.kill(orphan, 'SIGKILL')
    await killed.code

    const next = await started('life')

    assert.equal(await next.starts(), 6)
    await stopped(next)
  })

  test('a note of a process that is somebody else now is not believed', async () => {
    const note = join(root, 'life', 'postgres', 'postmaster.pid')
    await writeFile(note, `${process.pid}\n/proc/self/cwd\n1\n5432\n.\n127.0.0.1\n0 0\nready   \n`)
    await writeFile(join(root, 'life', 'launcher.lock'), `${process.pid} another-start\n`)

    const next = await started('life')

    assert.equal(await next.starts(), 7)
    await stopped(next)
  })

  test('when PostgreSQL ends by itself we say so and end as well', async () => {
    const bereft = await started('life')

    process.kill(await postmasterOf('life'), 'SIGINT')

    assert.equal(await bereft.code, 1)
    assert.match(bereft.output(), /PostgreSQL has ended unexpectedly; its last words are in .*postgres\.log/)
    assert.deepEqual(await processesIn('life'), [])
  })

  test('a second Ctrl-C forces what hangs, and the next start recovers', async () => {
    const hanging = await started('life', [], { STUB_HANGS: 'yes' })

    hanging.child.kill('SIGINT')
    await hanging.printed('once more to force it')
    await sleep(100)
    hanging.child.kill('SIGINT')
    await sleep(600)
    assert.equal(hanging.child.exitCode, null, 'an echo of the first Ctrl-C does not force')
    hanging.child.kill('SIGINT')

    assert.equal(await hanging.code, 130)
    assert.deepEqual(await processesIn('life'), [])
    const next = await started('life')
    assert.equal(await next.starts(), 10)
    await stopped(next)
  })

  test('--reset starts afresh', async () => {
    const fresh = await started('life', ['--reset'])

    assert.equal(await fresh.starts(), 1)
    await stopped(fresh)
  })
})

describe('a start that cannot be', () => {
  test('--reset touches no folder that is not ours', async () => {
    await mkdir(join(root, 'home'))
    await writeFile(join(root, 'home', 'letter.txt'), 'dear')

    const refused = run('home', ['--reset'])

    assert.equal(await refused.code, 1)
    assert.match(refused.output(), /holds other things than Provender's/)
    assert.deepEqual(await readdir(join(root, 'home')), ['letter.txt'])
  })

  test('Ctrl-C while the database is made leaves no process, and the next start is a first one', async () => {
    const hasty = run('hasty')
    await hasty.printed('Making a database folder')
    await sleep(150)

    hasty.child.kill('SIGINT')

    assert.equal(await hasty.code, 130)
    assert.deepEqual(await processesIn('hasty'), [])
    const next = await started('hasty')
    assert.equal(await next.starts(), 1)
    await stopped(next)
  })

  test('a taken port is told before anything slow', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port))
    })

    const refused = run('port', ['--port', String(port)])

    assert.equal(await refused.code, 1)
    other.close()
    const way = `npm start -- --port ${port + 1}`
    assert.equal(
      refused.output().trim(),
      `Port ${port} is taken by another program; stop it, or choose another: ${way}`,
    )
    assert.deepEqual(await readdir(join(root, 'port')), [])
  })

  test('an unreachable database is one sentence without its password', async () => {
    const refused = run('elsewhere', [], { DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/food' })

    assert.equal(await refused.code, 1)
    assert.match(
      refused.output(),
      /\nNo database answers at 127\.0\.0\.1:1\/food \(ECONNREFUSED\); check DATABASE_URL, .*\n$/,
    )
    assert.ok(!refused.output().includes('hush'))
  })

  test('bad settings are told all together', async () => {
    const refused = run('bad', ['--market', 'mars', '--colour', 'red'], { ROLES: 'cook', LOG_LEVEL: 'loud' })

    assert.equal(await refused.code, 1)
    const lines = refused.output().trim().split('\n')
    assert.equal(lines.shift(), 'Provender cannot start with these settings:')
    assert.deepEqual(
      lines.map((line) => line.trim().split(' ').slice(0, 3).join(' ')),
      ['- --colour is', '- red is', '- ROLES is', '- LOG_LEVEL is', '- There is'],
    )
  })

  test('--help explains even beside bad settings', async () => {
    const help = run('help', ['--help'], { ROLES: 'cook' })

    assert.equal(await help.code, 0)
    assert.match(help.output(), /--market NAME/)
  })
})

describe('a database of one’s own, under a user who is no superuser', { concurrency: false }, () => {
  let server: EmbeddedPostgres
  let url: string

  before(async () => {
    await mkdir(join(root, 'own'), { mode: 0o700 })
    server = await startEmbeddedPostgres({ dataDirectory: join(root, 'own'), password: 'p'.repeat(32), durable: false })
    await query(server.adminUrl, "CREATE ROLE boss LOGIN CREATEROLE CREATEDB PASSWORD 'boss'")
    url = urlAs(server.adminUrl, 'boss', 'boss').replace('/postgres?', '/food?')
  })
  after(() => server.stop())

  test('is made when its name is missing, and two processes may share the data folder', async () => {
    const one = await started('shared', [], { DATABASE_URL: url })
    const two = await started('shared', ['--roles', 'worker'], { DATABASE_URL: url })

    assert.ok(one.output().includes('the database of DATABASE_URL'))
    assert.equal(await two.starts(), 2)
    assert.ok(two.output().includes('This process does: worker'))
    const busy = run('shared', ['--reset', '--yes'], { DATABASE_URL: url })
    assert.equal(await busy.code, 1)
    assert.match(busy.output(), /A running server is connected to this database; stop it before emptying it\./)
    await stopped(one)
    await stopped(two)
  })

  test('is emptied only when one says so twice, and only of ours', async () => {
    await query(url, 'CREATE SCHEMA mine')
    const unsure = run('shared', ['--reset'], { DATABASE_URL: url })
    assert.equal(await unsure.code, 1)
    assert.match(unsure.output(), /npm start -- --reset --yes/)

    const fresh = await started('shared', ['--reset', '--yes'], { DATABASE_URL: url })

    assert.equal(await fresh.starts(), 1)
    assert.deepEqual(await query(url, "SELECT FROM pg_namespace WHERE nspname = 'mine'"), [{}])
    await stopped(fresh)
  })

  test('is refused in one sentence when the sign-in is wrong', async () => {
    const refused = run('shared', [], { DATABASE_URL: urlAs(url, 'boss', 'wrong') })

    assert.equal(await refused.code, 1)
    assert.match(
      refused.output(),
      /\nThe database at .* turns us away \(.*password authentication failed.*\); check DATABASE_URL/,
    )
  })
})

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
