// The index follows what others announce.
import {
  categoryChanged,
  menuChanged,
  productChanged,
  townImported,
  vendorChanged,
  vendorReviewed,
} from '@provender/catalog/events'
import { getSoldOrder } from '@provender/ordering'
import { orderCollected, orderDelivered } from '@provender/ordering/events'
import { type EventDefinition, type Subscriber, subscriber } from '@provender/platform/events'
import { standingChanged } from '@provender/reviews/events'
import { indexCategory, indexMarket, indexMenu, indexProduct, indexVendor } from './follow-catalog.ts'
import { insertSale, upsertRating } from './index-store.ts'

const catalogEvents = [vendorReviewed, vendorChanged, menuChanged, productChanged, categoryChanged, townImported]

interface CatalogFact {
  readonly vendorId?: string
  readonly productId?: string
  readonly categoryId?: string
}

/** What is true now is read, so that an event that comes late or twice does no harm. */
const followCatalog: Subscriber = {
  name: 'search.follow_catalog',
  events: catalogEvents as readonly EventDefinition[],
  async handle(tx, ctx, event) {
    const { vendorId, productId, categoryId } = event.payload as CatalogFact
    if (event.name === townImported.name) await indexMarket(tx, ctx)
    else if (event.name === menuChanged.name && vendorId !== undefined) await indexMenu(tx, ctx, vendorId)
    else if (categoryId !== undefined) await indexCategory(tx, ctx, categoryId)
    else if (vendorId !== undefined && productId !== undefined) await indexProduct(tx, ctx, { productId, vendorId })
    else if (vendorId !== undefined) await indexVendor(tx, ctx, vendorId)
  },
}

/** What reached its customer was sold; what was cancelled on the way makes nothing popular. */
const countSales = subscriber({
  name: 'search.count_sales',
  events: [orderDelivered, orderCollected],
  async handle(tx, ctx, { payload }) {
    const order = await getSoldOrder(tx, ctx, payload.orderId)
    if (order) await insertSale(tx, { vendorId: order.vendorId, at: order.soldAt, lines: order.lines })
  },
})

/** What is liked comes first. Riders are not searched for. */
const followStandings = subscriber({
  name: 'search.follow_standings',
  events: [standingChanged],
  async handle(tx, _ctx, { payload: { subject, subjectId, ratingHundredths, ratings } }) {
    if (subject === 'rider') return

    await upsertRating(tx, { subjectId, ratings, rating: ratingHundredths === null ? null : ratingHundredths / 100 })
  },
})

export const subscribers: readonly Subscriber[] = [followCatalog, countSales, followStandings]
