// One launcher per data folder: a file that names its holder, and is worth nothing once the holder is gone.
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode, LaunchProblem } from './launch-problem.ts'
import { startOf } from './launch-process.ts'

export const lockName = 'launcher.lock'

/** Answers how to let go. Throws one sentence when another launcher is at work there. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName)
  const mine = `${process.pid} ${await startOf(process.pid)}\n`
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await placed(path, mine)) return async () => release(path, mine)

    const theirs = await readFile(path, 'utf8').catch(() => undefined)
    if (theirs === undefined) continue
    if (await isAlive(theirs)) throw new LaunchProblem(lockedSentence(folder, theirs))
    await takeAway(path, theirs)
  }
  throw new LaunchProblem(`Several launchers want the data folder ${folder} at this moment; start one of them again.`)
}

/** A link appears at once with its content, or not at all: nobody reads a half-written lock. */
async function placed(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, content, { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function isAlive(content: string): Promise<boolean> {
  const [pid = '', start] = content.trim().split(/ (.*)/)
  return /^\d+$/.test(pid) && start !== undefined && (await startOf(Number(pid))) === start
}

/** Removes exactly the stale lock that was read: if somebody was faster, theirs is put back. */
async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}.stale`
  try {
    await rename(path, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path).catch(() => {})
  await rm(aside, { force: true })
}

async function release(path: string, mine: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined)
  if (content === mine) await rm(path, { force: true })
}

function lockedSentence(folder: string, holder: string): string {
  return (
    `Provender is already running with the data folder ${folder} (process ${holder.split(' ')[0]}); ` +
    'stop it, or choose another folder: npm start -- --data FOLDER --port NUMBER'
  )
}
