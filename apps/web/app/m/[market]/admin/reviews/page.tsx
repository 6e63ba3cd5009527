// Reviews the market was asked to look at.
import { ReviewQueue } from '../../../../../desk/admin/review-queue.tsx'

export default function ReviewQueuePage() {
  return <ReviewQueue />
}
