// What the gateways say, held against our books.
import { Reconciliation } from '../../../../../desk/admin/reconciliation.tsx'

export default function ReconciliationPage() {
  return <Reconciliation />
}
