// Where riders apply, begin their day and report their place, and where the market decides about them.
import { alreadyBound } from '@provender/identity'
import { cashLimitReached } from '@provender/ledger'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { ApplyAsRider, applyAsRider } from './apply-as-rider.ts'
import { DecideRider, decideRider } from './decide-rider.ts'
import {
  alreadyApplied,
  deliveryUnderWay,
  movedOn,
  notApplied,
  notApproved,
  nothingToReassign,
  phoneMissing,
  riderBusy,
  riderUnknown,
  sameRider,
} from './errors.ts'
import { getRiderSelf } from './get-rider.ts'
import { ListRiders, listRiders } from './list-riders.ts'
import { PositionsTaken, RecordPositions, recordPositions } from './record-positions.ts'
import { ReassignRider, Reassigned, reassignRider } from './reassign-rider.ts'
import { Rider, RiderId, RiderPage, RiderSelf } from './rider.ts'
import { SetOnline, setOnline } from './set-online.ts'

export const riderRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    path: '/application',
    audience: 'rider',
    permission: 'delivery.apply_as_rider',
    summary: 'Apply to ride for this market',
    idempotent: 'accepted',
    body: ApplyAsRider,
    reply: Rider,
    status: 201,
    errors: [phoneMissing, alreadyApplied, alreadyBound],
    handle: ({ tx, ctx, body }) => applyAsRider(tx, ctx, body),
  }),
  route({
    method: 'GET',
    path: '/me',
    audience: 'rider',
    permission: 'delivery.get_rider_self',
    summary: 'Myself as a rider',
    reply: RiderSelf,
    errors: [notApplied],
    handle: ({ db, ctx }) => getRiderSelf(db, ctx),
  }),
  route({
    method: 'PUT',
    path: '/online',
    audience: 'rider',
    permission: 'delivery.set_online',
    summary: 'Begin or end my day',
    body: SetOnline,
    reply: Rider,
    errors: [notApplied, notApproved, deliveryUnderWay],
    handle: ({ tx, ctx, body }) => setOnline(tx, ctx, body),
  }),
  route({
    method: 'POST',
    path: '/positions',
    audience: 'rider',
    permission: 'delivery.record_positions',
    summary: 'Report where I am',
    limit: { most: 120, perSeconds: 60, by: 'account' },
    body: RecordPositions,
    reply: PositionsTaken,
    errors: [notApplied, notApproved],
    handle: ({ tx, ctx, body }) => recordPositions(tx, ctx, body),
  }),
  route({
    method: 'GET',
    path: '/riders',
    audience: 'admin',
    permission: 'delivery.list_riders',
    summary: 'Riders of the market, newest first',
    query: ListRiders,
    reply: RiderPage,
    errors: [],
    handle: ({ db, ctx, query }) => listRiders(db, ctx, query),
  }),
  route({
    method: 'PUT',
    path: '/riders/:riderId/approval',
    audience: 'admin',
    permission: 'delivery.decide_rider',
    summary: 'Let a rider ride, or not any more',
    params: Type.Object({ riderId: RiderId }),
    body: DecideRider,
    reply: Rider,
    errors: [riderUnknown, deliveryUnderWay],
    handle: ({ tx, ctx, params, body }) => decideRider(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/riders/:riderId/reassignment',
    audience: 'admin',
    permission: 'delivery.reassign_rider',
    summary: 'Give everything a rider has not fetched yet to somebody else, in its order',
    idempotent: 'accepted',
    params: Type.Object({ riderId: RiderId }),
    body: ReassignRider,
    reply: Reassigned,
    errors: [riderUnknown, riderBusy, sameRider, nothingToReassign, movedOn, cashLimitReached],
    handle: ({ tx, ctx, params, body }) => reassignRider(tx, ctx, { ...params, ...body }),
  }),
]
