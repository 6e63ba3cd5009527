// Drawings exist, and are found in both languages.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { findDrawings, gallery } from './gallery.ts'

const set = createRequire(import.meta.url)('@iconify-json/fluent-emoji-flat/icons.json') as {
  icons: Record<string, unknown>
  aliases: Record<string, unknown>
}

test('every drawing of the gallery is one, and stands on one shelf', () => {
  const names = Object.values(gallery).flatMap((shelf) => shelf.map(({ name }) => name))

  assert.deepEqual(
    names.filter((name) => !(name in set.icons) && !(name in set.aliases)),
    [],
  )
  assert.equal(new Set(names).size, names.length)
})

test('a search begins words in English or French, without minding accents', () => {
  const found = (search: string) => findDrawings(search).map(({ name }) => name)

  assert.deepEqual(found('patate'), ['roasted-sweet-potato'])
  assert.deepEqual(found('oeuf').sort(), ['cooking', 'egg'])
  assert.ok(found('crevet').includes('shrimp'))
  assert.deepEqual(found('sweet pot'), ['roasted-sweet-potato'])
  assert.deepEqual(found('xyz'), [])
})
