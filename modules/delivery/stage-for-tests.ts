// A small town for the tests of this module: one market, its orders and its riders, and the clock at noon.
import type { MarketSettings } from '@provender/markets'
import { aFullWallet } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import type { Actor, Context, Market } from '@provender/platform/context'
import { type Db, type Open, sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { type TestDatabase, openTestDatabase, testContext } from '@provender/platform/testing'
import type { DeliveryRecord } from './delivery.ts'
import { dispatchDeliveries } from './dispatch.ts'
import { selectDeliveryOfOrder } from './delivery-store.ts'
import { type FixtureRider, aRider } from './fixtures.ts'
import type { OfferRecord } from './offer.ts'
import { selectOpenOffers } from './offer-store.ts'
import type { Place } from './place.ts'
import { requestDelivery } from './request-delivery.ts'
import type { RiderDraft } from './rider-store.ts'

export const noon = new Date('2026-06-15T12:00:00Z')

export const customer: Extract<Actor, { kind: 'account' }> = {
  kind: 'account',
  accountId: newId(),
  roles: ['customer'],
  vendorIds: [],
}
export const admin: Actor = { kind: 'account', accountId: newId(), roles: ['admin'], vendorIds: [] }

export interface Stage {
  readonly database: TestDatabase
  readonly market: Market
  readonly db: Db
  readonly open: Open
  /** What somebody does so many seconds after noon. */
  ctx(actor?: Actor, seconds?: number): Context
  /** Metres north of the vendor, who is in the middle of the market. */
  north(metres: number): Place
  rider(metresNorth?: number, overrides?: Partial<RiderDraft>): Promise<FixtureRider>
  /** An order, paid from the wallet, that its vendor has made ready, and the delivery that waits for it. */
  delivery(overrides?: Parameters<typeof anOrder>[2]): Promise<DeliveryRecord>
  dispatch(seconds?: number): Promise<void>
  /** What the rider is asked at that time. */
  offerTo(rider: FixtureRider, seconds?: number): Promise<OfferRecord | undefined>
  /** Everybody goes home, nothing waits, and what was announced is forgotten: the next test begins. */
  clear(): Promise<void>
  look(delivery: DeliveryRecord): Promise<DeliveryRecord>
  /** Names of what was announced about deliveries since the last call. */
  announced(): Promise<string[]>
}

export async function openStage(settings: Partial<MarketSettings> = {}): Promise<Stage> {
  const database = await openTestDatabase()
  const market = await openMarket(database, 'testmarket', settings)
  const { db, open } = database.market(market.id)
  const { centre } = market.settings
  const ctx = (actor: Actor = { kind: 'system', name: 'test' }, seconds = 0) =>
    testContext(market, actor, { at: new Date(noon.getTime() + seconds * 1000) })
  const north = (metres: number) => ({ lat: centre.lat + metres / 111_195, lng: centre.lng })
  let heard = 0
  await open((tx) => aFullWallet(tx, customer.accountId, { amountMinor: 1_000_000 }))
  const announced = async () => {
    const { rows } = await sql<{ position: number; name: string }>`
      SELECT position, name FROM events.log WHERE name LIKE 'delivery.%' AND position > ${heard} ORDER BY position
    `.execute(db)
    heard = rows.at(-1)?.position ?? heard
    return rows.map((row) => row.name)
  }

  return {
    database,
    market,
    db,
    open,
    ctx,
    north,
    rider: (metresNorth = 0, overrides = {}) =>
      open((tx) => aRider(tx, ctx(), { place: north(metresNorth), ...overrides })),
    delivery: (overrides = {}) =>
      open(async (tx) => {
        const order = await anOrder(tx, ctx(customer), { vendorPlace: centre, paymentMethod: 'wallet', ...overrides })
        await walkOrder(tx, ctx(), order.id, 'accepted', 'preparing', 'ready')
        await requestDelivery(tx, ctx(), order.id)
        return (await selectDeliveryOfOrder(tx, order.id)) as DeliveryRecord
      }),
    dispatch: (seconds = 0) => open((tx) => dispatchDeliveries(tx, ctx(undefined, seconds))),
    offerTo: async ({ riderId }, seconds = 0) => (await selectOpenOffers(db, riderId, ctx(undefined, seconds).at))[0],
    look: async ({ orderId }) => (await selectDeliveryOfOrder(db, orderId)) as DeliveryRecord,
    async clear() {
      await open(async (tx) => {
        await sql`UPDATE delivery.offers SET state = 'withdrawn', closed_at = now() WHERE closed_at IS NULL`.execute(tx)
        await sql`UPDATE delivery.deliveries SET state = 'cancelled', ended_at = now() WHERE state = 'waiting'`.execute(
          tx,
        )
        await sql`UPDATE delivery.riders SET online = false`.execute(tx)
      })
      await announced()
    },
    announced,
  }
}
