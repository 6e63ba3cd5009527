// Remembers where the visitor wants to eat, and sends them back to where they were. A plain form, so it needs no script.
import { NextResponse, type NextRequest } from 'next/server'
import { placeCookie, readPlace, writePlace } from '../../../../../store/place.ts'
import { wayBack } from '../../../../../store/way-back.ts'

const year = 365 * 24 * 60 * 60

export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ market: string }> },
): Promise<NextResponse> {
  const { market } = await params
  const asked = request.nextUrl.searchParams
  const place = readPlace(`${asked.get('lat')},${asked.get('lng')},${asked.get('name') ?? ''}`)
  const headers = { location: wayBack({ id: market }, asked.get('back')), 'cache-control': 'no-store' }
  const response = new NextResponse(null, { status: 303, headers })
  if (place)
    response.cookies.set(placeCookie(market), writePlace(place), {
      path: `/m/${market}`,
      maxAge: year,
      sameSite: 'lax',
    })
  return response
}
