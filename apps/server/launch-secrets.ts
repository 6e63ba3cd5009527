// The secrets that the launcher makes once and keeps in the data folder, readable by its owner only.
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { hasCode, LaunchProblem } from './launch-problem.ts'

export const secretsName = 'secrets.json'

const Secrets = Type.Object({
  /** Of the administrator of the built-in PostgreSQL. */
  databasePassword: Type.String({ minLength: 32 }),
})
export type Secrets = Type.Static<typeof Secrets>

export async function openSecrets(folder: string): Promise<Secrets> {
  const known = await readSecrets(folder)
  if (known) return known

  const made = { databasePassword: randomBytes(32).toString('base64url') }
  const path = join(folder, secretsName)
  await writeFile(`${path}.new`, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
  return made
}

/** The secrets of a folder that was started before; undefined for another one. */
export async function readSecrets(folder: string): Promise<Secrets | undefined> {
  const path = join(folder, secretsName)
  try {
    return Value.Parse(Secrets, JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    if (hasCode(error, 'EACCES')) throw new LaunchProblem(`${path} belongs to another user; start as that user.`)
    throw new LaunchProblem(`${path} is damaged; restore it from a backup, or empty the folder: npm start -- --reset`)
  }
}
