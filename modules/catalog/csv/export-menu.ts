// The whole menu as a table that a spreadsheet opens and that can be taken in again.
import { minorDigits } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { selectOwnProducts } from '../product-store.ts'
import { columns, rowOf } from './product-sheet.ts'
import { writeSheet } from './sheet.ts'

const atOnce = 1000

export async function exportMenu(db: Db, ctx: Context, vendorId: string): Promise<string> {
  const digits = minorDigits(ctx.market.settings.currency)
  const rows: string[][] = []
  for (let after: string | undefined; ;) {
    const products = await selectOwnProducts(db, { vendorId, after, limit: atOnce })
    rows.push(...products.map((product) => rowOf(product, digits)))
    after = products.at(-1)?.id
    if (products.length < atOnce) break
  }

  return writeSheet([columns, ...rows])
}
