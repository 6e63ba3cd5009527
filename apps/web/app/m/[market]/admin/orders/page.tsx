// Every order of the market.
import { Orders } from '../../../../../desk/admin/orders.tsx'

export default function OrdersPage() {
  return <Orders />
}
