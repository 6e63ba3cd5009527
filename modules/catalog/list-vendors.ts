// Who sells here: near a place, in a category, open now, by a word.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { placeIn, seenFrom } from './get-vendor.ts'
import { isOpenAt } from './hours.ts'
import { Limit, PageOf, pageOf, usualLimit } from './page.ts'
import { Vendor, isPaused, publicVendor } from './vendor.ts'
import { type VendorSearch, selectVendors } from './vendor-store.ts'
import { wordsIn } from './words.ts'

export const ListVendors = Type.Object({
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'With lng: the nearest come first.' })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  category: Type.Optional(Type.String({ maxLength: 80, description: 'Slug of a category it sells something in.' })),
  q: Type.Optional(
    Type.String({ maxLength: 80, description: 'Beginnings of words: of its name or of what it sells.' }),
  ),
  open: Type.Optional(Type.Boolean({ description: 'true: only those that take orders now.' })),
  after: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,9}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      description: '`next` of the page before.',
    }),
  ),
  limit: Limit,
})
export type ListVendors = Static<typeof ListVendors>

export const VendorPage = PageOf(Vendor, 'VendorPage')

type Found = Awaited<ReturnType<typeof selectVendors>>[number]

/** In order of distance when a place is given, else in the order they came to the market. */
export async function listVendors(db: Db, ctx: Context, filter: ListVendors): Promise<Static<typeof VendorPage>> {
  const { limit = usualLimit } = filter
  const from = placeIn(filter)
  const search = {
    category: filter.category,
    prefixes: wordsIn(filter.q ?? '').slice(0, 5),
    from,
    after: filter.after === undefined ? undefined : cursorIn(filter.after),
    limit: limit + 1,
  }
  const found = filter.open ? await openVendors(db, ctx, search) : await selectVendors(db, search)

  const seen = await seenFrom(
    db,
    from,
    found.map(({ id }) => id),
  )

  return pageOf(found, { limit, cursor, item: (vendor) => publicVendor(vendor, ctx, seen) })
}

/** Hours are read here and not in SQL, so that there is one truth about them; at night it looks at every vendor. */
async function openVendors(db: Db, ctx: Context, search: VendorSearch): Promise<Found[]> {
  const { timeZone } = ctx.market.settings
  const open: Found[] = []
  let { after } = search
  for (;;) {
    const batch = await selectVendors(db, { ...search, after, limit: lookAhead })
    open.push(...batch.filter((vendor) => !isPaused(vendor, ctx.at) && isOpenAt(vendor, timeZone, ctx.at)))
    const last = batch.at(-1)
    if (last === undefined || batch.length < lookAhead || open.length >= search.limit)
      return open.slice(0, search.limit)

    after = last
  }
}

const lookAhead = 200

function cursor(vendor: Found): string {
  return `${vendor.distanceM}_${vendor.id}`
}

function cursorIn(after: string): VendorSearch['after'] {
  const [distance = '', id = ''] = after.split('_')
  return { distanceM: Number(distance), id }
}
