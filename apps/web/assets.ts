// What pages ask for by name: food drawings, MapLibre's worker, the plan of a town. Served before Next wakes up.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type TownGiven, townFile } from './town.ts'

interface DrawingSet {
  icons: Record<string, { body: string; width?: number; height?: number }>
  aliases?: Record<string, { parent: string }>
  width?: number
  height?: number
}
interface Asset {
  type: string
  body: string | Buffer
  seconds: number
}

const { resolve } = createRequire(import.meta.url)
let drawings: Promise<DrawingSet> | undefined

/** Answers whether the request was for one of ours, and has been answered. */
export async function serveAsset(req: IncomingMessage, res: ServerResponse, given: TownGiven): Promise<boolean> {
  const [, folder, name] = /^\/(pictures|map)\/([a-z0-9.-]+)(?:\?|$)/.exec(req.url ?? '') ?? []
  if (!name || (req.method !== 'GET' && req.method !== 'HEAD')) return false

  const asset = folder === 'pictures' ? await drawingAsset(name) : await mapAsset(name, given)
  if (!asset) return false
  res.writeHead(200, {
    'content-type': asset.type,
    'content-length': Buffer.byteLength(asset.body),
    'cache-control': `public, max-age=${asset.seconds}`,
    'x-content-type-options': 'nosniff',
  })
  res.end(req.method === 'HEAD' ? undefined : asset.body)
  return true
}

/** `tomato.svg` out of the drawing set, which is read once. */
async function drawingAsset(file: string): Promise<Asset | undefined> {
  if (!file.endsWith('.svg')) return undefined
  const set = await (drawings ??= readDrawings())
  const name = file.slice(0, -4)
  const drawing = own(set.icons, name) ?? own(set.icons, own(set.aliases, name)?.parent)
  if (!drawing) return undefined

  const width = drawing.width ?? set.width ?? 32
  const height = drawing.height ?? set.height ?? 32
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawing.body}</svg>`
  return { type: 'image/svg+xml', body, seconds: 30 * 24 * 60 * 60 }
}

/** A bundler cannot take the worker along, because it loads its other half by name. */
async function mapAsset(name: string, given: TownGiven): Promise<Asset | undefined> {
  if (name.endsWith('.json')) {
    const town = await townFile(name.slice(0, -5), given)
    return town === undefined ? undefined : { type: 'application/json', body: town, seconds: 60 * 60 }
  }
  if (name !== 'maplibre-gl-worker.mjs' && name !== 'maplibre-gl-shared.mjs') return undefined
  const body = await readFile(resolve(`maplibre-gl/dist/${name}`))
  return { type: 'text/javascript; charset=utf-8', body, seconds: 24 * 60 * 60 }
}

async function readDrawings(): Promise<DrawingSet> {
  return JSON.parse(await readFile(resolve('@iconify-json/fluent-emoji-flat/icons.json'), 'utf8')) as DrawingSet
}

function own<Entry>(entries: Record<string, Entry> | undefined, name: string | undefined): Entry | undefined {
  return entries && name !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined
}
