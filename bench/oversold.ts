// 200 buyers for 50 portions at the same moment: nobody may be sold what is not there, nobody may pay for nothing.
import { newId } from '@provender/platform/ids'
import { type Bed, type Buyer, adminToken, asAdmin, call, count, market, onBed, rich, vendorToken } from './bed.ts'
import { type Benchmark, type Figure, rateFigure } from './figures.ts'
import { openConnection, requestOf } from './http-load.ts'

const portions = 50
const crowd = 200

export const oversold: Benchmark = {
  names: ['oversold'],
  about: `${crowd} buyers for ${portions} portions over HTTP: orders beyond what is there, and charges without an order`,
  run: (say) => onBed((bed) => measure(bed, say)),
}

async function measure(bed: Bed, say: (sentence: string) => void): Promise<Figure[]> {
  const { url } = await bed.start()
  say(`registering ${crowd} buyers`)
  const buyers = await rich(bed, url, crowd)
  const { productId, body } = await onePortion(url)
  say('everybody buys')
  const answers = await buyAtOnce(url, buyers, body)

  const placed = answers.filter(({ status }) => status === 201).length
  const refused = answers.filter(({ code }) => code === 'inventory.sold_out').length
  const books = await asAdmin(bed, async (client) => {
    const { rows } = await client.query<{ orders: number; charges: number; reserved: number; strays: number }>(
      `SELECT (SELECT count(*)::int FROM ordering.order_lines WHERE product_id = $1) AS orders,
         (SELECT count(*)::int FROM ledger.transfers WHERE kind = 'wallet_payment') AS charges,
         (SELECT reserved FROM inventory.stock WHERE product_id = $1) AS reserved,
         (SELECT count(*)::int FROM ledger.transfers t WHERE kind = 'wallet_payment'
            AND NOT EXISTS (SELECT FROM ordering.orders o WHERE o.id = t.order_id)) AS strays`,
      [productId],
    )
    return rows[0] ?? { orders: 0, charges: 0, reserved: 0, strays: 0 }
  })
  const { violations } = (await call(url, 'GET', '/admin/ledger/invariants', { token: await adminToken(url) })) as {
    violations: unknown[]
  }
  if (
    placed !== portions ||
    refused !== crowd - portions ||
    books.orders !== portions ||
    books.reserved !== portions ||
    violations.length > 0
  ) {
    const others = answers.filter(({ status, code }) => status !== 201 && code !== 'inventory.sold_out')
    throw new Error(
      `${placed} orders and ${refused} refusals instead of ${portions} and ${crowd - portions}; in the books ${JSON.stringify(books)}, ` +
        `${violations.length} violations; other answers: ${JSON.stringify(others.slice(0, 5))}`,
    )
  }

  return [
    rateFigure(
      'oversold',
      Math.max(0, books.orders - portions) + books.strays + Math.abs(books.charges - books.orders),
      'orders',
    ),
  ]
}

/** A product of which there are so many, dear enough to be ordered alone. */
async function onePortion(url: string): Promise<{ productId: string; body: unknown }> {
  const { items } = await call(url, 'GET', '/vendors?open=true&limit=50')
  for (const vendor of items) {
    const menu = await call(url, 'GET', `/vendors/${vendor.id}/menu`)
    const products = menu.sections.flatMap((section: { products: unknown[] }) => section.products)
    const product = products.find(
      (each: { priceMinor: number; optionGroups: unknown[]; measure: unknown; soldNow: boolean }) =>
        each.priceMinor >= vendor.minimumBasketMinor &&
        each.optionGroups.length === 0 &&
        each.measure === null &&
        each.soldNow,
    )
    if (!product) continue

    await count(url, await vendorToken(url, vendor), product.id, portions)
    const place = { lat: vendor.place.lat + 0.008, lng: vendor.place.lng }
    const order = { vendorId: vendor.id, lines: [{ productId: product.id, quantity: 1 }], fulfilment: 'delivery' }
    const quote = await call(url, 'POST', '/quotes', { body: { ...order, place } })
    const address = { line: '12 Market Street', place }
    return {
      productId: product.id,
      body: { ...order, paymentMethod: 'wallet', agreedTotalMinor: quote.totalMinor, address },
    }
  }

  throw new Error('no vendor of the demo is open now with a dish to order alone')
}

async function buyAtOnce(
  url: string,
  buyers: readonly Buyer[],
  body: unknown,
): Promise<{ status: number; code?: string }[]> {
  const connections = await Promise.all(buyers.map(() => openConnection(url)))
  const answers = await Promise.all(
    buyers.map(async ({ token }, at) => {
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': newId() }
      const request = requestOf('POST', `${url}/m/${market}/api/v1/orders`, { headers, body })
      const answer = await connections[at]?.send(request)
      if (!answer) throw new Error('a buyer has no connection')
      const { code } = JSON.parse(answer.body.toString()) as { code?: string }
      return { status: answer.status, ...(code !== undefined && { code }) }
    }),
  )
  for (const connection of connections) connection.close()

  return answers
}
