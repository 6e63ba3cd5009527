// What a phone needs to put one of the apps on its home screen.
import { getTranslations } from 'next-intl/server'
import { findMarket } from '../api/server.ts'
import { houseTheme, paletteOf } from '../ui/theme.ts'

/** `start` is the app's first page. */
export async function manifestFor(
  marketId: string,
  { app, start, picture }: { app: 'vendor' | 'rider' | 'admin'; start: string; picture: string },
): Promise<Response> {
  const market = await findMarket(marketId)
  if (!market) return new Response(null, { status: 404 })

  const t = await getTranslations('shell')
  const palette = paletteOf(market.theme ?? houseTheme, 'light')
  const manifest = {
    id: start,
    name: `${market.name} · ${t(app)}`,
    short_name: market.name,
    start_url: start,
    scope: start,
    display: 'standalone',
    ...(app === 'rider' && { orientation: 'portrait' }),
    background_color: palette.paper,
    theme_color: palette.accent,
    icons: [{ src: `/pictures/${picture}.svg`, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  }
  return Response.json(manifest, { headers: { 'content-type': 'application/manifest+json' } })
}
