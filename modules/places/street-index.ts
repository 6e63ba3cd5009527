// Finding streets of a drawn town by what people type, and house numbers along them. Pure.
import type { Place } from '@provender/platform/geo'
import { straightLineM } from '@provender/platform/geo'
import type { Point, TownStreet } from './town-plan.ts'

export interface FoundStreet {
  readonly label: string
  readonly kind: 'street' | 'address'
  readonly place: Place
}

export interface StreetIndex {
  readonly search: (text: string, near: Place, limit: number) => readonly FoundStreet[]
  /** What somebody standing there would call the place. */
  readonly numberAt: (name: string, place: Place) => number | undefined
}

/** Houses are this far apart, odd numbers on one side and even ones on the other. */
const housesApartM = 8

interface Entry {
  readonly street: TownStreet
  readonly words: readonly string[]
  readonly middle: Place
}

export function streetIndex(streets: readonly TownStreet[], toPlace: (point: Point) => Place): StreetIndex {
  const entries = streets.map((street): Entry => ({
    street,
    words: foldedWords(street.name),
    middle: toPlace(street.line[Math.floor(street.line.length / 2)] ?? { x: 0, y: 0 }),
  }))
  const byName = new Map(streets.map((street) => [street.name, street]))

  return {
    search(text, near, limit) {
      const { number, words } = wishIn(text, byName)
      if (words.length === 0) return []

      return entries
        .map((entry) => ({ entry, score: scoreOf(entry, words) }))
        .filter(({ score }) => score > 0)
        .map(({ entry, score }) => ({ entry, score, awayM: straightLineM(near, entry.middle) }))
        .sort((one, other) => other.score - one.score || one.awayM - other.awayM)
        .slice(0, limit)
        .map(({ entry }) => foundOf(entry, number, toPlace))
    },
    numberAt(name, place) {
      const street = byName.get(name)
      return street && numberNearest(street, place, toPlace)
    },
  }
}

/** Without accents and case; what is neither letter nor digit separates words. */
export function foldedWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((word) => word !== '')
}

/** "12 Elm Street" and "Rue du Lac 12" name a house; "12th Cross" and "Rue 1.812" do not. */
function wishIn(text: string, byName: ReadonlyMap<string, TownStreet>): { number?: number; words: string[] } {
  const words = foldedWords(text)
  if (byName.has(text.trim())) return { words }
  const at = [0, words.length - 1].find((index) => /^\d{1,4}$/.test(words[index] ?? ''))
  if (at === undefined || words.length < 2) return { words }

  return { number: Number(words[at]), words: words.toSpliced(at, 1) }
}

/** Every word typed must begin a word of the name; whole words and main streets count for more. */
function scoreOf({ words, street }: Entry, typed: readonly string[]): number {
  let score = street.kind === 'major' ? 1 : 0
  for (const part of typed) {
    if (words.includes(part)) score += 4
    else if (words.some((word) => word.startsWith(part))) score += 2
    else return 0
  }

  return score + (typed.length === words.length ? 3 : 0)
}

function foundOf(entry: Entry, number: number | undefined, toPlace: (point: Point) => Place): FoundStreet {
  const { street } = entry
  const last = Math.max(1, Math.floor(lengthOf(street.line) / housesApartM))
  if (number === undefined || number < 1 || number > last)
    return { label: street.name, kind: 'street', place: entry.middle }

  return {
    label: `${number} ${street.name}`,
    kind: 'address',
    place: toPlace(pointAlong(street.line, number * housesApartM)),
  }
}

function numberNearest(street: TownStreet, place: Place, toPlace: (point: Point) => Place): number {
  const houses = Math.max(1, Math.floor(lengthOf(street.line) / housesApartM))
  let best = { number: 1, awayM: Number.POSITIVE_INFINITY }
  for (let number = 1; number <= houses; number += 1) {
    const awayM = straightLineM(place, toPlace(pointAlong(street.line, number * housesApartM)))
    if (awayM < best.awayM) best = { number, awayM }
  }

  return best.number
}

function lengthOf(line: readonly Point[]): number {
  return line.slice(1).reduce((total, to, index) => total + apart(line[index] as Point, to), 0)
}

function pointAlong(line: readonly Point[], metres: number): Point {
  let left = metres
  for (const [index, to] of line.slice(1).entries()) {
    const from = line[index] as Point
    const length = apart(from, to)
    if (length >= left && length > 0)
      return { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length }
    left -= length
  }

  return line.at(-1) ?? { x: 0, y: 0 }
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
