// Memory of a server that nobody asks anything: the API with worker and sockets, and the same with the web app.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Bed, onBed } from './bed.ts'
import { type Benchmark, type Figure, rateFigure } from './figures.ts'

const restSeconds = 20
const withoutWeb = 'customer,vendor,rider,admin,realtime,worker'

export const idleMemory: Benchmark = {
  names: ['idle_rss_mb', 'idle_rss_with_web_mb'],
  about: `resident memory ${restSeconds} s after the start: API and worker, and with the web app as well`,
  run: (say) => onBed((bed) => measure(bed, say)),
}

async function measure(bed: Bed, say: (sentence: string) => void): Promise<Figure[]> {
  // The first start loads the demo; what is measured is the second one.
  await (await bed.start()).stop()
  say(`without the web app, ${restSeconds} s`)
  const alone = await restingMemory(bed, withoutWeb)
  say(`with the web app, ${restSeconds} s`)
  const whole = await restingMemory(bed, `web,${withoutWeb}`)

  return [rateFigure('idle_rss_mb', alone, 'MB'), rateFigure('idle_rss_with_web_mb', whole, 'MB')]
}

async function restingMemory(bed: Bed, roles: string): Promise<number> {
  const server = await bed.start({ env: { ROLES: roles } })
  await new Promise((resolve) => setTimeout(resolve, restSeconds * 1000))
  const megabytes = await residentMegabytes(server.pid)
  await server.stop()

  return megabytes
}

/** Of the process and the children it has. */
async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss='])
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const family = new Set([pid])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const [child = 0, parent = 0] of processes) if (family.has(parent)) family.add(child)
  }
  const kilobytes = processes.filter(([id = 0]) => family.has(id)).reduce((sum, [, , rss = 0]) => sum + rss, 0)

  return kilobytes / 1024
}
