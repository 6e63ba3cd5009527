// As whom PostgreSQL runs: it refuses to run as root, so root lends it another user.
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LaunchProblem } from './launch-problem.ts'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/**
 * Undefined: as ourselves. For root: whoever owns the database already, else whoever owns the folder around the data,
 * else the system's `postgres`, else `nobody`. No user is created and no permission of a foreign folder is changed.
 */
export async function chooseUser({ cluster, dataDirectory }: { cluster: string; dataDirectory: string }) {
  const owner = await ownerOf(cluster)
  const self = process.getuid?.()
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      throw new LaunchProblem(
        `The database in ${cluster} belongs to another user; start as that user, or choose another folder: npm start -- --data FOLDER`,
      )
    }
    return undefined
  }
  if (owner && owner.uid !== 0) return owner

  const users = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''))
  const neighbour = await ownerOf(dirname(dataDirectory))
  const chosen =
    [...users.values()].find((user) => user.uid !== 0 && user.uid === neighbour?.uid) ??
    users.get('postgres') ??
    users.get('nobody')
  if (!chosen)
    throw new LaunchProblem('PostgreSQL does not run as root; start as an ordinary user, or set DATABASE_URL.')

  return chosen
}

/** The users of a system by name, from the text of /etc/passwd. */
export function parsePasswd(text: string): Map<string, SystemUser> {
  const users = new Map<string, SystemUser>()
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':')
    // macOS writes nobody as -2; the system calls want it unsigned.
    if (name && uid && gid) users.set(name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 })
  }
  return users
}

async function ownerOf(path: string): Promise<SystemUser | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && { uid: found.uid, gid: found.gid }
}
