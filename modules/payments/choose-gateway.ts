// Which gateway a payment goes through: the market's order, what people switched off, and who is well at the moment.
import type { Db } from '@provender/platform/db'
import type { Errand } from './charge-payment.ts'
import type { GuardedGateway } from './circuit.ts'
import { gatewaysDown, methodNotOffered } from './errors.ts'
import { selectSwitchedOff } from './gateway-store.ts'
import type { GatewayMethod } from './payment.ts'

/** The payer's choice if it is open to the payer, else the market's first one that is well. */
export async function chooseGateway(
  db: Db,
  errand: Pick<Errand, 'ctx' | 'gateways'>,
  wish: { readonly method: GatewayMethod; readonly name: string | undefined },
): Promise<GuardedGateway> {
  const choices = await listChoices(db, errand, wish.method)
  const [first] = choices.filter(({ name }) => name === wish.name).concat(choices)
  if (!first) throw gatewaysDown()

  return first
}

/** Those that may be tried, the best first. One whose circuit is open comes last: it may be well by then. */
export async function listChoices(
  db: Db,
  { ctx, gateways }: Pick<Errand, 'ctx' | 'gateways'>,
  method: GatewayMethod,
): Promise<readonly GuardedGateway[]> {
  const offered = gateways.taking(ctx.market, method)
  if (offered.length === 0) throw methodNotOffered()
  const off = await selectSwitchedOff(db)
  const on = offered.filter(({ name }) => !off.has(name))
  const isIll = ({ circuit }: GuardedGateway) => circuit.position() === 'open'

  return [...on.filter((gateway) => !isIll(gateway)), ...on.filter(isIll)]
}
