// `npm run ledger:verify`: asks the ledger of a running server to prove itself, in every market.
import { findViolations } from '@provender/ledger'
import { ConfigProblems, readConfig } from '@provender/platform/config'
import { type Market, systemContext } from '@provender/platform/context'
import { openPool, sql } from '@provender/platform/db'
import { findDatabases } from './launch-database.ts'
import { LaunchProblem } from './launch-problem.ts'

try {
  process.exitCode = await verify()
} catch (error) {
  if (!(error instanceof ConfigProblems || error instanceof LaunchProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function verify(): Promise<number> {
  const { operatorUrl } = await findDatabases(readConfig(process.env, process.argv.slice(2)))
  const pool = openPool({ url: operatorUrl, size: 1 })
  try {
    const { db } = pool.across
    const { rows } = await sql<{ accounts: number; transfers: number; entries: number }>`
      SELECT (SELECT count(*) FROM ledger.accounts) AS accounts, (SELECT count(*) FROM ledger.transfers) AS transfers,
        (SELECT count(*) FROM ledger.entries) AS entries
    `.execute(db)
    const violations = await findViolations(db, systemContext({ id: '' } as Market, 'ledger:verify'))
    for (const { marketId, invariant, subject, detail } of violations) {
      console.error(`${marketId}: ${invariant}: ${subject} (${detail})`)
    }
    const { accounts = 0, transfers = 0, entries = 0 } = rows[0] ?? {}
    console.log(`${accounts} accounts, ${transfers} transfers, ${entries} entries: ${violations.length} violations`)

    return violations.length === 0 ? 0 : 1
  } finally {
    await pool.close()
  }
}
