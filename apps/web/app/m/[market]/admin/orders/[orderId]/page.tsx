// One order from every side.
import { OrderDetail } from '../../../../../../desk/admin/order-detail.tsx'

export default async function OrderPage({ params }: { params: Promise<{ orderId: string }> }) {
  return <OrderDetail orderId={(await params).orderId} />
}
