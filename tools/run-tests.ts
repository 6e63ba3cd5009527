// Runs tests against a throw-away PostgreSQL and ends with their counts: all of them, or the files named.
import { glob } from 'node:fs/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { buildWeb } from '@provender/web/build'
import { startTestPostgres } from './test-postgres.ts'

const everywhere = '{platform,modules,markets,apps,simulator,tests,tools,bench}/**/*.test.ts'

const wanted = process.argv.slice(2)
const files =
  wanted.length > 0
    ? wanted
    : await Array.fromAsync(glob(everywhere, { exclude: (name) => name === 'node_modules' || name === '.next' }))
if (files.length === 0) {
  console.error('There are no tests: a run that tests nothing has failed.')
  process.exit(1)
}

// Built once for all of them: two builds at a time would be in each other's way.
if (files.some((file) => file.endsWith('.browser.test.ts'))) await buildWeb()

const postgres = await startTestPostgres()
process.env.TEST_DATABASE_URL = postgres.url
const stopEarly = () => void postgres.stop().finally(() => process.exit(130))
process.once('SIGINT', stopEarly)
process.once('SIGTERM', stopEarly)

const counts = { passed: 0, failed: 0, skipped: 0 }
const stream = run({ files: files.sort(), concurrency: 2, timeout: 300_000 })
stream.on('test:summary', ({ file, counts: total }) => {
  if (file !== undefined) return
  counts.passed = total.passed
  counts.failed = total.tests - total.passed - total.skipped - total.todo
  counts.skipped = total.skipped
})
stream.compose(new spec()).pipe(process.stdout)
await new Promise((resolve) => stream.once('end', resolve))
await postgres.stop()

const failed = counts.failed > 0 || counts.passed === 0
process.exitCode = failed ? 1 : 0
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
