// Payments through gateways.
import { Payments } from '../../../../../desk/admin/payments.tsx'

export default function PaymentsPage() {
  return <Payments />
}
