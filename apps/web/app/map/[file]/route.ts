// Serves MapLibre's worker from our own origin: a bundler cannot move it, because it loads its other half by name.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const served = new Set(['maplibre-gl-worker.mjs', 'maplibre-gl-shared.mjs'])

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params
  if (!served.has(file)) return new Response(null, { status: 404 })
  const path = createRequire(import.meta.url).resolve(`maplibre-gl/dist/${file}`)
  return new Response(await readFile(path), {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=86400' },
  })
}
