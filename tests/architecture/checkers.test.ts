// A checker that sees nothing passes. Here each one sees our files, and each of its rules is broken once to see it bite.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')
const program = (name: string) => join(root, 'node_modules/.bin', name)
const made: string[] = []
after(() => Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true }))))

/** A small tree of files with our shape, in a folder of its own. */
async function tree(files: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'provender-tree-'))
  made.push(directory)
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), text)
  }

  return directory
}

function runIn(directory: string, command: string, ...rest: string[]): Promise<{ failed: boolean; output: string }> {
  return new Promise((done) => {
    execFile(command, rest, { cwd: directory, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      done({ failed: error !== null, output: stdout + stderr }),
    )
  })
}

const direction = (directory: string, ...places: string[]) =>
  runIn(directory, program('depcruise'), '--config', join(root, '.dependency-cruiser.cjs'), ...places)

const brokenDirections: Record<string, Record<string, string>> = {
  'no-cycles': {
    'platform/a.ts': `import { b } from './b.ts'\nexport const a = () => b`,
    'platform/b.ts': `import { a } from './a.ts'\nexport const b = () => a`,
  },
  'platform-stands-alone': {
    'platform/a.ts': `import { b } from '../modules/markets/index.ts'\nexport const a = b`,
    'modules/markets/index.ts': 'export const b = 1',
  },
  'modules-know-no-app': {
    'modules/markets/a.ts': `import { b } from '../../apps/server/b.ts'\nexport const a = b`,
    'apps/server/b.ts': 'export const b = 1',
  },
  'modules-by-their-face': {
    'modules/ordering/a.ts': `import { b } from '../ledger/ledger-store.ts'\nexport const a = b`,
    'modules/ledger/ledger-store.ts': 'export const b = 1',
  },
  'fixtures-for-tests': {
    'modules/ordering/a.ts': `import { b } from '../ledger/fixtures.ts'\nexport const a = b`,
    'modules/ledger/fixtures.ts': 'export const b = 1',
  },
  'wiring-for-apps': {
    'modules/ordering/a.ts': `import { b } from '../ledger/wiring.ts'\nexport const a = b`,
    'modules/ledger/wiring.ts': 'export const b = 1',
  },
  'events-are-leaves': {
    'modules/ordering/events.ts': `import { b } from './order.ts'\nexport const a = b`,
    'modules/ordering/order.ts': 'export const b = 1',
  },
  'may-call-ledger': {
    'modules/ledger/a.ts': `import { b } from '../ordering/index.ts'\nexport const a = b`,
    'modules/ordering/index.ts': 'export const b = 1',
  },
  'web-stays-in-the-browser': {
    'apps/web/a.ts': `import { b } from '../../modules/ordering/index.ts'\nexport const a = b`,
    'modules/ordering/index.ts': 'export const b = 1',
  },
  'simulator-is-a-guest': {
    'simulator/a.ts': `import { b } from '../modules/ordering/index.ts'\nexport const a = b`,
    'modules/ordering/index.ts': 'export const b = 1',
  },
  resolves: { 'platform/a.ts': `import { b } from './nowhere.ts'\nexport const a = b` },
}

for (const [rule, files] of Object.entries(brokenDirections)) {
  test(`the import direction rule ${rule} bites`, async () => {
    const directory = await tree(files)
    const places = [...new Set(Object.keys(files).map((path) => path.split('/')[0] as string))]

    const { failed, output } = await direction(directory, ...places)

    assert.ok(failed)
    assert.match(output, new RegExp(`error ${rule}:`))
  })
}

test('the import direction checker sees our files and follows imports between workspaces', async () => {
  const { output } = await runIn(
    root,
    program('depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'platform',
    'modules',
  )

  const { modules, summary } = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as {
    modules: { source: string; dependencies: { resolved: string }[] }[]
    summary: { totalCruised: number }
  }
  const placing = modules.find(({ source }) => source === 'modules/ordering/place-order.ts')
  assert.ok(summary.totalCruised > 100)
  assert.ok(placing?.dependencies.some(({ resolved }) => resolved === 'modules/ledger/index.ts'))
})

test('types bite: an unchecked index, an enum, and a write through a reading handle', async () => {
  const directory = await tree({
    'tsconfig.json': JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { types: [] },
      include: ['*.ts'],
    }),
    'index.ts': 'export const first = (list: string[]): string => list[0]',
    'enumeration.ts': 'export enum Colour { Red }',
    'handle.ts': `import type { Db, Tx } from '@provender/platform/db'\ndeclare function write(tx: Tx): void\nexport const wrong = (db: Db) => write(db)`,
  })

  const { failed, output } = await runIn(directory, program('tsc'), '-p', 'tsconfig.json')

  assert.ok(failed)
  for (const file of ['index.ts', 'enumeration.ts', 'handle.ts']) assert.match(output, new RegExp(`${file}\\(`))
})

const brokenLint: Record<string, string> = {
  'no-explicit-any': 'export const a = (b: any) => b',
  'no-default-export': 'export default 1',
  'no-floating-promises': 'const work = async () => 1\nexport const start = () => {\n  work()\n}',
  'no-console': `console.log('here')`,
}

test('lint bites: each rule that guards us', async () => {
  const directory = await tree({
    'tsconfig.json': JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { types: [] },
      include: ['*.ts'],
    }),
    ...Object.fromEntries(Object.entries(brokenLint).map(([rule, text]) => [`${rule}.ts`, `${text}\n`])),
  })

  const { failed, output } = await runIn(
    directory,
    program('oxlint'),
    '--type-aware',
    '-c',
    join(root, '.oxlintrc.json'),
    '-f',
    'unix',
    ...Object.keys(brokenLint).map((rule) => `${rule}.ts`),
  )

  assert.ok(failed)
  for (const rule of Object.keys(brokenLint)) {
    assert.match(output, new RegExp(`${rule}\\.ts.*${rule}`), rule)
  }
})

test('format bites', async () => {
  const directory = await tree({ 'a.ts': 'export const a = "double"  ;' })

  const { failed } = await runIn(directory, program('oxfmt'), '-c', join(root, '.oxfmtrc.json'), '--check', 'a.ts')

  assert.ok(failed)
})

test('dead code bites: a file and an export that nobody uses', async () => {
  const directory = await tree({
    'package.json': JSON.stringify({ name: 'small', type: 'module' }),
    'knip.json': JSON.stringify({ entry: ['index.ts'], project: ['*.ts'] }),
    'index.ts': `import { used } from './parts.ts'\nexport const all = used`,
    'parts.ts': 'export const used = 1\nexport const unused = 2',
    'forgotten.ts': 'export const nobody = 1',
  })

  const { failed, output } = await runIn(directory, program('knip'))

  assert.ok(failed)
  assert.match(output, /forgotten\.ts/)
  assert.match(output, /unused/)
})

test('generated files bite: missing ones are out of date', async () => {
  const directory = await tree({})

  const { failed, output } = await runIn(directory, process.execPath, join(root, 'tools/generate.ts'), '--check')

  assert.ok(failed)
  assert.match(output, /Out of date: contracts\/openapi\.json/)
})
