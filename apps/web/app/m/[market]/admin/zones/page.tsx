// Where deliveries go.
import { MarketZones } from '../../../../../desk/zones/market-zones.tsx'

export default function ZonesPage() {
  return <MarketZones />
}
