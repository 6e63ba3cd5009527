// Orders that are over.
import { PastOrders } from '../../../../../desk/vendor/past-orders.tsx'

export default function HistoryPage() {
  return <PastOrders />
}
