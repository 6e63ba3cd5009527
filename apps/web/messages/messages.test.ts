// English and French say the same things: same keys, same gaps to fill, nothing left empty.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import en from './en.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, above = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${above}${key}`, value] as const] : [...flatten(value, `${above}${key}.`)],
    ),
  )
}

/** The names to fill in, and for plurals which categories are answered: `count:plural(one,other)`. */
function gaps(message: string): string[] {
  const found = message.matchAll(/\{\s*(\w+)\s*(?:,\s*(\w+)\s*,((?:[^{}]|\{[^{}]*\})*))?\}/g)
  return [...found]
    .map(([, name, kind, branches]) => {
      const categories = [...(branches ?? '').matchAll(/([=\w]+)\s*\{/g)].map((match) => match[1]).sort()
      return kind ? `${name}:${kind}(${categories.join()})` : `${name}`
    })
    .sort()
}

const english = flatten(en)
const french = flatten(fr)

test('both languages hold the same messages', () => {
  assert.ok(english.size > 100)
  assert.deepEqual([...french.keys()], [...english.keys()])
})

test('both languages leave the same gaps to fill', () => {
  assert.deepEqual(gaps('{count, plural, =0 {none} one {# x} other {# y}} of {name}'), [
    'count:plural(=0,one,other)',
    'name',
  ])
  for (const [key, message] of english) assert.deepEqual(gaps(french.get(key) ?? ''), gaps(message), key)
})

test('no message is empty or starts or ends with a space', () => {
  for (const [key, message] of [...english, ...french]) assert.match(message, /^\S(.*\S)?$/s, key)
})
