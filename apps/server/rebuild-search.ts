// `npm run search:rebuild`: makes the search index of every market again, from what is on sale now.
import { createMarketDirectory } from '@provender/markets'
import { ConfigProblems, readConfig } from '@provender/platform/config'
import { systemContext } from '@provender/platform/context'
import { openPool } from '@provender/platform/db'
import { indexMarket, withoutTermIndex } from '@provender/search'
import { findDatabases } from './launch-database.ts'
import { LaunchProblem } from './launch-problem.ts'

/** Several times faster for millions of products; meanwhile finding is slow for everybody. */
const offline = '--offline'

try {
  const given = process.argv.slice(2)
  await rebuild(
    given.filter((argument) => argument !== offline),
    given.includes(offline),
  )
} catch (error) {
  if (!(error instanceof ConfigProblems || error instanceof LaunchProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function rebuild(settings: string[], isOffline: boolean): Promise<void> {
  const config = readConfig(process.env, settings)
  const { appUrl, operatorUrl } = await findDatabases(config)
  const pool = openPool({ url: appUrl, size: 1 })
  const operatorPool = openPool({ url: operatorUrl, size: 1 })
  try {
    const directory = await createMarketDirectory(operatorPool, config.markets)
    const all = async () => {
      for (const { market } of directory.all()) {
        const started = performance.now()
        const { vendors, products } = await pool
          .market(market.id)
          .open((tx) => indexMarket(tx, systemContext(market, 'search:rebuild')))
        const seconds = ((performance.now() - started) / 1000).toFixed(1)
        console.log(`${market.id}: ${vendors} vendors and ${products} products in ${seconds} s`)
      }
    }
    await (isOffline ? withoutTermIndex(operatorPool.across.open, all) : all())
  } finally {
    await pool.close()
    await operatorPool.close()
  }
}
