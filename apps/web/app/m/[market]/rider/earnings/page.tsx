// What the rider has earned.
import { Earnings } from '../../../../../desk/rider/earnings-page.tsx'

export default function EarningsPage() {
  return <Earnings />
}
