// What somebody typed, and what it is looked up as: every word in all the shapes it may have on a menu.

/** Lower-case words as they are typed, accents and all. */
export function typedWords(text: string): string[] {
  const words = text.normalize('NFC').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')

  return words
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords)
    .map((word) => word.slice(0, 40))
}

const mostWords = 8

/** Plain letters: what two people meant who typed the same with and without accents. */
export function folded(text: string): string {
  return typedWords(text).join(' ').normalize('NFKD').replace(/\p{M}/gu, '')
}

/** Every run of one to three words, as synonyms name them. */
export function phrasesIn(words: readonly string[]): string[] {
  const plain = words.map(folded)

  return plain.flatMap((_, start) => [1, 2, 3].map((length) => plain.slice(start, start + length).join(' ')))
}

/** What the index knows of one typed word. */
export interface KnownWord {
  readonly plain: string
  /** Its roots, in each language. */
  readonly stems: readonly string[]
  /** Means nothing by itself: "the", "de". */
  readonly stop: boolean
  /** Names use it. */
  readonly known: boolean
  /** What it is the beginning of, the most used first. */
  readonly endings: readonly string[]
  /** What may have been meant, when nothing uses it. */
  readonly alike: readonly string[]
}

/** Phrases that mean the same, each with the tsquery that finds it. */
export type Synonyms = readonly { readonly phrase: string; readonly query: string }[]

export interface Wording {
  /** A tsquery; nothing when no word says anything. */
  readonly query: string | undefined
  /** The words that were put in place of those nobody uses; nothing when all were understood. */
  readonly corrected: readonly string[] | undefined
}

/**
 * All words must be found (`every`), or any of them. A word stands for its roots, its synonyms and, when names do not
 * know it or it is still being typed, for what it begins; failing that, for the words most like it.
 */
export function wordingOf(
  words: readonly KnownWord[],
  synonyms: readonly Synonyms[],
  { typing = false, join = 'every' }: { typing?: boolean; join?: 'every' | 'any' } = {},
): Wording {
  const telling = words.filter((word) => !word.stop)
  const used = telling.length > 0 ? telling : words
  const parts: string[] = []
  for (let at = 0; at < used.length;) {
    const { part, length } = partAt(used, at, synonyms, typing)
    parts.push(part)
    at += length
  }
  const corrections = used.map((word) => (isUnderstood(word) ? word.plain : (word.alike[0] ?? word.plain)))

  return {
    query: parts.length === 0 ? undefined : parts.join(join === 'every' ? ' & ' : ' | '),
    corrected: used.some((word) => !isUnderstood(word) && word.alike.length > 0) ? corrections : undefined,
  }
}

function isUnderstood(word: KnownWord): boolean {
  return word.known || word.endings.length > 0
}

/** The longest run of words from here that synonyms know, else the word alone. */
function partAt(
  words: readonly KnownWord[],
  at: number,
  synonyms: readonly Synonyms[],
  typing: boolean,
): { part: string; length: number } {
  for (let length = Math.min(3, words.length - at); length > 0; length--) {
    const run = words.slice(at, at + length)
    const phrase = run.map((word) => word.plain).join(' ')
    const others = synonyms
      .filter((group) => group.some((each) => each.phrase === phrase))
      .flatMap((group) => group.filter((each) => each.phrase !== phrase && each.query !== ''))
    if (others.length === 0) continue

    const own = run.map((word) => anyOf(shapesOf(word, typing && word === words.at(-1)))).join(' & ')
    return { part: `(${[`(${own})`, ...others.map((each) => `(${each.query})`)].join(' | ')})`, length }
  }

  const word = words[at] as KnownWord
  return { part: anyOf(shapesOf(word, typing && at === words.length - 1)), length: 1 }
}

function shapesOf(word: KnownWord, unfinished: boolean): string[] {
  const own = [word.plain, ...word.stems]
  if (word.known && !unfinished) return own
  if (word.endings.length > 0) return [...own, ...word.endings]

  return word.known ? own : [...own, ...word.alike]
}

function anyOf(lexemes: readonly string[]): string {
  const distinct = [...new Set(lexemes)].map(quoted)

  return distinct.length === 1 ? (distinct[0] as string) : `(${distinct.join(' | ')})`
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
