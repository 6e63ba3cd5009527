// Money back after the order.
import { RefundQueue } from '../../../../../money/refund-queue.tsx'

export default function RefundsPage() {
  return <RefundQueue />
}
