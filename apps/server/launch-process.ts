// Is that process still the one that we knew? Process ids are used again; the moment of a start tells them apart.
import { execFile } from 'node:child_process'
import { readFile, readlink, realpath } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const linux = process.platform === 'linux'

/** When a living process started, in the words of the system; undefined when it is gone (or a zombie, which is gone too). */
export async function startOf(pid: number): Promise<string | undefined> {
  return linux ? startOnLinux(pid) : answerOf('ps', ['-o', 'lstart=', '-p', String(pid)])
}

async function startOnLinux(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The second field is the command in parentheses and may hold anything; state is the first and start the 20th after it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined

  return fields[19]
}

/** Whether this process is a PostgreSQL server that works in this folder. */
export async function isPostgresIn(pid: number, folder: string): Promise<boolean> {
  if ((await startOf(pid)) === undefined) return false
  if (!linux) return (await answerOf('ps', ['-o', 'command=', '-p', String(pid)]))?.includes(`-D ${folder}`) ?? false

  const [command, place, wanted] = await Promise.all([
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    realpath(folder),
  ])
  return command.trim() === 'postgres' && place === wanted
}

/** Waits until the process is gone; answers false when it is still there after that time. */
export async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  const until = performance.now() + ms
  while ((await startOf(pid)) !== undefined) {
    if (performance.now() > until) return false
    await sleep(20)
  }
  return true
}

async function answerOf(command: string, args: string[]): Promise<string | undefined> {
  const answer = await run(command, args).catch(() => undefined)
  return answer?.stdout.trim() || undefined
}
