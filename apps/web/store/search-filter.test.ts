// The address of a search page: read back as it was written, and forgiving.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterAddress, narrowings, readFilter, searchQuery } from './search-filter.ts'

test('an address says what is looked for, and is read as it was written', () => {
  const address =
    '?q=soup&category=starters&category=mains&diet=vegan&price=500-1000&within=3000&open=true&sort=nearest'
  const query = new URLSearchParams(address)
  const asked = Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)]))

  const filter = readFilter(asked)

  assert.deepEqual(new URLSearchParams(filterAddress(filter)).toString(), query.toString())
  assert.deepEqual(searchQuery(filter, { lat: 1, lng: 2 }), {
    lat: 1,
    lng: 2,
    q: 'soup',
    category: 'starters,mains',
    diet: 'vegan',
    minPriceMinor: 500,
    belowPriceMinor: 1000,
    withinM: 3000,
    open: true,
    sort: 'nearest',
  })
  assert.deepEqual(
    narrowings(filter).map(({ shelf, value }) => `${shelf} ${value}`),
    ['category starters', 'category mains', 'diet vegan', 'price 500-1000', 'within 3000', 'open true'],
  )
  assert.equal(filterAddress(narrowings(filter)[0]?.without ?? {}).includes('starters'), false)
})

test('what makes no sense in an address is left out', () => {
  const filter = readFilter({ q: 'x'.repeat(200), price: 'cheap', within: 'near', sort: 'prettiest', open: 'maybe' })

  assert.deepEqual(
    [filter.q.length, filter.price, filter.within, filter.sort, filter.open],
    [80, undefined, undefined, 'best', false],
  )
  assert.equal(filterAddress(readFilter({})), '')
  assert.deepEqual(searchQuery(readFilter({ within: '1000', sort: 'nearest' }), {}), {})
})
