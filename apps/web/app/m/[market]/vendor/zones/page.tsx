// Where deliveries go.
import { VendorZones } from '../../../../../desk/zones/vendor-zones.tsx'

export default function ZonesPage() {
  return <VendorZones />
}
