// Whatever colours a market chooses, what is written stays readable.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, parseHex, toHex } from './colour.ts'
import { houseTheme, paletteOf, themeVariables, type MarketTheme, type Palette } from './theme.ts'

const written: [text: keyof Palette, ground: keyof Palette][] = [
  ['onAccent', 'accent'],
  ['onHighlight', 'highlight'],
  ['onBad', 'badFill'],
  ['onBoldFill', 'boldFill'],
  ['good', 'goodSoft'],
  ['warn', 'warnSoft'],
  ['bad', 'badSoft'],
  ['good', 'card'],
  ['warn', 'card'],
  ['bad', 'card'],
  ...(['ink', 'muted', 'accentInk'] as const).flatMap((text) =>
    (['paper', 'card', 'sunk', 'accentSoft', 'highlightSoft'] as const).map(
      (ground): [keyof Palette, keyof Palette] => [text, ground],
    ),
  ),
]
const outlined: [edge: keyof Palette, ground: keyof Palette][] = [
  ['edge', 'paper'],
  ['edge', 'card'],
  ['accentInk', 'paper'],
  ['accentInk', 'card'],
]

function unreadable(theme: MarketTheme): string[] {
  return (['light', 'dark'] as const).flatMap((scheme) => {
    const palette = paletteOf(theme, scheme)
    const below = (pairs: typeof written, ratio: number) =>
      pairs
        .filter(([text, ground]) => contrast(palette[text], palette[ground]) < ratio)
        .map(([text, ground]) => `${theme.accent} ${scheme}: ${text} on ${ground}`)
    return [...below(written, 4.5), ...below(outlined, 3)]
  })
}

test('every hue, pale or loud, dark or bright, reaches WCAG 2.2 AA in both schemes', () => {
  const themes = [0.35, 0.5, 0.6, 0.68, 0.75, 0.88].flatMap((l) =>
    [0, 0.05, 0.14, 0.24].flatMap((c) =>
      Array.from({ length: 24 }, (_, turn) => ({
        accent: toHex({ l, c, h: turn * 15 }),
        highlight: toHex({ l: 1.1 - l, c, h: turn * 15 + 140 }),
        surface: toHex({ l: 0.97, c: 0.02, h: turn * 15 + 60 }),
      })),
    ),
  )

  assert.equal(themes.length, 576)
  assert.deepEqual(themes.flatMap(unreadable), [])
})

test('our own looks are readable', () => {
  assert.deepEqual(unreadable(houseTheme), [])
})

test('a colour survives the way to OKLCH and back', () => {
  for (const hex of ['#c2552d', '#2f7d32', '#8e1f4f', '#e3371e', '#0f766e', '#ffffff', '#000000']) {
    assert.equal(toHex(parseHex(hex)), hex)
  }
})

test('what is not a colour never reaches a stylesheet', () => {
  assert.throws(() => themeVariables({ ...houseTheme, accent: 'red;}' }), RangeError)
})
