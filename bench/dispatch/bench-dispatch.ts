// `npm run bench:dispatch`: plays the public instances of meal delivery with our dispatcher and says how well it did.
import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readInstance } from './instance.ts'
import { judge } from './judge.ts'
import { type Measures, meanOf, measure } from './measures.ts'
import { play } from './play.ts'
import { bars, certain, singles, uncertain } from './published.ts'
import { writeSolution } from './solution-files.ts'

const usage = `npm run bench:dispatch -- --instances PATH [options]

  --instances PATH  a folder of instances of github.com/grubhub/mdrplib, one folder each (or a single one)
  --only NAMES      some of them, separated by commas
  --uncertain       preparation is known by the restaurant's mean only, until the food is ready
  --json FILE       also writes {uncertain, mean, instances: {name: figures}}
  --solutions DIR   also writes the three files of the official evaluator, a folder for each instance
  --help            prints this
`

const columns: readonly [keyof Measures, string, number][] = [
  ['orders', 'orders', 0],
  ['undelivered', 'undel.', 0],
  ['clickToDoor', 'CtD', 2],
  ['clickToDoorP90', 'p90', 1],
  ['unavoidable', 'unavoid.', 2],
  ['overage', 'overage', 2],
  ['readyToPickup', 'RtP', 2],
  ['costPerOrder', 'cost/o', 2],
  ['ordersPerBundle', 'o/bundle', 3],
  ['decisionMsP50', 'p50 ms', 1],
  ['decisionMsP99', 'p99 ms', 1],
  ['decisionMsMax', 'max ms', 0],
]

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

  const all: Record<string, Measures> = {}
  let broken = 0
  console.log(
    lineOf(
      '',
      columns.map(([, title]) => title),
    ),
  )
  for (const [folder, name] of await instancesIn(wanted.instances, wanted.only)) {
    const instance = await readInstance(folder, name)
    const played = play(instance, { uncertain: wanted.uncertain })
    const wrong = judge(instance, played)
    const measures = measure(instance, played)
    all[name] = measures
    const known = wanted.uncertain ? undefined : singles.get(name)
    const beside = known ? `  paper ${known[0]}, optimum ${known[1]}, floor ${known[2]}` : ''
    console.log(rowOf(name, measures) + beside)
    for (const sentence of wrong.slice(0, 5)) console.error(`  ✗ ${sentence}`)
    broken += wrong.length
    if (wanted.solutions !== undefined) await writeSolution(wanted.solutions, instance, played)
  }

  const mean = meanOf(Object.values(all))
  console.log(`\n${rowOf(`mean of ${Object.keys(all).length}`, mean)}`)
  const met = tellBars(mean, wanted.uncertain)
  console.log(broken === 0 ? '\nEvery rule was kept.' : `\n${broken} rules were broken.`)
  if (wanted.json !== undefined) {
    await writeFile(wanted.json, JSON.stringify({ uncertain: wanted.uncertain, mean, instances: all }, null, 2) + '\n')
  }

  return broken === 0 && met ? 0 : 1
}

/** The bars are for the instances of seeds 5 to 9 together; for a few of them they only say where one stands. */
function tellBars(mean: Measures, isUncertain: boolean): boolean {
  for (const { who, undeliveredPercent, clickToDoor, readyToPickup, costPerOrder } of isUncertain
    ? uncertain
    : certain) {
    const figures = `undelivered ${undeliveredPercent} %, CtD ${clickToDoor}, RtP ${readyToPickup}, cost/order ${costPerOrder}`
    console.log(`${who.padEnd(22)}${figures}`)
  }
  const bar = isUncertain ? bars.uncertain : bars.certain
  const checks: [string, number, number][] = [
    ['undelivered %', mean.undeliveredPercent, bar.undeliveredPercent],
    ['click-to-door', mean.clickToDoor, bar.clickToDoor],
    ['decision p99 ms', mean.decisionMsP99, bars.decisionMsP99],
    ['decision max ms', mean.decisionMsMax, bars.decisionMsMax],
  ]
  console.log('')
  for (const [name, value, most] of checks) {
    console.log(`${value <= most ? '✓' : '✗'} ${name.padEnd(16)} ${value.toFixed(3).padStart(9)}  bar ${most}`)
  }

  return checks.every(([, value, most]) => value <= most)
}

async function instancesIn(folder: string, only: readonly string[] | undefined): Promise<[string, string][]> {
  const single = await stat(join(folder, 'orders.txt')).catch(() => undefined)
  if (single) return [[join(folder, '..'), folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder]]

  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const chosen = names.filter((name) => only?.includes(name) ?? true).sort()
  if (chosen.length === 0) throw new Error(`There is no instance in ${folder}.`)

  return chosen.map((name) => [folder, name])
}

function rowOf(name: string, measures: Measures): string {
  return lineOf(
    name,
    columns.map(([key, , digits]) => measures[key].toFixed(digits)),
  )
}

function lineOf(name: string, cells: readonly string[]): string {
  return name.padEnd(18) + cells.map((cell) => cell.padStart(9)).join('')
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        instances: { type: 'string' },
        only: { type: 'string' },
        uncertain: { type: 'boolean', default: false },
        json: { type: 'string' },
        solutions: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    const { instances, only, ...rest } = values
    if (instances === undefined && !rest.help) throw new Error('--instances says where the instances are.')

    return { ...rest, instances: instances ?? '', only: only?.split(',').map((name) => name.trim()) }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}
