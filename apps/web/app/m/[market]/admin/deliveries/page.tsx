// What is on the road.
import { LiveDeliveries } from '../../../../../desk/admin/live-deliveries.tsx'

export default function DeliveriesPage() {
  return <LiveDeliveries />
}
