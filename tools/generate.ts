// Writes what follows from other files: the API's description, the events' catalogue, the web client's types.
// With --check it writes nothing and fails when a file is out of date.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { EventDefinition } from '@provender/platform/events'
import { describeApi } from '@provender/platform/openapi'
import { apiVersion } from '../apps/server/docs.ts'
import { events } from '../apps/server/events.ts'
import { describedRoutes } from '../apps/server/modules.ts'
import { policy } from '../apps/server/policy.ts'

const routes = describedRoutes()
const openApi = `${JSON.stringify(describeApi({ title: 'Provender', version: apiVersion, routes, policy }), null, 2)}\n`
const files: Record<string, string> = {
  'contracts/openapi.json': openApi,
  'contracts/events.json': `${JSON.stringify(catalogue(events), null, 2)}\n`,
  'apps/web/api/schema.generated.ts': await clientTypes(openApi),
}

const outdated: string[] = []
for (const [path, wanted] of Object.entries(files)) {
  const present = await readFile(path, 'utf8').catch(() => '')
  if (present === wanted) continue

  outdated.push(path)
  if (!process.argv.includes('--check')) await writeFile(path, wanted)
}
if (process.argv.includes('--check') && outdated.length > 0) {
  console.error(`Out of date: ${outdated.join(', ')}. Run npm run generate.`)
  process.exitCode = 1
}

function catalogue(all: readonly EventDefinition[]): unknown[] {
  return all
    .map(({ name, version, payload }) => ({ name, version, payload }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The web client's types, made by openapi-typescript, which lives in tools/ with the compiler it needs. */
async function clientTypes(description: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'provender-'))
  try {
    const input = join(directory, 'openapi.json')
    const output = join(directory, 'schema.ts')
    await writeFile(input, description)
    const manifest = createRequire(import.meta.url).resolve('openapi-typescript/package.json')
    await promisify(execFile)(process.execPath, [join(dirname(manifest), 'bin/cli.js'), input, '-o', output])

    return await readFile(output, 'utf8')
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
