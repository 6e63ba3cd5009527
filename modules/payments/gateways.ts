// Which gateways this process can reach, and which of them a market pays through, in its order.
import type { Market } from '@provender/platform/context'
import { gatewayUnknown } from './errors.ts'
import type { Gateway } from './gateway.ts'
import type { GuardedGateway } from './circuit.ts'
import type { GatewayMethod } from './payment.ts'

export interface Gateways {
  /** Those this process can reach. */
  readonly all: readonly GuardedGateway[]
  named(name: string): Gateway
  /** The ones that take this way of paying in this market, the first choice first. */
  taking(market: Market, method: GatewayMethod): readonly GuardedGateway[]
}

/** Stands in where no real gateway is set up, and nowhere else: it gives goods away for nothing. */
export const sandboxName = 'sandbox'

/** Every gateway that a market may name, and what it takes: also those that this process has no credentials of. */
export const knownGateways = {
  stripe: ['card'],
  razorpay: ['card'],
  paypal: ['card'],
  campay: ['mobile_money'],
  noupay: ['mobile_money'],
  sandbox: ['card', 'mobile_money'],
} as const satisfies Record<string, readonly GatewayMethod[]>

export function createGateways(all: readonly GuardedGateway[]): Gateways {
  return {
    all,
    named(name) {
      const found = all.find((gateway) => gateway.name === name)
      if (!found) throw gatewayUnknown()

      return found
    },
    taking({ settings }, method) {
      const order = settings.payments?.gateways[method]
      const able = all.filter(
        ({ methods, currencies }) =>
          methods.includes(method) && (currencies === undefined || currencies.includes(settings.currency)),
      )
      const wanted = order ? order.flatMap((name) => able.filter((gateway) => gateway.name === name)) : able
      const real = wanted.filter(({ name }) => name !== sandboxName)

      return real.length > 0 ? real : wanted
    },
  }
}
