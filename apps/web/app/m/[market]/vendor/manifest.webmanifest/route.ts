// The vendor desk on a home screen.
import { manifestFor } from '../../../../../desk/manifest.ts'
import { vendorDeskPath } from '../../../../../ui/paths.ts'

export async function GET(_request: Request, { params }: { params: Promise<{ market: string }> }): Promise<Response> {
  const { market } = await params
  return manifestFor(market, { app: 'vendor', start: vendorDeskPath({ id: market }), picture: 'cooking' })
}
