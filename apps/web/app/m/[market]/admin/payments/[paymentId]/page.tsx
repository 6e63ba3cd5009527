// One payment and all that was said of it.
import { PaymentDetail } from '../../../../../../desk/admin/payment-detail.tsx'

export default async function PaymentPage({ params }: { params: Promise<{ paymentId: string }> }) {
  return <PaymentDetail paymentId={(await params).paymentId} />
}
