// Zones of a demo town: where it delivers, its outskirts that cost more, and a ground that nobody rides on.
import type { MarketSettings } from '@provender/markets'
import type { MarketZoneDraft } from '@provender/places'

/** As far as somebody of the town might order from; the market's longest trip ends earlier. */
const townM = 20_000
const metresPerDegree = 111_320

/** Nothing for a market that does not deliver. */
export function demoZones(settings: MarketSettings): MarketZoneDraft[] {
  if (!settings.fulfilment.includes('delivery')) return []

  const { centre, city, deliveryFee } = settings
  const at = (metres: number, degrees: number) => {
    const turn = (degrees * Math.PI) / 180
    return {
      lat: centre.lat + (Math.cos(turn) * metres) / metresPerDegree,
      lng: centre.lng + (Math.sin(turn) * metres) / (metresPerDegree * Math.cos((centre.lat * Math.PI) / 180)),
    }
  }
  const round = (metres: number) => Array.from({ length: 24 }, (_, step) => at(metres, step * 15))
  const field = [at(10_500, 40), at(10_500, 48), at(12_000, 48), at(12_000, 40)]
  const names =
    settings.languages[0] === 'fr' ? ['Périphérie est', 'Terrain militaire'] : ['Eastern outskirts', 'Airfield']

  return [
    { name: city, kind: 'served', ring: round(townM), feeMinor: null, extraMinor: 0 },
    {
      name: names[0] ?? '',
      kind: 'served',
      ring: [at(8500, 60), at(8500, 75), at(8500, 90), at(8500, 105), at(13_000, 105), at(13_000, 82), at(13_000, 60)],
      feeMinor: null,
      extraMinor:
        deliveryFee.roundToMinor * Math.max(1, Math.round(deliveryFee.baseMinor / 2 / deliveryFee.roundToMinor)),
    },
    { name: names[1] ?? '', kind: 'closed', ring: field, feeMinor: null, extraMinor: 0 },
  ]
}
