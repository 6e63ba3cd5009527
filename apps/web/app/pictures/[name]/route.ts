// Serves one food drawing as SVG: `/pictures/tomato.svg`.
import { drawingSvg } from '../../../ui/drawings.ts'

export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { name } = await params
  const svg = name.endsWith('.svg') ? drawingSvg(name.slice(0, -4)) : undefined
  if (!svg) return new Response(null, { status: 404 })
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=31536000, immutable' },
  })
}
