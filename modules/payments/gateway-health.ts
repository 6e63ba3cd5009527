// How the gateways of a market are: in use or not, well or ill, and whether somebody speaks in their name.
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { gatewayUnknown } from './errors.ts'
import { gatewaySwitched } from './events.ts'
import { selectBehaviour, selectSwitches, upsertSwitch } from './gateway-store.ts'
import { type Gateways, knownGateways } from './gateways.ts'
import { GatewayMethod } from './payment.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })

export const GatewayHealth = Type.Object(
  {
    name: Type.String(),
    methods: Type.Array(GatewayMethod),
    setUp: Type.Boolean({ description: 'Whether this server has its credentials.' }),
    turns: Type.Array(Type.Object({ method: GatewayMethod, turn: Type.Integer() }), {
      description: 'For which ways of paying it is asked here, and whether first, second, ….',
    }),
    off: Type.Boolean({ description: 'Switched off by hand: no new payments. Open ones are followed to their end.' }),
    reason: Type.Union([Type.String(), Type.Null()]),
    changedBy: Type.Union([Type.String(), Type.Null()]),
    changedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    circuit: Type.Union([Type.Enum(['closed', 'half_open', 'open']), Type.Null()], {
      description: 'Of the process that answers: open while it is given a rest.',
    }),
    lastHour: Type.Object({
      calls: count('Times it was asked.'),
      unanswered: count('Times no answer came.'),
      notReached: count('Times it could not be asked at all.'),
      medianMs: Type.Union([Type.Integer(), Type.Null()]),
    }),
    openPayments: count('Payments of it whose end is not known.'),
    refusedToday: count('Messages in its name that were not its own, in 24 hours.'),
  },
  { title: 'GatewayHealth' },
)
export type GatewayHealth = Static<typeof GatewayHealth>

export const SwitchGateway = Type.Object({
  off: Type.Boolean(),
  reason: Type.String({ minLength: 3, maxLength: 300, description: 'For those who look at it later.' }),
})
export type SwitchGateway = Static<typeof SwitchGateway>

export async function listGatewayHealth(db: Db, ctx: Context, gateways: Gateways): Promise<GatewayHealth[]> {
  const [switches, behaviour] = await Promise.all([selectSwitches(db), selectBehaviour(db, ctx.at)])
  const turnsOf = (name: string) =>
    (['card', 'mobile_money'] as const).flatMap((method) => {
      if (!ctx.market.settings.paymentMethods.includes(method)) return []
      const turn = gateways.taking(ctx.market, method).findIndex((gateway) => gateway.name === name) + 1
      return turn > 0 ? [{ method, turn }] : []
    })

  return Object.entries(knownGateways).map(([name, methods]) => {
    const reachable = gateways.all.find((gateway) => gateway.name === name)
    const change = switches.find(({ gateway }) => gateway === name)
    const seen = behaviour.find(({ gateway }) => gateway === name)
    return {
      name,
      methods: [...methods],
      setUp: reachable !== undefined,
      turns: turnsOf(name),
      off: change?.off ?? false,
      reason: change?.reason ?? null,
      changedBy: change?.changed_by ?? null,
      changedAt: change?.changed_at.toISOString() ?? null,
      circuit: reachable?.circuit.position() ?? null,
      lastHour: {
        calls: seen?.calls ?? 0,
        unanswered: seen?.unanswered ?? 0,
        notReached: seen?.not_reached ?? 0,
        medianMs: seen?.median_ms ?? null,
      },
      openPayments: seen?.open_payments ?? 0,
      refusedToday: seen?.refused ?? 0,
    }
  })
}

/** New payments go to the next gateway; those under way are still asked about. */
export async function switchGateway(
  tx: Tx,
  ctx: Context,
  { gateway, off, reason }: SwitchGateway & { gateway: string },
): Promise<void> {
  if (!Object.hasOwn(knownGateways, gateway)) throw gatewayUnknown()

  await upsertSwitch(tx, { gateway, off, reason, by: actorName(ctx.actor), at: ctx.at })
  await publish(tx, gatewaySwitched, { gateway, off, reason })
}
