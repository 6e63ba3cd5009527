// A town to look at where there are no map tiles: streets, a river, a lake and parks, drawn from a seed.
import type { Place } from '@provender/platform/geo'
import { namerFor } from './street-names.ts'

type Position = [lng: number, lat: number]

/** GeoJSON, so that a map library takes it as it is. `layer` says where to draw, `kind` how. */
export interface TownPlan {
  type: 'FeatureCollection'
  features: TownFeature[]
}

export interface TownFeature {
  type: 'Feature'
  properties: {
    layer: 'streets' | 'water' | 'parks'
    kind: 'major' | 'minor' | 'river' | 'lake' | 'park'
    /** Of a street. */
    name?: string
  }
  geometry: { type: 'MultiLineString'; coordinates: Position[][] } | { type: 'Polygon'; coordinates: Position[][] }
}

/** Metres east and north of the centre. */
export interface Point {
  x: number
  y: number
}

type Random = () => number

interface Park {
  middle: Point
  radiusM: number
}

interface Nature {
  river: Point[]
  riverHalfWidthM: number
  parks: Park[]
  lake: Park
}

export interface TownStreet {
  readonly name: string
  readonly kind: 'major' | 'minor'
  readonly line: readonly Point[]
}

export interface DrawnTown {
  readonly streets: readonly TownStreet[]
  readonly plan: TownPlan
}

/** How far from its middle a town is drawn unless somebody says otherwise; beyond it there is open land. */
export const townRadiusM = 7000

/**
 * The same seed always draws the same town, and `country` only gives its streets their names. A wider town has wider
 * blocks, so its size in bytes stays the same.
 */
export function drawTown(
  seed: string,
  { centre, country, radiusM = townRadiusM }: { centre: Place; country: string; radiusM?: number },
): DrawnTown {
  const random = randomFrom(seed)
  const bend = bender(random, radiusM)
  const nature = natureOf(random, radiusM)
  const { major, minor } = latticeStreets(random, { bend, nature, radiusM })
  const avenues = [...quays(nature), ...ringAndRadials(random, { bend, nature, radiusM })]
  const place = placer(centre)
  const nameOf = namerFor(country, randomFrom(`${seed} names`))
  const named = (kind: TownStreet['kind'], lines: Point[][]): TownStreet[] =>
    lines.map((line) => ({ name: nameOf(kind), kind, line }))
  const streets = [...named('minor', minor), ...named('major', [...major, ...avenues])]

  return {
    streets,
    plan: {
      type: 'FeatureCollection',
      features: [
        ...nature.parks.map((park) => area('parks', 'park', [blob(random, park).map(place)])),
        area('water', 'river', [banksOf(nature).map(place)]),
        area('water', 'lake', [blob(random, nature.lake).map(place)]),
        ...streets.map((street) => lineOf(street, place)),
      ],
    },
  }
}

/** Mulberry32 over a hash of the seed. */
function randomFrom(seed: string): Random {
  let state = 2166136261
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619)

  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Turns a ruled grid into a grown town: slow waves everywhere, and an old centre that lies askew. */
function bender(random: Random, radiusM: number): (point: Point) => Point {
  const turn = random() * Math.PI
  const swirl = (0.5 + random() * 0.5) * (random() < 0.5 ? -1 : 1)
  const waves = [0.42, 0.6, 0.31, 0.5].map((length, index) => ({
    length: radiusM * length,
    phase: random() * 2 * Math.PI,
    height: radiusM * (index < 2 ? 0.055 : 0.025),
  }))
  const wave = (index: number, along: number) => {
    const { length, phase, height } = waves[index] ?? { length: 1, phase: 0, height: 0 }
    return height * Math.sin(along / length + phase)
  }

  return ({ x, y }) => {
    const angle = turn + swirl * Math.exp(-(x * x + y * y) / (0.35 * radiusM) ** 2)
    const turned = { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) }
    return {
      x: turned.x + wave(0, turned.y) + wave(2, turned.x + turned.y),
      y: turned.y + wave(1, turned.x) + wave(3, turned.x - turned.y),
    }
  }
}

function natureOf(random: Random, radiusM: number): Nature {
  const river = riverOf(random, radiusM)
  const riverHalfWidthM = radiusM * (0.016 + random() * 0.012)
  const parks: Park[] = []
  while (parks.length < 7) {
    const park = {
      middle: polar(radiusM * (0.18 + 0.68 * random()), random()),
      radiusM: radiusM * (0.045 + 0.075 * random()),
    }
    const dry = distanceToLine(park.middle, river) > park.radiusM + riverHalfWidthM
    const alone = parks.every((other) => distance(other.middle, park.middle) > 1.6 * (other.radiusM + park.radiusM))
    if (dry && alone) parks.push(park)
  }
  const largest = parks.reduce((best, park) => (park.radiusM > best.radiusM ? park : best))

  return { river, riverHalfWidthM, parks, lake: { middle: largest.middle, radiusM: largest.radiusM * 0.42 } }
}

/** Meanders past the centre from one edge to the other. */
function riverOf(random: Random, radiusM: number): Point[] {
  const direction = random() * 2 * Math.PI
  const offset = radiusM * (0.22 + 0.25 * random())
  const phases = [random(), random()].map((part) => part * 2 * Math.PI) as [number, number]

  return Array.from({ length: 81 }, (_, index) => {
    const along = radiusM * (index / 32 - 1.25)
    const aside =
      offset +
      radiusM * 0.11 * Math.sin(along / (0.3 * radiusM) + phases[0]) +
      radiusM * 0.04 * Math.sin(along / (0.13 * radiusM) + phases[1])
    return {
      x: along * Math.cos(direction) - aside * Math.sin(direction),
      y: along * Math.sin(direction) + aside * Math.cos(direction),
    }
  })
}

interface Ground {
  bend: (point: Point) => Point
  nature: Nature
  radiusM: number
}

/** Streets both ways through the bent grid; every fifth is a main street, the others come and go. */
function latticeStreets(random: Random, ground: Ground): { major: Point[][]; minor: Point[][] } {
  const stops = gridStops(random, ground.radiusM)
  const major: Point[][] = []
  const minor: Point[][] = []

  for (const across of [false, true]) {
    for (const [index, fixed] of stops.entries()) {
      const isMajor = index % 5 === 2
      const street = stops.map((moving) => ground.bend(across ? { x: moving, y: fixed } : { x: fixed, y: moving }))
      const pieces = brokenWhere(street, (from, to) => !isBuilt(random, ground, { from, to, isMajor }))
      for (const piece of pieces) (isMajor ? major : minor).push(piece)
    }
  }

  return { major, minor }
}

function gridStops(random: Random, radiusM: number): number[] {
  const stops: number[] = []
  for (let at = -1.15 * radiusM; at < 1.15 * radiusM; at += (radiusM / 18) * (0.7 + 0.6 * random())) stops.push(at)

  return stops
}

/** Water and parks stop side streets, bridges carry main ones, and the town thins out towards its edge. */
function isBuilt(
  random: Random,
  { nature, radiusM }: Ground,
  street: { from: Point; to: Point; isMajor: boolean },
): boolean {
  const { from, to, isMajor } = street
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const out = Math.hypot(middle.x, middle.y) / radiusM
  const wet = [from, middle, to].filter((point) => distanceToLine(point, nature.river) < nature.riverHalfWidthM * 1.3)
  const green = nature.parks.some((park) => distance(park.middle, middle) < park.radiusM)
  const chance = random()

  if (out > 1.08) return false
  if (isMajor) return wet.length < 3 && distance(nature.lake.middle, middle) > nature.lake.radiusM * 1.2
  if (wet.length > 0 || green) return false

  return chance > 0.1 + 0.55 * Math.max(0, out - 0.45)
}

function brokenWhere(street: Point[], isGap: (from: Point, to: Point) => boolean): Point[][] {
  const pieces: Point[][] = []
  let piece: Point[] = []
  for (const [index, to] of street.entries()) {
    const from = street[index - 1]
    if (from === undefined || isGap(from, to)) {
      pieces.push(piece)
      piece = []
    }
    piece.push(to)
  }
  pieces.push(piece)

  return pieces.filter(({ length }) => length > 1)
}

/** A road along each bank. */
function quays(nature: Nature): Point[][] {
  return [1.5, -1.5].map((side) => besideLine(nature.river, nature.riverHalfWidthM * side).slice(8, -8))
}

/** A ring road round the old town and avenues that leave it. */
function ringAndRadials(random: Random, { bend, nature, radiusM }: Ground): Point[][] {
  const ring = Array.from({ length: 49 }, (_, step) => bend(polar(radiusM * 0.5, step / 48)))
  const start = random()
  const radials = Array.from({ length: 5 }, (_, spoke) => {
    const lean = (random() - 0.5) * 0.12
    return Array.from({ length: 15 }, (__, step) =>
      bend(polar(radiusM * (0.12 + step * 0.064), start + spoke / 5 + lean * (step / 14))),
    )
  })
  const inWater = (from: Point, to: Point) =>
    [from, to].every((point) => distanceToLine(point, nature.river) < nature.riverHalfWidthM) ||
    distance(to, nature.lake.middle) < nature.lake.radiusM * 1.3

  return [ring, ...radials].flatMap((street) => brokenWhere(street, inWater))
}

function banksOf({ river, riverHalfWidthM }: Nature): Point[] {
  const bank = besideLine(river, riverHalfWidthM)
  return closed([...bank, ...besideLine(river, -riverHalfWidthM).reverse()])
}

function besideLine(line: Point[], asideM: number): Point[] {
  return line.map((point, index) => {
    const before = line[index - 1] ?? point
    const after = line[index + 1] ?? point
    const length = distance(before, after)
    return {
      x: point.x - ((after.y - before.y) / length) * asideM,
      y: point.y + ((after.x - before.x) / length) * asideM,
    }
  })
}

/** A round thing with an uneven edge. */
function blob(random: Random, { middle, radiusM }: Park): Point[] {
  const [lobes, dents] = [random(), random()].map((part) => part * 2 * Math.PI) as [number, number]
  const edge = Array.from({ length: 28 }, (_, step) => {
    const angle = (step / 28) * 2 * Math.PI
    const reach = radiusM * (1 + 0.14 * Math.sin(2 * angle + lobes) + 0.07 * Math.sin(5 * angle + dents))
    return { x: middle.x + reach * Math.cos(angle), y: middle.y + reach * Math.sin(angle) }
  })

  return closed(edge)
}

function closed(ring: Point[]): Point[] {
  return [...ring, ...ring.slice(0, 1)]
}

/** `turn` is a part of a whole turn, 0 to 1. */
function polar(outM: number, turn: number): Point {
  return { x: outM * Math.cos(turn * 2 * Math.PI), y: outM * Math.sin(turn * 2 * Math.PI) }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}

function distanceToLine(point: Point, line: Point[]): number {
  return line.reduce(
    (nearest, to, index) => Math.min(nearest, distanceToStretch(point, line[index - 1] ?? to, to)),
    Infinity,
  )
}

function distanceToStretch(point: Point, from: Point, to: Point): number {
  const along = { x: to.x - from.x, y: to.y - from.y }
  const lengthSquared = along.x ** 2 + along.y ** 2 || 1
  const part = ((point.x - from.x) * along.x + (point.y - from.y) * along.y) / lengthSquared
  const reached = Math.min(1, Math.max(0, part))

  return distance(point, { x: from.x + along.x * reached, y: from.y + along.y * reached })
}

/** Metres to degrees, on a globe flat enough for one town; five decimals are about a metre. */
function placer(centre: Place): (point: Point) => Position {
  const { toPlace } = groundOf(centre)
  const round = (degrees: number) => Math.round(degrees * 100_000) / 100_000

  return (point) => {
    const { lat, lng } = toPlace(point)
    return [round(lng), round(lat)]
  }
}

/** A town is small enough to be flat: metres east and north of its centre, and back. */
export function groundOf(centre: Place): { toPoint: (place: Place) => Point; toPlace: (point: Point) => Place } {
  const perDegree = 111_320
  const shrink = Math.cos((centre.lat * Math.PI) / 180)

  return {
    toPoint: ({ lat, lng }) => ({ x: (lng - centre.lng) * perDegree * shrink, y: (lat - centre.lat) * perDegree }),
    toPlace: ({ x, y }) => ({ lat: centre.lat + y / perDegree, lng: centre.lng + x / (perDegree * shrink) }),
  }
}

function area(
  layer: TownFeature['properties']['layer'],
  kind: TownFeature['properties']['kind'],
  coordinates: Position[][],
): TownFeature {
  return { type: 'Feature', properties: { layer, kind }, geometry: { type: 'Polygon', coordinates } }
}

function lineOf({ name, kind, line }: TownStreet, place: (point: Point) => Position): TownFeature {
  const geometry = { type: 'MultiLineString' as const, coordinates: [line.map(place)] }
  return { type: 'Feature', properties: { layer: 'streets', kind, name }, geometry }
}
