// A small evening in a town: virtual people order, cook and collect over the public API alone, and the books add up.
// Of pickups, because riders keep to the speed of life on the map and take minutes; `npm run simulate` has them ride.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { summarise } from '../../simulator/report.ts'
import { startServerProcess } from '../../simulator/server-process.ts'
import { runTown } from '../../simulator/town.ts'

const dataDirectory = await mkdtemp(join(tmpdir(), 'provender-evening-'))
const server = await startServerProcess({
  env: {
    DATA_DIRECTORY: dataDirectory,
    MARKETS: 'freshhome',
    ROLES: 'customer,vendor,rider,admin,realtime,worker',
    LIMIT_FACTOR: '0',
    DATABASE_URL: '',
  },
})
after(async () => {
  await server.stop()
  await rm(dataDirectory, { recursive: true, force: true })
})

test('ten wishes become orders that all come to an end, and the ledger proves itself', async (t) => {
  const run = await runTown({
    url: server.url,
    market: 'freshhome',
    orders: 10,
    speed: 60,
    seed: 7,
    customers: 4,
    riders: 1,
    alwaysOpen: true,
    password: 'Provender1!',
    signal: AbortSignal.timeout(240_000),
    onProgress: () => {},
  })

  const summary = summarise(run)
  t.diagnostic(JSON.stringify(summary))
  assert.ok(summary.good, JSON.stringify(summary))
})
