// From a market's few brand choices to every colour on the page, light and dark, each pair readable by construction.
import { contrast, parseHex, readableOn, toHex, type Oklch } from './colour.ts'

/** What a market says about its looks, as in its settings. Colours are `#rrggbb`. */
export interface MarketTheme {
  accent: string
  /** The accent after dark, when the lifted accent is not what the brand wants. */
  accentDark?: string
  /** The second voice: washes, tags, the drawing behind the hero. */
  highlight?: string
  /** The tint of the paper everything lies on. */
  surface: string
  /** A picture that stands for the market, such as `fluent-emoji-flat:pot-of-food`. */
  emoji?: string
  pattern?: 'gingham' | 'furrows' | 'dots' | 'rays' | 'routes' | 'plain'
  radius?: 'soft' | 'round'
  /** Whether the market opens softly, on a wash of its accent, or boldly, on the accent itself. */
  mood?: 'soft' | 'bold'
  /** Width of the display face: 75 is narrow and loud, 100 is open and calm. */
  displayWidth?: number
}

/** Provender's own looks, where no market speaks: olive ink on oat paper. */
export const houseTheme: MarketTheme = {
  accent: '#2f5d3a',
  highlight: '#f2b33d',
  surface: '#f7f3ea',
  emoji: 'fluent-emoji-flat:shopping-bags',
  pattern: 'plain',
  radius: 'soft',
}

const shapes = {
  soft: { card: '1.5rem', control: '0.875rem', picture: '1.125rem' },
  round: { card: '2rem', control: '1.375rem', picture: '1.625rem' },
}

/** Every colour of one scheme. Pairs: `x` is a ground, `onX` is written on it, `xInk` is x as text on paper. */
export interface Palette {
  paper: string
  card: string
  sunk: string
  ink: string
  muted: string
  line: string
  edge: string
  accent: string
  onAccent: string
  accentInk: string
  accentSoft: string
  highlight: string
  onHighlight: string
  highlightSoft: string
  good: string
  goodSoft: string
  warn: string
  warnSoft: string
  bad: string
  badSoft: string
  onBad: string
  badFill: string
  /** What the drawing behind the hero is drawn in. */
  trace: string
  /** What stands out on the accent itself. */
  boldFill: string
  onBoldFill: string
  mapLand: string
  mapPark: string
  mapWater: string
  mapStreet: string
}

export function paletteOf(theme: MarketTheme, scheme: 'light' | 'dark'): Palette {
  const surface = parseHex(theme.surface)
  const accent = parseHex(scheme === 'dark' ? (theme.accentDark ?? theme.accent) : theme.accent)
  const highlight = parseHex(theme.highlight ?? theme.accent)
  const palette =
    scheme === 'light' ? lightPalette(surface, accent, highlight) : darkPalette(surface, accent, highlight)
  const lost = contrast(palette.highlight, palette.accent) < 1.6
  return {
    ...palette,
    trace: lost && theme.mood === 'bold' ? palette.onAccent : palette.highlight,
    boldFill: lost ? palette.onAccent : palette.highlight,
    onBoldFill: lost ? palette.accent : palette.onHighlight,
  }
}

/** CSS custom properties; each holds both schemes through `light-dark()`, so `color-scheme` alone switches. */
export function themeVariables(theme: MarketTheme): Record<string, string> {
  const light = paletteOf(theme, 'light')
  const dark = paletteOf(theme, 'dark')
  const shape = shapes[theme.radius ?? 'soft']
  const colours = Object.keys(light).map((name) => {
    const key = name as keyof Palette
    return [`--pv-${kebab(name)}`, `light-dark(${light[key]}, ${dark[key]})`]
  })
  return {
    ...Object.fromEntries(colours),
    '--pv-radius-card': shape.card,
    '--pv-radius-control': shape.control,
    '--pv-radius-picture': shape.picture,
    '--pv-display-width': `${Math.min(100, Math.max(75, theme.displayWidth ?? 100))}%`,
  }
}

function lightPalette(surface: Oklch, brand: Oklch, second: Oklch): Omit<Palette, 'trace' | 'boldFill' | 'onBoldFill'> {
  const tint = Math.min(surface.c, 0.03)
  const paper = toHex({ l: Math.max(surface.l, 0.955), c: tint, h: surface.h })
  const card = toHex({ l: 0.994, c: Math.min(tint, 0.006), h: surface.h })
  const sunk = toHex({ l: 0.928, c: tint * 1.15, h: surface.h })
  const accentSoft = toHex({ l: 0.925, c: Math.min(brand.c, 0.055), h: between(brand.h, surface.h, 0.45) })
  const highlightSoft = toHex({ l: 0.935, c: Math.min(second.c, 0.075), h: second.h })
  const grounds = [paper, card, sunk, accentSoft, highlightSoft]
  const [accent, onAccent] = fillOf(brand, brand.h)
  const [highlight, onHighlight] = fillOf(second, brand.h)
  const state = (h: number, c: number) => {
    const soft = toHex({ l: 0.94, c: 0.045, h })
    return { soft, ink: readableOn({ l: 0.55, c, h }, [soft, paper, card, sunk], 4.6, 'darker') }
  }
  const [good, warn, bad] = [state(150, 0.13), state(70, 0.12), state(25, 0.18)]
  const [badFill, onBad] = fillOf({ l: 0.55, c: 0.2, h: 25 }, 25)
  return {
    paper,
    card,
    sunk,
    accent,
    onAccent,
    accentSoft,
    highlight,
    onHighlight,
    highlightSoft,
    badFill,
    onBad,
    ink: toHex({ l: 0.235, c: 0.028, h: brand.h }),
    muted: readableOn({ l: 0.5, c: 0.022, h: brand.h }, grounds, 4.7, 'darker'),
    line: toHex({ l: 0.885, c: tint, h: surface.h }),
    edge: readableOn({ l: 0.66, c: 0.025, h: brand.h }, [paper, card, sunk], 3.1, 'darker'),
    accentInk: readableOn(brand, grounds, 4.6, 'darker'),
    good: good.ink,
    goodSoft: good.soft,
    warn: warn.ink,
    warnSoft: warn.soft,
    bad: bad.ink,
    badSoft: bad.soft,
    mapLand: toHex({ l: 0.955, c: Math.min(tint, 0.015), h: surface.h }),
    mapPark: toHex({ l: 0.9, c: 0.05, h: 140 }),
    mapWater: toHex({ l: 0.88, c: 0.04, h: 230 }),
    mapStreet: toHex({ l: 1, c: 0, h: 0 }),
  }
}

function darkPalette(surface: Oklch, brand: Oklch, second: Oklch): Omit<Palette, 'trace' | 'boldFill' | 'onBoldFill'> {
  const tint = Math.min(Math.max(surface.c * 0.7, 0.008), 0.018)
  const hue = brand.h
  const paper = toHex({ l: 0.185, c: tint, h: hue })
  const card = toHex({ l: 0.235, c: tint, h: hue })
  const sunk = toHex({ l: 0.15, c: tint, h: hue })
  const accentSoft = toHex({ l: 0.3, c: Math.min(brand.c * 0.5, 0.07), h: brand.h })
  const highlightSoft = toHex({ l: 0.3, c: Math.min(second.c * 0.45, 0.06), h: second.h })
  const grounds = [paper, card, sunk, accentSoft, highlightSoft]
  const [accent, onAccent] = fillOf({ ...brand, l: Math.max(brand.l, 0.68) }, hue)
  const [highlight, onHighlight] = fillOf({ ...second, l: Math.max(second.l, 0.7) }, hue)
  const state = (h: number, c: number) => {
    const soft = toHex({ l: 0.295, c: 0.05, h })
    return { soft, ink: readableOn({ l: 0.78, c, h }, [soft, paper, card, sunk], 4.6, 'lighter') }
  }
  const [good, warn, bad] = [state(150, 0.13), state(75, 0.12), state(25, 0.13)]
  const [badFill, onBad] = fillOf({ l: 0.7, c: 0.16, h: 25 }, 25)
  return {
    paper,
    card,
    sunk,
    accent,
    onAccent,
    accentSoft,
    highlight,
    onHighlight,
    highlightSoft,
    badFill,
    onBad,
    ink: toHex({ l: 0.955, c: 0.008, h: surface.h }),
    muted: readableOn({ l: 0.74, c: 0.014, h: surface.h }, grounds, 4.7, 'lighter'),
    line: toHex({ l: 0.32, c: tint, h: hue }),
    edge: readableOn({ l: 0.52, c: 0.02, h: hue }, [paper, card, sunk], 3.1, 'lighter'),
    accentInk: readableOn(
      { ...brand, l: Math.max(brand.l, 0.72), c: Math.min(brand.c, 0.16) },
      grounds,
      4.6,
      'lighter',
    ),
    good: good.ink,
    goodSoft: good.soft,
    warn: warn.ink,
    warnSoft: warn.soft,
    bad: bad.ink,
    badSoft: bad.soft,
    mapLand: toHex({ l: 0.21, c: tint, h: hue }),
    mapPark: toHex({ l: 0.27, c: 0.035, h: 150 }),
    mapWater: toHex({ l: 0.27, c: 0.035, h: 235 }),
    mapStreet: toHex({ l: 0.34, c: tint, h: hue }),
  }
}

/** A ground for buttons and what is written on it: white on colours that are dark enough, else a deep ink. */
function fillOf(colour: Oklch, inkHue: number): [ground: string, on: string] {
  const asGiven = toHex(colour)
  const ink = toHex({ l: 0.2, c: 0.03, h: inkHue })
  if (contrast(asGiven, '#ffffff') >= 4.6) return [asGiven, '#ffffff']
  if (colour.l < 0.67) return [readableOn(colour, ['#ffffff'], 4.6, 'darker'), '#ffffff']
  return [readableOn(colour, [ink], 4.6, 'lighter'), ink]
}

/** A hue on the shorter way round: washes lean towards the paper, so that terracotta does not turn pink. */
function between(from: number, to: number, part: number): number {
  const way = ((to - from + 540) % 360) - 180
  return (from + way * part + 360) % 360
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
