// Everything that must hold before a test runs: types, lint, format, import direction, dead code, generated files.
import { spawn } from 'node:child_process'

interface Check {
  readonly name: string
  readonly command: readonly string[]
}

const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the web app', command: ['tsc', '-p', 'apps/web/tsconfig.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  {
    name: 'import direction',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'platform',
      'modules',
      'markets',
      'apps',
      'simulator',
      'tools',
    ],
  },
  { name: 'dead code', command: ['knip'] },
  { name: 'generated files', command: ['node', 'tools/generate.ts', '--check'] },
]

let failed = 0
for (const { name, command } of checks) {
  const startedAt = performance.now()
  const { code, output } = await runCommand(command)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✔' : '✘'} ${name} (${seconds} s)`)
  if (code === 0) continue

  failed += 1
  console.log(output)
}
process.exitCode = failed > 0 ? 1 : 0

function runCommand(command: readonly string[]): Promise<{ code: number | null; output: string }> {
  const [program = '', ...rest] = command
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))

  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
