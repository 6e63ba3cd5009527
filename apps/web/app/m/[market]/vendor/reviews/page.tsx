// What buyers say of this kitchen.
import { VendorReviews } from '../../../../../desk/vendor/reviews.tsx'

export default function VendorReviewsPage() {
  return <VendorReviews />
}
