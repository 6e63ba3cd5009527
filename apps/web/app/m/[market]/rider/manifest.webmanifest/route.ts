// The rider app on a home screen.
import { manifestFor } from '../../../../../desk/manifest.ts'
import { riderPath } from '../../../../../ui/paths.ts'

export async function GET(_request: Request, { params }: { params: Promise<{ market: string }> }): Promise<Response> {
  const { market } = await params
  return manifestFor(market, { app: 'rider', start: riderPath({ id: market }), picture: 'motor-scooter' })
}
