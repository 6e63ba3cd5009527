// What riders may say over the socket: where they are. The same as POST /rider/positions, one position at a time.
import { forbidden, invalidRequest, tooMany } from '@provender/platform/http-errors'
import { createLimiter } from '@provender/platform/limits'
import type { SocketCommand } from '@provender/platform/realtime'
import { Value } from 'typebox/value'
import { UpdateLocation } from './position.ts'
import { recordPositions } from './record-positions.ts'

/** Phones report every few seconds; a burst after a tunnel comes through, a flood does not. */
const limiter = createLimiter({ most: 120, perSeconds: 60 })

const updateLocation: SocketCommand = {
  name: 'update_location',
  async handle({ open, ctx }, payload) {
    const { actor, at, market } = ctx
    if (actor.kind !== 'account' || !actor.roles.includes('rider')) throw forbidden()
    if (!Value.Check(UpdateLocation, payload)) throw invalidRequest()
    if (!limiter.take(`${market.id}/${actor.accountId}`)) throw tooMany()

    const { speed, ...measured } = payload
    const position = { at: at.toISOString(), ...(speed !== undefined && { speedMps: speed }), ...measured }
    return open((tx) => recordPositions(tx, ctx, { positions: [position] }))
  },
}

export const socketCommands: readonly SocketCommand[] = [updateLocation]
