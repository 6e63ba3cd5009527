// Asking a gateway for its statement: the call first, with no transaction open, then the comparison.
import type { Gateways } from '@provender/payments'
import type { Context } from '@provender/platform/context'
import type { Open } from '@provender/platform/db'
import { noStatements } from './errors.ts'
import type { Statement } from './statement.ts'
import { type FetchStatement, sha256, takeStatement } from './take-statement.ts'

/** Asked for the same days again it is a new statement only if something has changed. */
export async function fetchStatement(
  { open, ctx, gateways }: { open: Open; ctx: Context; gateways: Gateways },
  input: FetchStatement,
): Promise<Statement> {
  const gateway = gateways.all.find(({ name }) => name === input.gateway)
  if (!gateway?.statement) throw noStatements()
  const lines = await gateway.statement({ marketId: ctx.market.id, timeZone: ctx.market.settings.timeZone, ...input })
  const days = input.fromOn === input.untilOn ? input.fromOn : `${input.fromOn}_${input.untilOn}`
  const name = `${input.gateway}_${days}`

  return open((tx) =>
    takeStatement(tx, ctx, {
      ...input,
      name,
      source: 'api',
      lines: lines.map((line, index) => ({ ...line, number: index + 1 })),
      sha256: sha256(JSON.stringify([input, lines])),
    }),
  )
}
