// The words a name is found by: plain lower-case letters and digits, whatever accents and cases people type.
import type { LocalText } from '@provender/markets'

/** Every word of the texts once, folded; words of one letter find nothing and are left out. */
export function wordsIn(...texts: readonly string[]): string[] {
  const folded = texts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe')
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1)

  return [...new Set(words)]
}

/** The words of a text in every language it is written in. */
export function wordsOf(text: LocalText): string[] {
  return wordsIn(...Object.values(text))
}

/** What an address may be made of: `Crème brûlée` → `creme-brulee`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')

  return (
    plain
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '') || 'unnamed'
  )
}
