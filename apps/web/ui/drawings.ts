// The set of food drawings, read once by the server; the browser only ever gets the ones it shows.
import { createRequire } from 'node:module'

interface DrawingSet {
  icons: Record<string, { body: string; width?: number; height?: number }>
  aliases?: Record<string, { parent: string }>
  width?: number
  height?: number
}

let drawings: DrawingSet | undefined

/** A complete SVG document, or `undefined` when the set has no such drawing. */
export function drawingSvg(name: string): string | undefined {
  drawings ??= createRequire(import.meta.url)('@iconify-json/fluent-emoji-flat/icons.json') as DrawingSet
  const drawing = ownEntry(drawings.icons, name) ?? ownEntry(drawings.icons, ownEntry(drawings.aliases, name)?.parent)
  if (!drawing) return undefined
  const width = drawing.width ?? drawings.width ?? 32
  const height = drawing.height ?? drawings.height ?? 32
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawing.body}</svg>`
}

function ownEntry<Entry>(entries: Record<string, Entry> | undefined, name: string | undefined): Entry | undefined {
  return entries && name !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined
}
