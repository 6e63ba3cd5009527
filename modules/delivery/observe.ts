// What the dispatcher may know: deliveries that wait, riders free now or soon, and what was learnt of the kitchens.
import { type Observation, type ReadyTimes, type Rider, type Task, createReadyTimes } from '@provender/dispatch'
import { getBalance } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { detour } from '@provender/platform/geo'
import type { WaitingReason } from './delivery.ts'
import { type BusyRow, type WaitingRow, selectBusy } from './delivery-store.ts'
import { speedMps } from './eta.ts'
import { selectCooked, selectKitchenTimes } from './kitchen-store.ts'
import { type Place, straightLineM } from './place.ts'
import type { Vehicle } from './rider.ts'
import { selectFreeRiders } from './rider-store.ts'
import { whoMay } from './who-may.ts'

export interface Observed {
  readonly observation: Observation
  /** Why nobody may be asked, for those where that is so. */
  readonly reasons: ReadonlyMap<string, WaitingReason>
  /** Where everybody is who may be asked now. */
  readonly free: ReadonlyMap<string, Place>
}

/** How many deliveries each may have at once is one for now, whatever the vehicle: the database says so as well. */
const capacity = 1
/** A kitchen with fewer orders behind it is not known: its food may be ready any time. */
const leastKnown = 5
const timesOfKitchen = 40
/** Somebody who is soon free is waited for only if the food has not waited longer than this itself. */
const mostPatienceMinutes = 3
const soonMinutes = 15
/** What people take to answer and to set off. */
const answerMinutes = 0.5
const endless = 24 * 60

export async function observe(db: Db, ctx: Context, waiting: readonly WaitingRow[]): Promise<Observed> {
  const at = minutesOf(ctx.at)
  const free = await observeFree(db, ctx, waiting)
  const busy = (await selectBusy(db)).map((row) => soonFree(row, at)).filter((rider) => rider !== undefined)
  const ready = await readyTimesOf(db, ctx, waiting)
  const reasons = new Map<string, WaitingReason>()
  const everybody = [...free.map((each) => each.rider.id), ...busy.map((rider) => rider.id)]

  const tasks = waiting.map((row): Task => {
    const readyAt = ready(row)
    const may = whoMay(
      row,
      free.map(({ rider, place, cashRoomMinor }) => ({ id: rider.id, place, cashRoomMinor })),
      { at: ctx.at, searchRadiusM: ctx.market.settings.riderSearchRadiusM },
    )
    if (typeof may === 'string') reasons.set(row.id, may)
    const allowed = new Set(typeof may === 'string' ? [] : may.map((each) => each.id))
    if (row.collectMinor === 0 && (readyAt[0] as number) > at - mostPatienceMinutes) {
      for (const rider of busy) if (!row.refusals.some((each) => each.riderId === rider.id)) allowed.add(rider.id)
    }

    return {
      id: row.id,
      vendorId: row.vendorId,
      pickup: spotOf(row.pickup),
      dropoff: spotOf(row.dropoff.place),
      placedAt: minutesOf(row.requestedAt),
      readyAt,
      basketId: null,
      size: 1,
      coldMinutes: Infinity,
      excluded: everybody.filter((id) => !allowed.has(id)),
    }
  })

  return {
    observation: {
      at,
      answerMinutes,
      riders: [...free.map((each) => each.rider), ...busy],
      tasks,
      demand: [],
      travelMinutes,
    },
    reasons,
    free: new Map(free.map(({ rider, place }) => [rider.id, place])),
  }
}

/** Everybody who is free. How much cash he may still hold is looked up for those a cash order could be offered to. */
async function observeFree(db: Db, ctx: Context, waiting: readonly WaitingRow[]) {
  const { riderSearchRadiusM } = ctx.market.settings
  const cashPickups = waiting.filter((each) => each.collectMinor > 0).map((each) => each.pickup)
  const at = minutesOf(ctx.at)
  const free: { rider: Rider; place: Place; cashRoomMinor: number }[] = []
  // One after the other: inside a transaction a late answer must not outlive it.
  for (const { id, vehicle, freeSince, ...place } of await selectFreeRiders(db)) {
    const near = cashPickups.some((pickup) => straightLineM(place, pickup) <= riderSearchRadiusM)
    const idleMinutes = freeSince === null ? 0 : Math.max(0, at - minutesOf(freeSince))
    free.push({
      rider: riderFor({ id, vehicle, place, freeAt: at, idleMinutes }),
      place,
      cashRoomMinor: near ? await cashRoomOf(db, ctx, id) : 0,
    })
  }

  return free
}

async function cashRoomOf(db: Db, ctx: Context, riderId: string): Promise<number> {
  const { currency, riderCashLimitMinor } = ctx.market.settings
  const account = { ownerKind: 'rider', ownerId: riderId, kind: 'cash_in_hand', currency } as const

  return riderCashLimitMinor + (await getBalance(db, ctx, account))
}

/** Somebody on the way to a door, who should be free within minutes; who is late for it is not counted on. */
function soonFree({ riderId, vehicle, dropoff, pickup, pickedUpAt }: BusyRow, at: number): Rider | undefined {
  const handingOver = 4
  const freeAt = minutesOf(pickedUpAt) + travelMinutes(spotOf(pickup), spotOf(dropoff), vehicle) + handingOver
  if (freeAt <= at || freeAt > at + soonMinutes) return undefined

  return riderFor({ id: riderId, vehicle, place: dropoff, freeAt, idleMinutes: 0 })
}

function riderFor(known: { id: string; vehicle: Vehicle; place: Place; freeAt: number; idleMinutes: number }): Rider {
  const { id, vehicle, place, freeAt, idleMinutes } = known
  const whenever = { offAt: freeAt + endless, capacity, coldBox: false }

  return { id, vehicle, spot: spotOf(place), vendorId: null, freeAt, idleMinutes, ...whenever }
}

/** When the food of each may be ready: known, learnt from its kitchen's past, or, of an unknown kitchen, any time. */
async function readyTimesOf(db: Db, ctx: Context, waiting: readonly WaitingRow[]) {
  const at = minutesOf(ctx.at)
  const isCooking = ({ readyAt, requestedAt }: WaitingRow) => readyAt !== null && readyAt > requestedAt
  const cooking = waiting.filter(isCooking)
  const cooked =
    cooking.length > 0
      ? await selectCooked(
          db,
          cooking.map((row) => row.id),
        )
      : new Set<string>()
  const vendorIds = [...new Set(cooking.filter((row) => !cooked.has(row.id)).map((row) => row.vendorId))]
  const kitchens = await learnKitchens(db, ctx, vendorIds)

  return (row: WaitingRow): readonly number[] => {
    if (row.readyAt === null) return [at]
    const promisedAt = minutesOf(row.readyAt)
    if (!isCooking(row) || cooked.has(row.id)) return [promisedAt]
    const placedAt = minutesOf(row.requestedAt)

    return kitchens.get(row.vendorId)?.samples(placedAt, promisedAt - placedAt, at) ?? [at]
  }
}

async function learnKitchens(db: Db, ctx: Context, vendorIds: readonly string[]) {
  const kitchens = new Map<string, ReadyTimes>()
  if (vendorIds.length === 0) return kitchens
  const times = await selectKitchenTimes(db, { vendorIds, at: ctx.at, each: timesOfKitchen })
  for (const vendorId of vendorIds) {
    const own = times.filter((time) => time.vendorId === vendorId)
    if (own.length < leastKnown) continue
    const readyTimes = createReadyTimes({ believe: false })
    for (const { promisedSeconds, actualSeconds } of own) readyTimes.learn(promisedSeconds / 60, actualSeconds / 60)
    kitchens.set(vendorId, readyTimes)
  }

  return kitchens
}

function travelMinutes(from: { x: number; y: number }, to: { x: number; y: number }, vehicle: string): number {
  const metres = straightLineM({ lng: from.x, lat: from.y }, { lng: to.x, lat: to.y }) * detour

  return metres / speedMps[vehicle as Vehicle] / 60
}

function spotOf({ lat, lng }: Place) {
  return { x: lng, y: lat }
}

export function minutesOf(time: Date): number {
  return time.getTime() / 60_000
}
