// Rides that are over.
import { RideHistory } from '../../../../../desk/rider/history.tsx'

export default function HistoryPage() {
  return <RideHistory />
}
