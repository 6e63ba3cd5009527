// The admin console on a home screen.
import { manifestFor } from '../../../../../desk/manifest.ts'
import { adminPath } from '../../../../../ui/paths.ts'

export async function GET(_request: Request, { params }: { params: Promise<{ market: string }> }): Promise<Response> {
  const { market } = await params
  return manifestFor(market, { app: 'admin', start: adminPath({ id: market }), picture: 'clipboard' })
}
