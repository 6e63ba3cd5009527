// Earnings on their way to vendors and riders.
import { PayoutQueue } from '../../../../../money/payout-queue.tsx'

export default function PayoutsPage() {
  return <PayoutQueue />
}
