// Which gateways this process can reach, and which one takes a way of paying.
import { gatewayUnknown, methodNotOffered } from './errors.ts'
import type { Gateway } from './gateway.ts'
import type { GatewayMethod } from './payment.ts'

export interface Gateways {
  named(name: string): Gateway
  taking(method: GatewayMethod): Gateway
}

export function createGateways(gateways: readonly Gateway[]): Gateways {
  return {
    named(name) {
      const found = gateways.find((gateway) => gateway.name === name)
      if (!found) throw gatewayUnknown()

      return found
    },
    taking(method) {
      const found = gateways.find((gateway) => gateway.methods.includes(method))
      if (!found) throw methodNotOffered()

      return found
    },
  }
}
