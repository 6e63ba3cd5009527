// `npm run bench`: every number we claim, measured again on this machine.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { startTestPostgres } from '../tools/test-postgres.ts'
import { catalogList } from './catalog-list.ts'
import { type Benchmark, type Figure, jsonOf, tableOf } from './figures.ts'
import { idleMemory } from './idle-memory.ts'
import { describeMachine, machineText } from './machine.ts'
import { menuImport } from './menu-import.ts'
import { oversold } from './oversold.ts'
import { placeOrder } from './place-order.ts'
import { routes } from './routes.ts'
import { search } from './search.ts'
import { settlement } from './settlement.ts'
import { startSeconds } from './start-seconds.ts'

const benchmarks: readonly Benchmark[] = [
  oversold,
  placeOrder,
  settlement,
  catalogList,
  menuImport,
  routes,
  startSeconds,
  idleMemory,
  search,
]

const usage = `npm run bench [-- NAMES… options]

  --only NAMES  some figures, separated by commas; they may also be named by themselves
  --json FILE   also writes [{name, value, unit, floor, ratio}]
  --help        prints this

${benchmarks.map(({ names, about, onlyByName }) => `  ${names[0]?.padEnd(16)} ${about}${onlyByName ? ' (only by name)' : ''}`).join('\n')}
`

process.exitCode = await main()

async function main(): Promise<number> {
  const wanted = readArguments()
  if (typeof wanted === 'string') {
    console.error(wanted)
    return 2
  }
  if (wanted.help) {
    console.log(usage)
    return 0
  }

  const figures: Figure[] = []
  let failed = 0
  for (const benchmark of wanted.chosen) {
    console.log(benchmark.about)
    try {
      figures.push(...(await benchmark.run((sentence) => console.log(`  … ${sentence}`))))
    } catch (error) {
      failed += 1
      console.error(`  ✗ ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  console.log(`\n${tableOf(figures)}\n\n${machineText(await describeThisMachine())}`)
  if (wanted.json !== undefined) await writeFile(wanted.json, jsonOf(figures))

  return failed > 0 ? 1 : 0
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { only: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean', default: false } },
    })
    const names = [...positionals, ...(values.only?.split(',') ?? [])].map((name) => name.trim())
    const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.names.includes(name)))
    if (unknown.length > 0) throw new Error(`There is no figure ${unknown.join(', ')}.`)

    return {
      chosen: benchmarks.filter((benchmark) =>
        names.length > 0 ? names.some((name) => benchmark.names.includes(name)) : !benchmark.onlyByName,
      ),
      json: values.json,
      help: values.help,
    }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}

async function describeThisMachine() {
  const postgres = await startTestPostgres({ durable: true })
  try {
    return await describeMachine(postgres.url)
  } finally {
    await postgres.stop()
  }
}
