// Words as they stand at the beginning of a line, and distances as people say them.

/** Markets name things in lower case, as inside a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** `850 m`, `2.4 km`, in the notation of the language. */
export function distanceText(metres: number, language: string): string {
  if (metres < 950) return `${Math.round(metres / 10) * 10} m`
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(metres / 1000)} km`
}
